import { expect, it } from 'vitest';
import { ANONYMOUS, SYSTEM } from '../access/actor.ts';
import { can, canFor } from './comment.policy.ts';

const ONE = { ...ANONYMOUS, personId: '01990000-0000-7000-8000-000000000001' };
const OTHER = { ...ANONYMOUS, personId: '01990000-0000-7000-8000-000000000002' };

it('lets those comment who may write the document, and nobody who has not signed in', () => {
  expect([ONE, OTHER, ANONYMOUS, SYSTEM].map((actor) => can(actor, 'comment', { writable: true }))).toEqual([true, true, false, false]);
  expect([ONE, OTHER, ANONYMOUS, SYSTEM].map((actor) => can(actor, 'comment', { writable: false }))).toEqual([false, false, false, false]);
});

it('lets everybody change their own words only, while they may write', () => {
  const own = { personId: ONE.personId, writable: true };
  expect([ONE, OTHER, ANONYMOUS, SYSTEM].map((actor) => canFor(actor, 'change', own))).toEqual([true, false, false, false]);
  expect(canFor(ONE, 'change', { ...own, writable: false })).toBe(false);
  expect(canFor(ANONYMOUS, 'change', { personId: null, writable: true })).toBe(false);
});
