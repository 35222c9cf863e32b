import { expect, it } from 'vitest';
import { ANONYMOUS, SYSTEM } from '../access/actor.ts';
import { can } from './saved-search.policy.ts';

const subject = { personId: '019b0000-0000-7000-8000-000000000001' };

it('is for the person alone: not for others, visitors or staff', () => {
  for (const action of ['view', 'change', 'delete', 'watch'] as const) {
    expect(can({ ...ANONYMOUS, personId: subject.personId }, action, subject)).toBe(true);
    for (const actor of [ANONYMOUS, SYSTEM, { ...ANONYMOUS, personId: 'other' }, { ...ANONYMOUS, personId: 'staff', isStaff: true }])
      expect(can(actor, action, subject)).toBe(false);
  }
});
