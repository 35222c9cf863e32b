import { expect, it } from 'vitest';
import { ANONYMOUS, type Actor } from '../access/actor.ts';
import { authorizeProgramme, can, visibilityValues } from './dismissal.policy.ts';

const OWN = '019b0000-0000-7000-8000-000000000001';
const OTHER = '019b0000-0000-7000-8000-000000000002';
const person: Actor = { ...ANONYMOUS, personId: 'p', organisationIds: [OWN] };
const staff: Actor = { ...ANONYMOUS, personId: 's', isStaff: true };

it('lets an organisation’s own people dismiss, take it back and read, nobody else decide, and staff read', () => {
  for (const action of ['dismiss', 'restore', 'list'] as const) {
    expect(can(person, action, { organisationId: OWN })).toBe(true);
    expect(can(person, action, { organisationId: OTHER })).toBe(false);
    expect(can(ANONYMOUS, action, { organisationId: OWN })).toBe(false);
    expect(can(staff, action, { organisationId: OWN })).toBe(action === 'list');
  }
});

it('says the same to the statement', () => {
  expect(visibilityValues(person)).toEqual([false, [OWN]]);
  expect(visibilityValues(staff)).toEqual([true, []]);
});

it('shows all of them to staff alone', () => {
  expect(authorizeProgramme(staff, 'readAll', {})).toEqual({});
  expect(() => authorizeProgramme(person, 'readAll', {})).toThrow('does not exist');
  expect(() => authorizeProgramme(ANONYMOUS, 'readAll', {})).toThrow('sign in');
});
