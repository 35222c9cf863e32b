import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { OptionalProps } from '@mikro-orm/core';
import { Field, ID, ObjectType } from 'type-graphql';
import { GraphQLDateTimeISO } from '../schema/scalars.ts';
import { InvitationStatus } from './invitation.enums.ts';

/** One organisation asks another to be its partner in a call. */
@Entity({ tableName: 'invitation' })
@ObjectType({ description: 'One organisation asks another to be its partner in a call.' })
export class Invitation {
  [OptionalProps]?: 'status' | 'sentAt';

  @Field(() => ID, { description: 'Stable id.' })
  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  id!: string;

  @Property({ type: 'uuid' })
  callId!: string;

  @Property({ type: 'uuid' })
  fromOrganisationId!: string;

  @Property({ type: 'uuid' })
  toOrganisationId!: string;

  @Field(() => String, { description: 'What the inviting organisation wrote.' })
  @Property({ type: 'text' })
  message!: string;

  @Field(() => InvitationStatus, { description: 'Whether it was answered, and how.' })
  @Property({ type: 'text' })
  status: InvitationStatus = InvitationStatus.PENDING;

  @Field(() => GraphQLDateTimeISO, { description: 'It can be accepted until this moment.' })
  @Property({ type: 'timestamptz' })
  replyBy!: Date;

  @Property({ type: 'uuid', nullable: true, hidden: true })
  sentBy?: string | null;

  @Field(() => GraphQLDateTimeISO, { description: 'When it was sent.' })
  @Property({ type: 'timestamptz', defaultRaw: 'now()' })
  sentAt!: Date;

  @Property({ type: 'uuid', nullable: true, hidden: true })
  answeredBy?: string | null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When it was accepted, declined, withdrawn or ran out.' })
  @Property({ type: 'timestamptz', nullable: true })
  answeredAt?: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it was declined, if the invited side said so.' })
  @Property({ type: 'text', nullable: true })
  declineReason?: string | null;
}
