import { PartnershipStatus } from '../partnership/partnership.enums.ts';
import { sideOf } from './drafts.ts';
import type { Random } from './random.ts';
import { DECLINE_REASONS, DROP_OUT_REASONS, MESSAGES } from './words.letters.ts';

/** What the timeline needs to know of an organisation; `index` is its place in the seed. */
export interface Member {
  readonly index: number;
  readonly name: string;
  readonly country: string;
  readonly fieldIds: readonly string[];
  readonly issues: readonly { readonly issueId: string; readonly direction: string }[];
  /** Verified, public, two representatives. */
  readonly ready: boolean;
  /** Days before now. */
  readonly joinedDaysAgo: number;
}

export type CallKey = 'earlier' | 'open';

/** Times are days before now (negative: still to come). */
export interface PlannedInvitation {
  readonly call: CallKey;
  readonly from: number;
  readonly to: number;
  readonly message: string;
  readonly status: 'PENDING' | 'ACCEPTED' | 'DECLINED' | 'WITHDRAWN' | 'EXPIRED';
  readonly sentDaysAgo: number;
  readonly replyByDaysAgo: number;
  readonly answeredDaysAgo: number | null;
  readonly declineReason: string | null;
}

export interface PlannedPartnership {
  readonly call: CallKey;
  /** Place of its accepted invitation in the list of invitations. */
  readonly invitation: number;
  readonly a: number;
  readonly b: number;
  readonly status: PartnershipStatus;
  readonly formedDaysAgo: number;
  readonly droppedOut: { readonly daysAgo: number; readonly reason: string } | null;
}

export interface Timeline {
  readonly invitations: readonly PlannedInvitation[];
  readonly partnerships: readonly PlannedPartnership[];
}

/** Days before now at which the calls opened and close. */
export const CALLS: Readonly<
  Record<CallKey, { readonly name: string; readonly opens: number; readonly closes: number; readonly places: number }>
> = {
  earlier: { name: 'Fourth call: Neighbours at a distance', opens: 430, closes: 330, places: 9 },
  open: { name: 'Fifth call: Learning from each other', opens: 95, closes: -46, places: 24 },
};

/** Days ago at which each partnership was formed. The first of the open call is the one with the filled model. */
const FORMED: readonly (readonly [CallKey, PartnershipStatus, number])[] = [
  ['open', PartnershipStatus.ACTIVE, 78],
  ['open', PartnershipStatus.ACTIVE, 70],
  ['open', PartnershipStatus.SELECTED, 61],
  ['open', PartnershipStatus.SELECTED, 52],
  ['open', PartnershipStatus.APPLIED, 44],
  ['open', PartnershipStatus.APPLIED, 37],
  ['open', PartnershipStatus.APPLIED, 30],
  ['open', PartnershipStatus.FORMED, 19],
  ['open', PartnershipStatus.FORMED, 12],
  ['open', PartnershipStatus.FORMED, 6],
  ['open', PartnershipStatus.FORMED, 2],
  ['open', PartnershipStatus.DROPPED_OUT, 58],
  ['earlier', PartnershipStatus.COMPLETED, 405],
  ['earlier', PartnershipStatus.COMPLETED, 398],
  ['earlier', PartnershipStatus.COMPLETED, 391],
  ['earlier', PartnershipStatus.COMPLETED, 380],
  ['earlier', PartnershipStatus.COMPLETED, 371],
  ['earlier', PartnershipStatus.COMPLETED, 366],
  ['earlier', PartnershipStatus.IMPLEMENTING, 360],
  ['earlier', PartnershipStatus.NOT_SELECTED, 352],
  ['earlier', PartnershipStatus.NOT_SELECTED, 345],
  ['earlier', PartnershipStatus.DROPPED_OUT, 384],
];

/** Issues one needs and the other offers, both ways, and shared fields: enough to make pairs that look meant. */
function affinity(a: Member, b: Member): number {
  const meets = (one: Member, other: Member): number =>
    one.issues.filter(
      (issue) => issue.direction === 'NEED' && other.issues.some((own) => own.issueId === issue.issueId && own.direction === 'OFFER'),
    ).length;
  return 3 * (meets(a, b) + meets(b, a)) + a.fieldIds.filter((field) => b.fieldIds.includes(field)).length;
}

/** Plans who invited whom and what became of it; every rule of the calls holds (side, one partnership per call, nobody asked twice). */
export class Planner {
  private readonly invitations: PlannedInvitation[] = [];
  private readonly partnerships: PlannedPartnership[] = [];
  private readonly taken: Readonly<Record<CallKey, Set<number>>> = { earlier: new Set(), open: new Set() };
  private readonly asked = new Set<string>();
  private readonly waiting = new Map<number, number>();

  constructor(
    private readonly members: readonly Member[],
    private readonly random: Random,
    /** Who stays without a partner, because the demo looks for one. */
    private readonly reserved: readonly number[],
  ) {}

