import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { OptionalProps } from '@mikro-orm/core';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { OrganisationKind } from '../organisation/organisation.enums.ts';
import { GraphQLCountryCode, GraphQLDateTimeISO } from '../schema/scalars.ts';

/** A call: from when to when organisations of two sides look for each other, and which of them may. Everybody may read it. */
@Entity({ tableName: 'call' })
@ObjectType({ description: 'A round of the programme: who may take part, and until when.' })
export class Call {
  [OptionalProps]?:
    'workingLanguage' | 'representativesPerOrganisation' | 'maxOpenInvitations' | 'envelopeCents' | 'replyDays' | 'createdAt';

  @Field(() => ID, { description: 'Stable id.' })
  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  id!: string;

  @Field(() => String, { description: 'Name of the call.' })
  @Property({ type: 'text' })
  name!: string;

  @Field(() => GraphQLDateTimeISO, { description: 'From then on organisations may invite each other.' })
  @Property({ type: 'timestamptz' })
  opensAt!: Date;

  @Field(() => GraphQLDateTimeISO, { description: 'The call ends at this moment; show it in the call’s time zone.' })
  @Property({ type: 'timestamptz' })
  deadline!: Date;

  @Field(() => GraphQLDateTimeISO, { description: 'The deadline announced first; it stays visible when the call is extended.' })
  @Property({ type: 'timestamptz' })
  originalDeadline!: Date;

  @Field(() => String, { description: 'IANA time zone that the deadline was announced in, e.g. Europe/Istanbul.' })
  @Property({ type: 'text' })
  timeZone!: string;

  @Field(() => [GraphQLCountryCode], { description: 'Countries of side A (left): Turkey, unless the call says otherwise.' })
  @Property({ type: 'text[]' })
  sideA!: string[];

  @Field(() => [GraphQLCountryCode], { description: 'Countries of side B (right): the EU, unless the call says otherwise.' })
  @Property({ type: 'text[]' })
  sideB!: string[];

  @Field(() => [OrganisationKind], { description: 'Legal forms that may take part.' })
  @Property({ type: 'text[]' })
  kinds!: OrganisationKind[];

  @Field(() => String, { description: 'Language that both sides work in together, ISO 639-1.' })
  @Property({ type: 'text' })
  workingLanguage: string = 'en';

  @Field(() => Int, { description: 'People each organisation sends into a partnership.' })
  @Property({ type: 'int' })
  representativesPerOrganisation: number = 2;

  @Field(() => Int, { description: 'Invitations an organisation may have open at the same time.' })
  @Property({ type: 'int' })
  maxOpenInvitations: number = 5;

  @Field(() => Int, { nullable: true, description: 'How many partnerships can be selected; null when not announced.' })
  @Property({ type: 'int', nullable: true })
  places?: number | null;

  @Field(() => Int, { description: 'Money for one partnership, in cents of EUR.' })
  @Property({ type: 'int' })
  envelopeCents: number = 350_000;

  /** Days to answer an invitation that names no date itself. */
  @Property({ type: 'int' })
  replyDays: number = 14;

  /** Weights of the match score, tuned by staff; null: the defaults of the counterpart room. */
  @Property({ type: 'json', nullable: true, hidden: true, lazy: true })
  weights?: unknown;

  @Property({ type: 'timestamptz', defaultRaw: 'now()', hidden: true })
  createdAt!: Date;
}
