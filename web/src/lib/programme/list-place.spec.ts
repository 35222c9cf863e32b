import { expect, it } from 'vitest';
import { actionAt, backAt, paging } from './list-place.ts';

const at = (search: string): URL => new URL(`http://localhost/staff/waiting${search}`);

it('goes on from the end of the page and keeps what else the address says', () => {
  const first = paging(at('?call=x'), 20, { shown: 20, total: 70, endCursor: 'a' });
  expect(first).toEqual({ from: 1, to: 20, total: 70, next: '/staff/waiting?call=x&after=a' });
  const second = paging(new URL(first.next!, 'http://localhost'), 20, { shown: 20, total: 70, endCursor: 'b' });
  expect(second).toMatchObject({ from: 21, to: 40, previous: '/staff/waiting?call=x', next: '/staff/waiting?call=x&after=a&after=b' });
});

it('keeps the count of pages when the trail is cut', () => {
  let url = at('');
  for (let page = 1; page < 20; page++) url = new URL(paging(url, 10, { shown: 10, total: 500, endCursor: `c${page}` }).next!, url);
  expect(url.searchParams.getAll('after')).toHaveLength(12);
  expect(paging(url, 10, { shown: 10, total: 500, endCursor: null })).toMatchObject({ from: 191, to: 200 });
});

it('has nothing to show of an empty list', () => {
  expect(paging(at(''), 20, { shown: 0, total: 0, endCursor: null })).toEqual({ from: 0, to: 0, total: 0 });
});

it('leads an action back to the page it was pressed on, and tells only of the last one', () => {
  const page = at('?call=x&after=a&after=b&done=1');
  expect(actionAt(page, 'verify', ['done'])).toBe('?/verify&call=x&after=a&after=b');
  expect(actionAt(at(''), 'verify', ['done'])).toBe('?/verify');
  const posted = at('?/verify&call=x&after=a&after=b');
  expect(backAt(posted, { done: '2' })).toBe('/staff/waiting?call=x&after=a&after=b&done=2');
  expect(backAt(page, { done: undefined })).toBe('/staff/waiting?call=x&after=a&after=b');
  expect(paging(posted, 20, { shown: 1, total: 41, endCursor: null }).previous).toBe('/staff/waiting?call=x&after=a');
});
