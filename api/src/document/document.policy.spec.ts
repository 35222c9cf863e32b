import { describe, expect, it } from 'vitest';
import { ANONYMOUS, SYSTEM, type Actor } from '../access/actor.ts';
import { authorize, can, isOpen, type DocumentSubject } from './document.policy.ts';

const [A, B, C] = ['a', 'b', 'c'].map((end) => `01990000-0000-7000-8000-00000000000${end}`) as [string, string, string];
const of = (...organisationIds: string[]): Actor => ({ ...ANONYMOUS, personId: '01990000-0000-7000-8000-000000000001', organisationIds });
const ACTORS = {
  visitor: ANONYMOUS,
  left: of(A),
  right: of(B),
  both: of(A, C),
  stranger: of(C),
  nobody: of(),
  staff: { ...of(), isStaff: true },
  SYSTEM,
};
const document: DocumentSubject = { organisationIds: [A, B], organisationId: null, status: 'ACTIVE' };
const allowed = (action: 'read' | 'write', subject: DocumentSubject): string[] =>
  Object.entries(ACTORS).flatMap(([name, actor]) => (can(actor, action, subject) ? [name] : []));

describe('a document', () => {
  it('is read by its two sides and staff', () => {
    expect(allowed('read', document)).toEqual(['left', 'right', 'both', 'staff', 'SYSTEM']);
  });

  it('is written by its two sides only', () => {
    expect(allowed('write', document)).toEqual(['left', 'right', 'both']);
  });

  it('of one side, an adaptation, is read by both and written by that side', () => {
    const adaptation = { ...document, organisationId: B };
    expect(allowed('read', adaptation)).toEqual(['left', 'right', 'both', 'staff', 'SYSTEM']);
    expect(allowed('write', adaptation)).toEqual(['right']);
  });

  it('stays open until a side leaves', () => {
    const statuses = ['FORMED', 'APPLIED', 'SELECTED', 'ACTIVE', 'IMPLEMENTING', 'COMPLETED', 'DROPPED_OUT', 'NOT_SELECTED'];
    expect(statuses.filter((status) => !isOpen({ ...document, status }))).toEqual(['DROPPED_OUT']);
  });

  it('does not exist for a stranger and asks a visitor to sign in', () => {
    expect(() => authorize(ACTORS.stranger, 'read', document)).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
    expect(() => authorize(ACTORS.stranger, 'read', null)).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
    expect(() => authorize(ACTORS.visitor, 'read', document)).toThrow(expect.objectContaining({ code: 'UNAUTHENTICATED' }));
  });
});
