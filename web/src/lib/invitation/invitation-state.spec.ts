import { describe, expect, it } from 'vitest';
import { bridgeOf, otherOf, turnOf, type InvitationStatus } from './invitation-state.ts';

const invitation = (status: InvitationStatus) => ({ status, from: { id: 'a' }, to: { id: 'b' } });

describe('invitation state', () => {
  it('is a bridge without its keystone while somebody waits, and half a bridge when nothing came of it', () => {
    const states = (['PENDING', 'ACCEPTED', 'DECLINED', 'WITHDRAWN', 'EXPIRED'] as const).map(bridgeOf);
    expect(states).toEqual(['pending', 'joined', 'open', 'open', 'open']);
  });

  it('says whose turn it is', () => {
    expect(turnOf(invitation('PENDING'), 'b')).toBe('ours');
    expect(turnOf(invitation('PENDING'), 'a')).toBe('theirs');
    expect(turnOf(invitation('DECLINED'), 'b')).toBe('past');
  });

  it('knows the other side', () => {
    expect(otherOf(invitation('PENDING'), 'a')).toEqual({ id: 'b' });
    expect(otherOf(invitation('PENDING'), 'b')).toEqual({ id: 'a' });
  });
});
