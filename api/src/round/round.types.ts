import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { Lacking } from '../call/call.service.ts';
import { GraphQLDateTimeISO } from '../schema/scalars.ts';
import { PageInfo } from '../schema/paging.ts';
import { MatchRound } from './round.entity.ts';
import { CallSide, QuotaKind, UnmatchedReason } from './round.enums.ts';
import type { HistoryEntry } from './round.history.ts';
import type { StoredCandidate } from './round.outcome.ts';
import type { PairRow, UnmatchedRow } from './round-view.service.ts';

@ObjectType({ description: 'Relative importance of one component of the score, and what leaving it out would do.' })
export class RoundWeight {
  @Field(() => String, {
    description: 'needs-met, offers-used, shared-needs, fields, languages, kind-and-size, texts, freshness or replies.',
  })
  component!: string;

  @Field(() => Float, { description: '0 to 1,000; only proportions matter.' })
  weight!: number;

  @Field(() => Int, { nullable: true, description: 'Pairs of the round that would be others without it; null where that was not tried.' })
  changed!: number | null;
}

@ObjectType({ description: 'How many organisations of a country or field get a partner.' })
export class RoundQuota {
  @Field(() => QuotaKind, { description: 'What they have in common.' })
  kind!: QuotaKind;

  @Field(() => String, { description: 'Country code or field id.' })
  value!: string;

  @Field(() => CallSide, { description: 'On which side they are counted.' })
  side!: CallSide;

  @Field(() => Int, { nullable: true, description: 'At least so many.' })
  min!: number | null;

  @Field(() => Int, { nullable: true, description: 'At most so many.' })
  max!: number | null;

  @Field(() => Int, { nullable: true, description: 'How many have a partner in the result; null before there is one.' })
  matched!: number | null;

  @Field(() => Int, { nullable: true, description: 'How many belong to it; null before there is a result.' })
  members!: number | null;
}

@ObjectType({ description: 'Two organisations, one of each side.' })
export class RoundPairIds {
  @Field(() => ID, { description: 'Of side A.' })
  leftId!: string;

  @Field(() => ID, { description: 'Of side B.' })
  rightId!: string;
}

@ObjectType({ description: 'What staff decided about a round.' })
export class MatchRoundSettings {
  @Field(() => Int, { nullable: true, description: 'Most pairs; null for as many as the call has places left and are worth it.' })
  places!: number | null;

  @Field(() => Int, { description: 'Points that whoever waits longest gains.' })
  waitingPoints!: number;

  @Field(() => Int, { description: 'No pair below this score, unless it is settled.' })
  lowestScore!: number;

  @Field(() => Boolean, { description: 'Only organisations that staff have verified.' })
  verifiedOnly!: boolean;

  @Field(() => [RoundWeight], { description: 'Every component, in a fixed order.' })
  weights!: RoundWeight[];

  @Field(() => [RoundQuota], { description: 'All quotas.' })
  quotas!: RoundQuota[];

  @Field(() => [RoundPairIds], { description: 'Settled pairs.' })
  must!: RoundPairIds[];

  @Field(() => [RoundPairIds], { description: 'Pairs that are kept apart.' })
  never!: RoundPairIds[];
}

@ObjectType({ description: 'Where the work on a round stands.' })
export class RoundProgress {
  @Field(() => String, { description: 'SCORING, PREPARING, ASSIGNING, PRICING, QUOTAS or EXPLAINING.' })
  phase!: string;

  @Field(() => Int, { description: 'Steps of this phase that are done.' })
  done!: number;

  @Field(() => Int, { description: 'Steps of this phase in all; 0 where it cannot be told.' })
  of!: number;
}

@ObjectType({ description: 'Two organisations that would both rather have each other.' })
export class BlockingPair extends RoundPairIds {
  @Field(() => Float, { description: 'Points that the two would gain together.' })
  gain!: number;
}

@ObjectType({ description: 'One matching in figures.' })
export class MatchingFigures {
  @Field(() => Int, { description: 'Pairs.' })
  pairs!: number;

  @Field(() => Float, { description: 'Points of all pairs together.' })
  score!: number;

  @Field(() => Float, { nullable: true, description: 'Points of the weakest pair.' })
  lowestScore!: number | null;

  @Field(() => Float, { nullable: true, description: 'Half of the pairs have at least so many points.' })
  medianScore!: number | null;

  @Field(() => Int, {
    description: 'Pairs of organisations that would both rather have each other than what they get here, and could within the places.',
  })
  blockingPairs!: number;

  @Field(() => Int, { description: 'Organisations with a candidate that stay without a partner.' })
  waiting!: number;

  @Field(() => [BlockingPair], { description: 'The three that would gain most.' })
  worst!: BlockingPair[];
}

@ObjectType({ description: 'A solved round in figures. Points are of 100 per pair.' })
export class RoundOutcomeView {
  @Field(() => Boolean, { description: 'Proven: nothing is worth more.' })
  optimal!: boolean;

