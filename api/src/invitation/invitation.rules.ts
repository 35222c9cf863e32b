import { isOpen, momentText, obstacle, sideOf, type CallView, type OrganisationFacts } from '../call/call.service.ts';
import { MOST_ASKED } from './invitation.reads.ts';

/** What the rules look at: two organisations, the one that acts first, in one call. */
export interface Pair {
  readonly call: CallView;
  /** The organisation that acts: it invites, or accepts. */
  readonly own: OrganisationFacts;
  readonly other: OrganisationFacts;
  /** The actor sees the other one only masked: no answer may tell its legal form. */
  readonly otherMasked: boolean;
  readonly blockedByOwn: boolean;
  readonly blockedByOther: boolean;
}

/** What sending looks at besides. */
export interface Correspondence {
  /** Invitations of the own organisation that wait for an answer in the call. */
  readonly open: number;
  /** One of them is to the other organisation. */
  readonly invited: boolean;
  /** The other organisation's invitation waits for our answer. */
  readonly invitedByOther: boolean;
  /** Invitations of the own organisation to the other one in the call, whatever became of them. */
  readonly asked: number;
}

/** Why not. Without a rule the answer is that there is no such organisation. */
export interface Obstacle {
  readonly rule: string | null;
  readonly message: string;
}

const NOT_THERE: Obstacle = { rule: null, message: '' };
const NOBODY_THERE: Obstacle = {
  rule: 'nobody-there',
  message: 'Nobody of this organisation is on Köprü yet, so nobody could answer. Its website may say how to reach it.',
};
/** A condition that a masked organisation does not meet, left unnamed. */
const MASKED_OBSTACLE = 'eligibility';

/** Invitations that one person sends within a day, for all their organisations and whatever becomes of them; fewer while nobody knows whose the address is. */
const DAILY = { confirmed: 20, unconfirmed: 5 };

/** The first rule that an invitation from `own` to `other` would break now; null when it may be sent. */
export function sendingObstacle(pair: Pair, letters: Correspondence, now: Date): Obstacle | null {
  const { call, own, other } = pair;
  if (own.organisationId === other.organisationId) return { rule: 'itself', message: 'An organisation cannot invite itself.' };
  // Whom somebody has blocked meets the same answer as for an organisation that does not exist, whatever other rule it breaks.
  if (pair.blockedByOther) return NOT_THERE;
  const stop = pairObstacle(pair, now);
  if (stop) return stop.rule === MASKED_OBSTACLE ? NOT_THERE : stop;
  if (other.representatives === 0) return pair.otherMasked ? NOT_THERE : NOBODY_THERE;
  if (letters.invitedByOther)
    return { rule: 'already-invited', message: 'This organisation has already invited you. Answer its invitation.' };
  if (letters.invited)
    return {
      rule: 'already-invited',
      message: 'You have already invited this organisation. Wait for its answer, or withdraw the invitation.',
    };
  if (letters.asked >= MOST_ASKED) {
    return { rule: 'asked-often', message: `You have asked this organisation ${MOST_ASKED} times in this call. Now it is its turn.` };
  }
  if (letters.open >= call.maxOpenInvitations) {
    const message = `At most ${call.maxOpenInvitations} of your invitations may wait for an answer at a time. Withdraw one first.`;
    return { rule: 'open-invitations', message };
  }
  return null;
}

/** Why a person who has sent so many invitations within a day may send no more; null when they may. `times` the usual number where one person plays many. */
export function dailyObstacle(sentWithinADay: number, emailVerified: boolean, times = 1): Obstacle | null {
  const most = times * (emailVerified ? DAILY.confirmed : DAILY.unconfirmed);
  if (sentWithinADay < most) return null;
  const message = emailVerified
    ? `You have sent ${most} invitations within a day. Send the next one tomorrow.`
    : `Confirm your e-mail address first: until then you can send ${most} invitations in a day.`;
  return { rule: 'invitations-a-day', message };
}

/** The first rule that accepting would break now, `own` being the invited organisation; null when it may be accepted. */
export function acceptingObstacle(pair: Pair, now: Date): Obstacle | null {
  return pair.blockedByOther ? NOT_THERE : pairObstacle(pair, now);
}

function pairObstacle(pair: Pair, now: Date): Obstacle | null {
  const { call, own, other } = pair;
  if (pair.blockedByOwn) return { rule: 'blocked', message: 'You have blocked this organisation. Unblock it first.' };
  if (!isOpen(call, now)) return { rule: 'call-open', message: closedMessage(call, now) };
  const ownStop = obstacle(call, own);
  if (ownStop) return { rule: ownStop.rule, message: ownStop.say('en') };
  const otherStop = obstacle(call, other);
  if (otherStop) return otherObstacle(otherStop.rule, pair.otherMasked);
  if (sideOf(call, own.country) === sideOf(call, other.country)) {
    return { rule: 'side', message: 'Both organisations are on the same side. Look for a partner across the border.' };
  }
  return null;
}

/** The checklist's own sentences speak to the organisation itself; about another one they say less. */
function otherObstacle(rule: string, masked: boolean): Obstacle {
  if (rule === 'one-partnership') return { rule, message: 'The other organisation already has a partner in this call.' };
  if (rule === 'side') return { rule, message: 'The other organisation is based outside the countries of this call.' };
  if (masked) return { rule: MASKED_OBSTACLE, message: 'The other organisation cannot take part in this call.' };
  return { rule, message: 'The legal form of the other organisation cannot take part in this call.' };
}

function closedMessage(call: CallView, now: Date): string {
  if (now < call.opensAt) return `The call opens on ${momentText(call.opensAt, call.timeZone)}.`;
  return `The call ended on ${momentText(call.deadline, call.timeZone)}.`;
}
