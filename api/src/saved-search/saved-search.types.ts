import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { OrganisationFilter } from '../directory/directory.types.ts';
import { IssueDirection, OrganisationKind } from '../organisation/organisation.enums.ts';
import { GraphQLCountryCode, GraphQLDateTimeISO } from '../schema/scalars.ts';
import { DigestRhythm } from '../digest/digest.enums.ts';

@ObjectType({ description: 'What a saved search asks of the directory: OrganisationFilter, to be read.' })
export class SavedFilter {
  @Field(() => [GraphQLCountryCode], { nullable: true, description: 'Based in one of these.' })
  countries?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Works in one of these fields.' })
  fields?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'States one of these issues.' })
  issues?: string[] | null;

  @Field(() => IssueDirection, { nullable: true, description: 'Of the issues.' })
  direction?: IssueDirection | null;

  @Field(() => [OrganisationKind], { nullable: true, description: 'Of one of these kinds.' })
  kinds?: OrganisationKind[] | null;

  @Field(() => [String], { nullable: true, description: 'Works in one of these languages.' })
  languages?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Without an active partnership in the current call.' })
  withoutPartner?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Checked by staff.' })
  verified?: boolean | null;
}

@ObjectType({ description: 'A search that a person has kept. Nobody else sees it, not even staff.' })
export class SavedSearch {
  @Field(() => ID, { description: 'Stable id.' })
  id!: string;

  @Field(() => String, { description: 'What the person calls it.' })
  name!: string;

  @Field(() => String, { description: 'Words; empty for none.' })
  query!: string;

  @Field(() => SavedFilter, { description: 'What the hits must be.' })
  filter!: SavedFilter;

  @Field(() => DigestRhythm, { description: 'How often a letter tells what is new.' })
  digest!: DigestRhythm;

  @Field(() => String, { description: 'Zone in whose morning letters come (IANA).' })
  timeZone!: string;

  @Field(() => GraphQLDateTimeISO, { description: 'When it was saved.' })
  createdAt!: Date;

  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description: 'When the next letter is due, if there is anything new by then; null when none comes.',
  })
  nextAt?: Date | null;
}

@InputType({ description: 'A search to keep.' })
export class SavedSearchInput {
  @Field(() => String, { description: 'What the person calls it, at most 80 characters.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'Words, as in `organisations`.' })
  query?: string | null;

  @Field(() => OrganisationFilter, { nullable: true, description: 'What the hits must be, as in `organisations`.' })
  filter?: OrganisationFilter | null;

  @Field(() => DigestRhythm, { nullable: true, description: 'How often a letter tells what is new; WEEKLY when left out.' })
  digest?: DigestRhythm | null;

  @Field(() => String, { nullable: true, description: 'Zone in whose morning letters come (IANA); Europe/Istanbul when left out.' })
  timeZone?: string | null;

  @Field(() => String, { nullable: true, description: 'Language of the letters: en or tr; others give English.' })
  language?: string | null;
}

@InputType({ description: 'What is left out stays as it is.' })
export class SavedSearchChange {
  @Field(() => String, { nullable: true, description: 'What the person calls it.' })
  name?: string | null;

  @Field(() => DigestRhythm, { nullable: true, description: 'How often a letter tells what is new.' })
  digest?: DigestRhythm | null;

  @Field(() => String, { nullable: true, description: 'Zone in whose morning letters come (IANA).' })
  timeZone?: string | null;
}
