import { Entity, OneToMany, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Collection, OptionalProps } from '@mikro-orm/core';
import { GraphQLCountryCode, GraphQLDateTimeISO } from '../schema/scalars.ts';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { OrganisationKind, Visibility } from './organisation.enums.ts';
import { OrganisationIssue } from './organisation-issue.entity.ts';
import { Registration } from './registration.entity.ts';

/** A civil society organisation. Rows that reach the API come from `organisation.reads.ts`, already cut to what the viewer may see. */
@Entity({ tableName: 'organisation' })
@ObjectType({ description: 'A non-profit organisation of civil society in Turkey or Europe.' })
export class Organisation {
  [OptionalProps]?:
    'fieldIds' | 'languages' | 'formerNames' | 'createdAt' | 'updatedAt' | 'confirmedAt' | 'version' | 'visibility' | 'identityKey';

  @Field(() => ID, { description: 'Stable id.' })
  /** By chance and not by time: everybody sees it, and when a pseudonymous organisation joined is its own affair. */
  @PrimaryKey({ type: 'uuid', defaultRaw: 'gen_random_uuid()' })
  id!: string;

  @Field(() => String, { description: 'Its name; its alias where the viewer may not know the name.' })
  @Property({ type: 'text' })
  name!: string;

  @Property({ type: 'text', hidden: true })
  alias!: string;

  @Field(() => String, { nullable: true, description: 'Short name people know it by.' })
  @Property({ type: 'text', nullable: true })
  acronym?: string | null;

  @Field(() => [String], { description: 'Names it had before.' })
  @Property({ type: 'text[]' })
  formerNames: string[] = [];

  @Field(() => OrganisationKind, { description: 'Its legal form; OTHER where the viewer may not know it.' })
  @Property({ type: 'text' })
  kind!: OrganisationKind;

  @Field(() => GraphQLCountryCode, { description: 'Where it is based, ISO 3166-1 alpha-2.' })
  @Property({ type: 'text' })
  country!: string;

  @Field(() => String, { nullable: true, description: 'City or town.' })
  @Property({ type: 'text', nullable: true })
  city?: string | null;

  @Field(() => String, { nullable: true, description: 'What it does, in its own words.' })
  @Property({ type: 'text', nullable: true })
  about?: string | null;

  @Field(() => String, { nullable: true, description: 'Address of its website.' })
  @Property({ type: 'text', nullable: true })
  website?: string | null;

  @Field(() => Visibility, { description: 'Who may see it.' })
  @Property({ type: 'text' })
  visibility: Visibility = Visibility.PUBLIC;

  @Property({ type: 'text[]' })
  fieldIds: string[] = [];

  @Field(() => [String], { description: 'Working languages, ISO 639-1.' })
  @Property({ type: 'text[]' })
  languages: string[] = [];

  @Property({ type: 'timestamptz', nullable: true, hidden: true })
  verifiedAt?: Date | null;

  @Property({ type: 'uuid', nullable: true, hidden: true })
  verifiedBy?: string | null;

  @Property({ type: 'text', nullable: true, hidden: true })
  externalSource?: string | null;

  @Property({ type: 'text', nullable: true, hidden: true })
  externalId?: string | null;

  /** Folded name, country and city: how an import without ids recognises a line it brought before. */
  @Property({ type: 'text', hidden: true })
  identityKey: string = '';

  /** When somebody of it last said that the profile is still right. */
  @Property({ type: 'timestamptz', defaultRaw: 'now()', hidden: true })
  confirmedAt!: Date;

  /** When its people were last asked that; they are asked once for each time it rests. */
  @Property({ type: 'timestamptz', nullable: true, hidden: true })
  confirmationAskedAt?: Date | null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When the profile was made; null while pseudonymous.' })
  @Property({ type: 'timestamptz', defaultRaw: 'now()' })
  createdAt!: Date;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When the profile last changed; null while pseudonymous.' })
  @Property({ type: 'timestamptz', defaultRaw: 'now()' })
  updatedAt!: Date;

  @Property({ type: 'int', version: true, hidden: true })
  version!: number;

  @Field(() => Boolean, { description: 'Staff checked it; false while pseudonymous.' })
  verified?: boolean;

  @Field(() => Boolean, {
    description: 'The viewer sees only country, fields, issues and an alias; everything else is null, empty, OTHER or false.',
  })
  pseudonymous?: boolean;

  @Field(() => Int, { description: 'How many people represent it; 0 while pseudonymous.' })
  representativeCount?: number;

  @OneToMany({ entity: () => OrganisationIssue, mappedBy: 'organisation', orphanRemoval: true, hidden: true })
  issueRows = new Collection<OrganisationIssue>(this);

  @OneToMany({ entity: () => Registration, mappedBy: 'organisation', orphanRemoval: true, hidden: true })
  registrationRows = new Collection<Registration>(this);
}
