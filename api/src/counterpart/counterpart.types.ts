import { Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import { PageInfo } from '../schema/paging.ts';
import type { Match } from './score.ts';

export enum LearningMode {
  MUTUAL = 'MUTUAL',
  ONE_FROM_OTHER = 'ONE_FROM_OTHER',
  TOGETHER_FROM_OTHERS = 'TOGETHER_FROM_OTHERS',
}
registerEnumType(LearningMode, {
  name: 'LearningMode',
  description:
    'MUTUAL: each offers what the other needs, or both need the same. ONE_FROM_OTHER: one side teaches. TOGETHER_FROM_OTHERS: both learn elsewhere.',
});

@ObjectType({ description: 'One component of a score. The contributions of all reasons add up to the score.' })
export class MatchReason {
  @Field(() => String, {
    description: 'needs-met, offers-used, shared-needs, fields, languages, kind-and-size, texts, freshness or replies.',
  })
  component!: string;

  @Field(() => Float, { description: 'Points it can give at most; all weights add up to 100.' })
  weight!: number;

  @Field(() => Float, { description: 'Points it gave, in tenths.' })
  contribution!: number;

  @Field(() => String, { description: 'A sentence for a person.' })
  text!: string;
}

/** An organisation of the other side with how well it fits; sentences are written when asked for. */
@ObjectType({ description: 'An organisation of the other side with how well it fits, and why.' })
export class Counterpart {
  match!: Match;

  /** People each side sends into a partnership, by the call. */
  representativesNeeded!: number;

  @Field(() => Float, { description: '0 to 100, in tenths.' })
  score!: number;

  @Field(() => LearningMode, { description: 'Who would learn from whom.' })
  learningMode!: LearningMode;
}

@ObjectType({ description: 'A page of counterparts, best first.' })
export class CounterpartConnection {
  @Field(() => [Counterpart], { description: 'The counterparts.' })
  nodes!: Counterpart[];

  @Field(() => PageInfo, { description: 'Where the page ends.' })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: 'How many were compared; of a very large pool the likeliest thousand.' })
  totalCount!: number;

  @Field(() => Counterpart, {
    nullable: true,
    description:
      'One organisation that is not on this page and was shown less often than others in the last 90 days; another one at the next look, or null when there is none. Of the first page only.',
  })
  seldomSeen!: Counterpart | null;
}