  @Field(() => Float, { description: 'Points of all pairs, with those for waiting.' })
  total!: number;

  @Field(() => Float, { description: 'Nothing that the settings allow is worth more.' })
  bound!: number;

  @Field(() => Float, { description: 'How far below the bound it is at most, 0 to 1.' })
  gap!: number;

  @Field(() => Int, { description: 'Organisations on side A.' })
  left!: number;

  @Field(() => Int, { description: 'Organisations on side B.' })
  right!: number;

  @Field(() => Int, { description: 'Pairs that could have been chosen.' })
  candidates!: number;

  @Field(() => Float, { description: 'How long it took, in seconds.' })
  seconds!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Points gained or lost by the last change; null the first time, and when it was measured anew.',
  })
  changedTotal!: number | null;

  @Field(() => Boolean, {
    description:
      'The last change gave points another meaning (weights, points for waiting): the totals before and after cannot be compared.',
  })
  measuredAnew!: boolean;

  @Field(() => Boolean, { description: 'What each weight does has been worked out, or cannot be: that follows when the pairs are there.' })
  weightsTried!: boolean;

  @Field(() => [RoundPairIds], { description: 'Pairs that the last change took away, at most 100.' })
  gone!: RoundPairIds[];

  @Field(() => Int, { description: 'Pairs that the last change brought.' })
  come!: number;

  @Field(() => MatchingFigures, { description: 'The round.' })
  round!: MatchingFigures;

  @Field(() => MatchingFigures, {
    description:
      'Beside it the stable matching of both sides’ own rankings, in which no two would rather have each other; where places are few, its pairs that score most. It knows no quotas.',
  })
  stable!: MatchingFigures;

  @Field(() => Int, { description: 'Pairs that are in both.' })
  common!: number;
}

@ObjectType({ description: 'Something that an organisation of a pair still lacks for the application.' })
export class RoundLack {
  organisationId!: string;
  lacking!: Lacking;

  @Field(() => CallSide, { description: 'Whose it is.' })
  side!: CallSide;

  @Field(() => String, { description: 'representatives, working-language or verified.' })
  rule!: string;
}

@ObjectType({ description: 'A pair that a round found.' })
export class RoundPair extends RoundPairIds {
  row!: PairRow;

  @Field(() => Float, { description: '0 to 100: the mean of what the two are to each other.' })
  score!: number;

  @Field(() => Float, { description: 'Points for waiting.' })
  bonus!: number;

  @Field(() => Boolean, { description: 'Staff settled it.' })
  settled!: boolean;

  @Field(() => [RoundLack], {
    description: 'What the two still lack for the application, as of now; nothing of it keeps them from being suggested.',
  })
  lacks!: RoundLack[];

  @Field(() => Boolean, { description: 'The last change brought it.' })
  isNew!: boolean;
}

@ObjectType({ description: 'A page of pairs.' })
export class RoundPairConnection {
  @Field(() => [RoundPair], { description: 'In the order asked for.' })
  nodes!: RoundPair[];

  @Field(() => PageInfo, { description: 'Where the page ends.' })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: 'How many there are on all pages.' })
  totalCount!: number;
}

@ObjectType({ description: 'An organisation that a round found no partner for, and why.' })
export class UnmatchedOrganisation {
  row!: UnmatchedRow;

  @Field(() => CallSide, { description: 'Its side.' })
  side!: CallSide;

  @Field(() => UnmatchedReason, { description: 'Why.' })
  reason!: UnmatchedReason;

  @Field(() => Float, { nullable: true, description: 'Points of its best candidate.' })
  bestScore!: number | null;
}

@ObjectType({ description: 'Somebody whom an organisation without a partner could be settled with.' })
export class RoundCandidate {
  stored!: StoredCandidate;

  @Field(() => Float, { description: 'Points of the two.' })
  score!: number;
}

@ObjectType({ description: 'What somebody changed of a round.' })
export class RoundHistoryEntry {
  entry!: HistoryEntry;

  @Field(() => GraphQLDateTimeISO, { description: 'When.' })
  at!: Date;

  @Field(() => Int, { description: 'The `run` that began with it.' })
  run!: number;
}

@ObjectType({ description: 'A page of organisations without a partner.' })
export class UnmatchedConnection {
  @Field(() => [UnmatchedOrganisation], { description: 'Those nearest to a partner first.' })
  nodes!: UnmatchedOrganisation[];

  @Field(() => PageInfo, { description: 'Where the page ends.' })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: 'How many there are on all pages.' })
  totalCount!: number;
}

@ObjectType({ description: 'A page of match rounds.' })
export class MatchRoundConnection {
  @Field(() => [MatchRound], { description: 'Newest first.' })
  nodes!: MatchRound[];

  @Field(() => PageInfo, { description: 'Where the page ends.' })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: 'How many there are on all pages.' })
  totalCount!: number;
}
