import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { OptionalProps } from '@mikro-orm/core';
import { Field, ID, ObjectType } from 'type-graphql';
import { GraphQLDateTimeISO } from '../schema/scalars.ts';
import { SuggestionStatus } from './suggestion.enums.ts';

/** Staff suggest two organisations of a call to each other; both answer. Answers are rows of `suggestion_answer`. */
@Entity({ tableName: 'suggestion' })
@ObjectType({ description: 'The programme team suggests two organisations of a call to each other; they are partners once both say yes.' })
export class Suggestion {
  [OptionalProps]?: 'status' | 'suggestedAt';

  @Field(() => ID, { description: 'Stable id.' })
  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  id!: string;

  @Property({ type: 'uuid' })
  callId!: string;

  @Property({ type: 'uuid' })
  leftOrganisationId!: string;

  @Property({ type: 'uuid' })
  rightOrganisationId!: string;

  @Field(() => SuggestionStatus, { description: 'Whether it waits, and how it ended.' })
  @Property({ type: 'text' })
  status: SuggestionStatus = SuggestionStatus.OPEN;

  @Field(() => GraphQLDateTimeISO, { description: 'Both can answer until this moment.' })
  @Property({ type: 'timestamptz' })
  replyBy!: Date;

  @Property({ type: 'uuid', nullable: true, hidden: true })
  suggestedBy?: string | null;

  @Field(() => GraphQLDateTimeISO, { description: 'When it was published.' })
  @Property({ type: 'timestamptz', defaultRaw: 'now()' })
  suggestedAt!: Date;

  @Property({ type: 'timestamptz', nullable: true, hidden: true })
  remindedAt?: Date | null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When both had agreed, one declined, or it ended otherwise.' })
  @Property({ type: 'timestamptz', nullable: true })
  endedAt?: Date | null;
}
