import { describe, expect, it } from 'vitest';
import { ANONYMOUS, SYSTEM, type Actor } from '../access/actor.ts';
import { can, canSign, type VersionedSubject } from './document-version.policy.ts';

const [A, B, C] = ['a', 'b', 'c'].map((end) => `01990000-0000-7000-8000-00000000000${end}`) as [string, string, string];
const of = (...organisationIds: string[]): Actor => ({ ...ANONYMOUS, personId: '01990000-0000-7000-8000-000000000001', organisationIds });
const ACTORS = {
  visitor: ANONYMOUS,
  left: of(A),
  right: of(B),
  both: of(A, B),
  stranger: of(C),
  staff: { ...of(), isStaff: true },
  SYSTEM,
};
const model: VersionedSubject = { organisationIds: [A, B], organisationId: null };
const who = (allows: (actor: Actor) => boolean): string[] =>
  Object.entries(ACTORS).flatMap(([name, actor]) => (allows(actor) ? [name] : []));

describe('versions', () => {
  it('are read by both sides and staff', () => {
    expect(who((actor) => can(actor, 'read', model))).toEqual(['left', 'right', 'both', 'staff', 'SYSTEM']);
  });

  it('are kept, restored and removed by those whose words they are', () => {
    expect(who((actor) => can(actor, 'keep', model))).toEqual(['left', 'right', 'both']);
    expect(who((actor) => can(actor, 'keep', { ...model, organisationId: B }))).toEqual(['right', 'both']);
  });

  it('are signed by people of the organisation that signs, and by nobody for one that has no part in it', () => {
    expect(who((actor) => canSign(actor, 'sign', { ...model, signingId: A }))).toEqual(['left', 'both']);
    expect(who((actor) => canSign(actor, 'sign', { ...model, signingId: C }))).toEqual([]);
  });
});
