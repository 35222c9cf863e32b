import { describe, expect, it } from 'vitest';
import { ANONYMOUS, type Actor } from '../access/actor.ts';
import { authorize, can } from './document-news.policy.ts';

const [A, B, C] = ['a', 'b', 'c'].map((end) => `01990000-0000-7000-8000-00000000000${end}`) as [string, string, string];
const of = (...organisationIds: string[]): Actor => ({ ...ANONYMOUS, personId: '01990000-0000-7000-8000-000000000001', organisationIds });
const ACTORS = { visitor: ANONYMOUS, left: of(A), right: of(B), stranger: of(C), nobody: of(), staff: { ...of(), isStaff: true } };
const document = { organisationIds: [A, B] };

describe('what changed since somebody was there', () => {
  it('is told to both sides and staff', () => {
    const told = Object.entries(ACTORS).flatMap(([name, actor]) => (can(actor, 'follow', document) ? [name] : []));
    expect(told).toEqual(['left', 'right', 'staff']);
  });

  it('is nothing that exists for others', () => {
    expect(() => authorize(ACTORS.stranger, 'follow', document)).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
    expect(() => authorize(ACTORS.visitor, 'follow', document)).toThrow(expect.objectContaining({ code: 'UNAUTHENTICATED' }));
  });
});
