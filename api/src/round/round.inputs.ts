import { Field, Float, ID, InputType, Int } from 'type-graphql';
import { CallSide, QuotaKind } from './round.enums.ts';

@InputType({ description: 'Relative importance of one component of the score.' })
export class WeightInput {
  @Field(() => String, {
    description: 'needs-met, offers-used, shared-needs, fields, languages, kind-and-size, texts, freshness or replies.',
  })
  component!: string;

  @Field(() => Float, { description: '0 to 1,000; only proportions matter, and not all may be 0.' })
  weight!: number;
}

@InputType({ description: 'How many organisations of a country or field get a partner.' })
export class QuotaInput {
  @Field(() => QuotaKind, { description: 'What they have in common.' })
  kind!: QuotaKind;

  @Field(() => String, { description: 'Country code or field id.' })
  value!: string;

  @Field(() => CallSide, { description: 'On which side they are counted.' })
  side!: CallSide;

  @Field(() => Int, { nullable: true, description: 'At least so many.' })
  min?: number | null;

  @Field(() => Int, { nullable: true, description: 'At most so many.' })
  max?: number | null;
}

@InputType({ description: 'Two organisations, one of each side.' })
export class PairInput {
  @Field(() => ID, { description: 'Of side A.' })
  leftId!: string;

  @Field(() => ID, { description: 'Of side B.' })
  rightId!: string;
}

@InputType({ description: 'What staff decide about a round. What is left out stays as it is; lists replace the whole list.' })
export class MatchRoundInput {
  @Field(() => Int, { nullable: true, description: 'Most pairs; null for as many as the call has places left and are worth it.' })
  places?: number | null;

  @Field(() => [WeightInput], { nullable: true, description: 'Weights to change; those left out stay.' })
  weights?: WeightInput[] | null;

  @Field(() => Int, { nullable: true, description: 'Points, 0 to 100, that whoever waits longest gains.' })
  waitingPoints?: number | null;

  @Field(() => Int, { nullable: true, description: 'No pair below this score, 0 to 100, unless it is settled.' })
  lowestScore?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Only organisations that staff have verified.' })
  verifiedOnly?: boolean | null;

  @Field(() => [QuotaInput], { nullable: true, description: 'All quotas.' })
  quotas?: QuotaInput[] | null;

  @Field(() => [PairInput], { nullable: true, description: 'All settled pairs.' })
  must?: PairInput[] | null;

  @Field(() => [PairInput], { nullable: true, description: 'All pairs that are kept apart.' })
  never?: PairInput[] | null;
}
