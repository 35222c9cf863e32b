/** What an organisation should do next; each has texts `home.step-…` and `home.stepText-…`. */
export type NextStep =
  'space' | 'answer' | 'suggestion' | 'email' | 'profile' | 'representative' | 'verification' | 'waiting' | 'counterpart';

interface Situation {
  emailVerified: boolean;
  /** Has fields and at least one need or offer. */
  profileComplete: boolean;
  verified: boolean;
  /** People who represent it or are invited to. */
  representatives: number;
  hasPartnership: boolean;
  /** Open invitations it received and sent. */
  received: number;
  sent: number;
  /** Suggestions that wait for its answer. */
  suggested: number;
}

/** One next step: first what others wait for, then what keeps the organisation from being found, then finding. */
export function nextStep(situation: Situation): NextStep {
  if (situation.hasPartnership) return 'space';
  if (!situation.emailVerified) return 'email';
  if (situation.received > 0) return 'answer';
  if (situation.suggested > 0) return 'suggestion';
  if (!situation.profileComplete) return 'profile';
  if (situation.representatives < 2) return 'representative';
  if (!situation.verified) return 'verification';
  return situation.sent > 0 ? 'waiting' : 'counterpart';
}
