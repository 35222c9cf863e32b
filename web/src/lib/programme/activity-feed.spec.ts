import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ActivityFeed } from './activity-feed.svelte.ts';

const line = (id: string, text = id) => ({ id, text, kind: 'X', at: '2027-01-01T00:00:00Z', organisations: [] });
const ids = (lines: readonly { id: string }[]): string => lines.map(({ id }) => id).join('');

beforeEach(() => void vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('shows a burst at once, newest first, each event once', () => {
  const feed = new ActivityFeed([line('b'), line('a')]);
  for (const id of ['d', 'c', 'd']) feed.arrive(line(id));
  expect(ids(feed.lines)).toBe('ba');
  vi.runAllTimers();
  expect(ids(feed.lines)).toBe('dcba');
});

it('fills a gap from the list and takes new names from it', () => {
  const feed = new ActivityFeed([line('a', 'old')]);
  feed.arrive(line('d'));
  vi.runAllTimers();
  feed.catchUp([line('d'), line('c'), line('b'), line('a', 'new')]);
  expect(ids(feed.lines)).toBe('dcba');
  expect(feed.lines.at(-1)?.text).toBe('new');
});

it('holds everything back while paused, and then shows it in its place', () => {
  const feed = new ActivityFeed([line('a')]);
  feed.pause();
  feed.arrive(line('c'));
  vi.runAllTimers();
  feed.catchUp([line('c'), line('b'), line('a')]);
  expect([ids(feed.lines), ids(feed.held)]).toEqual(['a', 'cb']);
  feed.arrive(line('d'));
  feed.goOn();
  expect([ids(feed.lines), ids(feed.held)]).toEqual(['dcba', '']);
});

it('keeps a bounded number of lines', () => {
  const feed = new ActivityFeed([]);
  for (let number = 0; number < 500; number++) feed.arrive(line(String(number).padStart(4, '0')));
  vi.runAllTimers();
  expect([feed.lines.length, feed.lines[0]?.id]).toEqual([200, '0499']);
});
