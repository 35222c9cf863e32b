import { describe, expect, it } from 'vitest';
import { nextStep } from './next-step.ts';

const READY = {
  emailVerified: true,
  profileComplete: true,
  verified: true,
  representatives: 2,
  hasPartnership: false,
  received: 0,
  sent: 0,
  suggested: 0,
};

describe('the next step of an organisation', () => {
  it('is to find a counterpart once everything is ready, and then to wait for the answer', () => {
    expect(nextStep(READY)).toBe('counterpart');
    expect(nextStep({ ...READY, sent: 1 })).toBe('waiting');
  });

  it('goes through what is missing, one thing at a time', () => {
    const fresh = { ...READY, emailVerified: false, profileComplete: false, verified: false, representatives: 1 };
    expect(nextStep(fresh)).toBe('email');
    expect(nextStep({ ...fresh, emailVerified: true })).toBe('profile');
    expect(nextStep({ ...fresh, emailVerified: true, profileComplete: true })).toBe('representative');
    expect(nextStep({ ...fresh, emailVerified: true, profileComplete: true, representatives: 2 })).toBe('verification');
  });

  it('lets others not wait', () => {
    expect(nextStep({ ...READY, verified: false, received: 1 })).toBe('answer');
    expect(nextStep({ ...READY, received: 1, hasPartnership: true })).toBe('space');
    expect(nextStep({ ...READY, suggested: 1, sent: 1 })).toBe('suggestion');
    expect(nextStep({ ...READY, suggested: 1, received: 1 })).toBe('answer');
  });
});
