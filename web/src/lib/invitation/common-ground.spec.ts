import { expect, it } from 'vitest';
import { commonGround } from './common-ground.ts';

const issue = (id: string, direction: 'NEED' | 'OFFER') => ({ direction, issue: { id, label: `The ${id}` } });

it('finds what each can share with the other, and what both need', () => {
  const own = [issue('advocacy', 'NEED'), issue('training', 'OFFER'), issue('media', 'NEED')];
  const other = [issue('advocacy', 'OFFER'), issue('training', 'NEED'), issue('media', 'NEED'), issue('money', 'OFFER')];
  expect(commonGround(own, other)).toEqual({ weCanShare: ['The training'], theyCanShare: ['The advocacy'], together: ['The media'] });
  expect(commonGround(own, [])).toEqual({ weCanShare: [], theyCanShare: [], together: [] });
});
