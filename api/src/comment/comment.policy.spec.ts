import { expect, it } from 'vitest';
import { ANONYMOUS, SYSTEM } from '../access/actor.ts';
import { authorize, authorizeFor, can, canFor } from './comment.policy.ts';

const ONE = { ...ANONYMOUS, personId: '01990000-0000-7000-8000-000000000001' };
const OTHER = { ...ANONYMOUS, personId: '01990000-0000-7000-8000-000000000002' };
const ALL = [ONE, OTHER, ANONYMOUS, SYSTEM];
const PARTNER = { partner: true, writable: false };
const READER = { partner: false, writable: false };

it('lets both organisations comment, also who does not write the document, and nobody who has not signed in', () => {
  expect(ALL.map((actor) => can(actor, 'comment', PARTNER))).toEqual([true, true, false, false]);
  expect(ALL.map((actor) => can(actor, 'comment', READER))).toEqual([false, false, false, false]);
});

it('lets those put other words in who write the document', () => {
  expect(ALL.map((actor) => can(actor, 'accept', { partner: true, writable: true }))).toEqual([true, true, false, false]);
  expect(ALL.map((actor) => can(actor, 'accept', PARTNER))).toEqual([false, false, false, false]);
});

it('lets everybody change their own words only, while they take part', () => {
  const own = { personId: ONE.personId, ...PARTNER };
  expect(ALL.map((actor) => canFor(actor, 'change', own))).toEqual([true, false, false, false]);
  expect(canFor(ONE, 'change', { ...own, partner: false })).toBe(false);
  expect(canFor(ANONYMOUS, 'change', { ...PARTNER, personId: null })).toBe(false);
});

it('names the rule to those who read the conversation, and asks a visitor to sign in', () => {
  const rule = (name: string) => expect.objectContaining({ code: 'RULE_BROKEN', details: { rule: name } });
  expect(() => authorize(ONE, 'comment', READER)).toThrow(rule('partners-only'));
  expect(() => authorize(ONE, 'accept', PARTNER)).toThrow(rule('others-adaptation'));
  expect(() => authorize(ONE, 'accept', READER)).toThrow(rule('partners-only'));
  expect(() => authorizeFor(OTHER, 'change', { personId: ONE.personId, ...PARTNER })).toThrow(rule('others-comment'));
  expect(() => authorize(ANONYMOUS, 'comment', READER)).toThrow(expect.objectContaining({ code: 'UNAUTHENTICATED' }));
});
