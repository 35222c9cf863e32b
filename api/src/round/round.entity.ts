import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { OptionalProps } from '@mikro-orm/core';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { GraphQLDateTimeISO } from '../schema/scalars.ts';
import { MatchRoundStatus } from './round.enums.ts';

/** Staff find partners for everybody who waits in a call, all at once. Its pairs and those left over are rows of their own. */
@Entity({ tableName: 'match_round' })
@ObjectType({
  description:
    'Staff. Partners for everybody who waits in a call, found together: settings, the best pairs under them, and what was published.',
})
export class MatchRound {
  [OptionalProps]?: 'status' | 'run' | 'attempts' | 'queuedAt' | 'createdAt';

  @Field(() => ID, { description: 'Stable id.' })
  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  id!: string;

  @Property({ type: 'uuid' })
  callId!: string;

  @Property({ type: 'json', hidden: true, lazy: true })
  settings!: unknown;

  @Field(() => MatchRoundStatus, { description: 'How far it is.' })
  @Property({ type: 'text' })
  status: MatchRoundStatus = MatchRoundStatus.QUEUED;

  @Field(() => Int, { description: 'Counts the changes of its settings: what one looks at is published only while this is the same.' })
  @Property({ type: 'int' })
  run: number = 1;

  @Property({ type: 'int', hidden: true })
  attempts: number = 0;

  @Property({ type: 'timestamptz', nullable: true, hidden: true })
  leaseUntil?: Date | null;

  @Property({ type: 'timestamptz', defaultRaw: 'now()', hidden: true })
  queuedAt!: Date;

  @Property({ type: 'json', nullable: true, hidden: true, lazy: true })
  progress?: unknown;

  @Property({ type: 'json', nullable: true, hidden: true, lazy: true })
  outcome?: unknown;

  @Property({ type: 'json', nullable: true, hidden: true, lazy: true })
  problems?: unknown;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When its pairs were found.' })
  @Property({ type: 'timestamptz', nullable: true })
  solvedAt?: Date | null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'Until when its suggestions can be answered, once published.' })
  @Property({ type: 'timestamptz', nullable: true })
  replyBy?: Date | null;

  @Property({ type: 'uuid', nullable: true, hidden: true })
  madeBy?: string | null;

  @Field(() => GraphQLDateTimeISO, { description: 'When it was made.' })
  @Property({ type: 'timestamptz', defaultRaw: 'now()' })
  createdAt!: Date;

  @Property({ type: 'uuid', nullable: true, hidden: true })
  publishedBy?: string | null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When its pairs became suggestions.' })
  @Property({ type: 'timestamptz', nullable: true })
  publishedAt?: Date | null;
}
