import { expect, it } from 'vitest';
import { ANONYMOUS } from '../access/actor.ts';
import { Visibility } from './organisation.enums.ts';
import { can, mayShow } from './organisation.policy.ts';

const id = '019b0000-0000-7000-8000-000000000001';

it('is shown by the face by which it was found, and never by the other', () => {
  expect(mayShow('full', { pseudonymous: false })).toBe(true);
  expect(mayShow('alias', { pseudonymous: true })).toBe(true);
  // Found by its name, masked since.
  expect(mayShow('full', { pseudonymous: true })).toBe(false);
  // Found by its alias, which it has put off since.
  expect(mayShow('alias', { pseudonymous: false })).toBe(false);
});

it('is seen in full by its own people, its partners and staff, whatever it shows others', () => {
  const member = { ...ANONYMOUS, verifiedOrganisationIds: ['other'] };
  const near = [
    { ...ANONYMOUS, organisationIds: [id] },
    { ...ANONYMOUS, partnerOrganisationIds: [id] },
    { ...ANONYMOUS, isStaff: true },
  ];
  for (const visibility of Object.values(Visibility)) {
    for (const actor of near) expect(can(actor, 'viewFully', { id, visibility })).toBe(true);
    expect(can(ANONYMOUS, 'viewFully', { id, visibility })).toBe(visibility === Visibility.PUBLIC);
    expect(can(member, 'viewFully', { id, visibility })).toBe(visibility === Visibility.PUBLIC || visibility === Visibility.MEMBERS);
    expect(can(member, 'view', { id, visibility })).toBe(visibility !== Visibility.HIDDEN);
  }
});