  plan(first: readonly [a: number, b: number]): Timeline {
    FORMED.forEach(([call, status, day], place) => {
      const daysAgo = day + this.random.next();
      const [a, b] = place === 0 ? first : this.likelyPair(call, daysAgo);
      this.form(call, status, daysAgo, a, b);
    });
    for (const daysAgo of [88, 75, 66, 51, 47, 33, 26, 15]) this.letter('DECLINED', daysAgo);
    for (const daysAgo of [90, 82, 64, 49, 40]) this.letter('EXPIRED', daysAgo);
    for (const daysAgo of [72, 35, 9]) this.letter('WITHDRAWN', daysAgo);
    for (const daysAgo of [12, 11, 9, 8, 7, 6, 5, 4, 3, 3, 2, 1]) this.letter('PENDING', daysAgo);
    for (const to of this.reserved) this.letter('PENDING', 4, to);
    return { invitations: this.invitations, partnerships: this.partnerships };
  }

  private free(call: CallKey, side: 'A' | 'B', daysAgo: number): Member[] {
    return this.members.filter(
      (member) =>
        member.ready &&
        sideOf(member.country) === side &&
        member.joinedDaysAgo > daysAgo + 12 &&
        !this.taken[call].has(member.index) &&
        !this.reserved.includes(member.index),
    );
  }

  private likelyPair(call: CallKey, daysAgo: number): [number, number] {
    const a = this.random.pick(this.free(call, 'A', daysAgo));
    const others = this.free(call, 'B', daysAgo).filter((member) => !this.asked.has(`${call} ${a.index} ${member.index}`));
    const best = this.random.some(others, others.length).sort((x, y) => affinity(a, y) - affinity(a, x))[0];
    if (!best) throw new Error('Nobody is left to be a partner.');
    return [a.index, best.index];
  }

  private form(call: CallKey, status: PartnershipStatus, formedDaysAgo: number, a: number, b: number): void {
    this.taken[call].add(a).add(b);
    const [from, to] = this.random.chance(0.5) ? [a, b] : [b, a];
    const answered = { answeredDaysAgo: formedDaysAgo, declineReason: null };
    const sentDaysAgo = formedDaysAgo + this.random.whole(2, 8) + this.random.next();
    this.invitations.push({
      call,
      from,
      to,
      message: this.message(to),
      status: 'ACCEPTED',
      sentDaysAgo,
      replyByDaysAgo: sentDaysAgo - 14,
      ...answered,
    });
    const ended = status === PartnershipStatus.DROPPED_OUT;
    const droppedOut = ended ? { daysAgo: formedDaysAgo - 40, reason: this.random.fresh(DROP_OUT_REASONS) ?? '' } : null;
    this.partnerships.push({ call, invitation: this.invitations.length - 1, a, b, status, formedDaysAgo, droppedOut });
    this.asked.add(`${call} ${a} ${b}`);
    if (ended) for (const side of [a, b]) this.taken[call].delete(side);
  }

  /** A letter of the open call that did not (yet) lead to a partnership. */
  private letter(status: 'PENDING' | 'DECLINED' | 'WITHDRAWN' | 'EXPIRED', day: number, wanted?: number): void {
    const sentDaysAgo = day + this.random.next();
    const side =
      wanted === undefined ? this.random.pick(['A', 'B'] as const) : sideOf(this.members[wanted]?.country ?? '') === 'A' ? 'B' : 'A';
    const senders = this.free('open', side, sentDaysAgo).filter((member) => (this.waiting.get(member.index) ?? 0) < 3);
    const from = this.random.pick(senders);
    const receivers = wanted === undefined ? this.free('open', side === 'A' ? 'B' : 'A', sentDaysAgo) : [];
    const to = wanted ?? this.random.pick(receivers).index;
    const [a, b] = side === 'A' ? [from.index, to] : [to, from.index];
    const key = `open ${a} ${b}`;
    if (this.asked.has(key)) return this.letter(status, day, wanted);
    this.asked.add(key);
    if (status === 'PENDING') this.waiting.set(from.index, (this.waiting.get(from.index) ?? 0) + 1);
    const replyByDaysAgo = status === 'PENDING' ? -this.random.whole(3, 13) : sentDaysAgo - 14;
    const answeredDaysAgo = { PENDING: null, DECLINED: sentDaysAgo - 4, WITHDRAWN: sentDaysAgo - 6, EXPIRED: sentDaysAgo - 14 }[status];
    const declineReason = status === 'DECLINED' ? this.random.fresh(DECLINE_REASONS) : null;
    this.invitations.push({
      call: 'open',
      from: from.index,
      to,
      message: this.message(to),
      status,
      sentDaysAgo,
      replyByDaysAgo,
      answeredDaysAgo,
      declineReason,
    });
  }

  private message(to: number): string {
    return (this.random.fresh(MESSAGES) ?? '').replaceAll('{name}', this.members[to]?.name ?? '');
  }
}
