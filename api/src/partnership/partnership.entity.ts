import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { OptionalProps } from '@mikro-orm/core';
import { Field, ID, ObjectType } from 'type-graphql';
import { GraphQLDateTimeISO } from '../schema/scalars.ts';
import { PartnershipStatus } from './partnership.enums.ts';

/** Two organisations of different sides that work together in a call. Its sides are rows of `partnership_side`. */
@Entity({ tableName: 'partnership' })
@ObjectType({ description: 'Two organisations, one of each side, that work together in a call.' })
export class Partnership {
  [OptionalProps]?: 'status' | 'formedAt';

  @Field(() => ID, { description: 'Stable id.' })
  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  id!: string;

  @Property({ type: 'uuid' })
  callId!: string;

  @Property({ type: 'uuid', nullable: true })
  invitationId?: string | null;

  @Property({ type: 'uuid', nullable: true })
  suggestionId?: string | null;

  @Field(() => PartnershipStatus, { description: 'How far it has come.' })
  @Property({ type: 'text' })
  status: PartnershipStatus = PartnershipStatus.FORMED;

  @Field(() => GraphQLDateTimeISO, { description: 'When the invitation was accepted, or both said yes to a suggestion.' })
  @Property({ type: 'timestamptz', defaultRaw: 'now()' })
  formedAt!: Date;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When a side dropped out.' })
  @Property({ type: 'timestamptz', nullable: true })
  droppedOutAt?: Date | null;

  @Field(() => String, { nullable: true, description: 'Why, in the words of the side that dropped out.' })
  @Property({ type: 'text', nullable: true })
  dropOutReason?: string | null;
}
