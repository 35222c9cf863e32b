import { describe, expect, it } from 'vitest';
import { ANONYMOUS, SYSTEM, type Actor } from '../access/actor.ts';
import { authorize, can, PROGRAMME, reads } from './programme.policy.ts';

const CALL = '01990000-0000-7000-8000-00000000000a';
const OTHER_CALL = '01990000-0000-7000-8000-00000000000b';
const representative: Actor = {
  ...ANONYMOUS,
  personId: '01990000-0000-7000-8000-000000000001',
  organisationIds: ['01990000-0000-7000-8000-000000000002'],
  verifiedOrganisationIds: ['01990000-0000-7000-8000-000000000002'],
};
const ACTORS = { visitor: ANONYMOUS, representative, staff: { ...representative, isStaff: true }, programme: SYSTEM };

describe('the programme', () => {
  it('is watched by staff and the programme itself, and nobody else', () => {
    const watchers = Object.entries(ACTORS).filter(([, actor]) => can(actor, 'watch', PROGRAMME));
    expect(watchers.map(([name]) => name)).toEqual(['staff', 'programme']);
  });

  it('does not exist for a representative and asks a visitor to sign in', () => {
    expect(() => authorize(representative, 'watch', PROGRAMME)).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
    expect(() => authorize(ANONYMOUS, 'watch', PROGRAMME)).toThrow(expect.objectContaining({ code: 'UNAUTHENTICATED' }));
  });
});

it('leaves out the events of another call', () => {
  expect(reads(SYSTEM, { callId: OTHER_CALL }, CALL)).toBe(false);
  expect(reads(SYSTEM, { callId: null }, CALL)).toBe(true);
  expect(reads(SYSTEM, { callId: OTHER_CALL }, null)).toBe(true);
  expect(reads(representative, { callId: null }, null)).toBe(false);
});
