import { Field, ID, InputType } from 'type-graphql';
import { GraphQLCountryCode } from '../schema/scalars.ts';
import { IssueDirection, OrganisationKind, Visibility } from './organisation.enums.ts';

@InputType({ description: 'An issue of the organisation: what it needs or offers.' })
export class OrganisationIssueInput {
  @Field(() => ID, { description: 'Id of the vocabulary.' })
  issueId!: string;

  @Field(() => IssueDirection, { description: 'Need or offer.' })
  direction!: IssueDirection;

  @Field(() => String, { nullable: true, description: 'In the organisation’s own words, at most 500 characters.' })
  statement?: string | null;
}

@InputType({ description: 'A number in a register.' })
export class RegistrationInput {
  @Field(() => String, { description: 'Scheme as org-id.guide names it, e.g. TR-MOI, DE-CR.' })
  scheme!: string;

  @Field(() => String, { description: 'The number.' })
  value!: string;
}

@InputType({ description: 'Profile of an organisation. On update, a field that is left out stays as it is.' })
export class OrganisationInput {
  @Field(() => String, { nullable: true, description: '2 to 200 characters.' })
  name?: string | null;

  @Field(() => OrganisationKind, { nullable: true, description: 'Legal form.' })
  kind?: OrganisationKind | null;

  @Field(() => GraphQLCountryCode, { nullable: true, description: 'ISO 3166-1 alpha-2.' })
  country?: string | null;

  @Field(() => String, { nullable: true, description: 'At most 100 characters.' })
  city?: string | null;

  @Field(() => String, { nullable: true, description: 'At most 5,000 characters.' })
  about?: string | null;

  @Field(() => String, { nullable: true, description: 'An http or https address.' })
  website?: string | null;

  @Field(() => Visibility, { nullable: true, description: 'Who may see it; PUBLIC when left out.' })
  visibility?: Visibility | null;

  @Field(() => [ID], { nullable: true, description: 'Up to five fields of work, ids of the vocabulary.' })
  fields?: string[] | null;

  @Field(() => [OrganisationIssueInput], { nullable: true, description: 'All issues, replacing those of before.' })
  issues?: OrganisationIssueInput[] | null;

  @Field(() => [String], { nullable: true, description: 'Working languages, ISO 639-1.' })
  languages?: string[] | null;

  @Field(() => String, { nullable: true, description: 'At most 40 characters.' })
  acronym?: string | null;

  @Field(() => [String], { nullable: true, description: 'Names it had before, at most ten.' })
  formerNames?: string[] | null;

  @Field(() => [RegistrationInput], { nullable: true, description: 'Register numbers, replacing those of before; at most ten.' })
  registrations?: RegistrationInput[] | null;
}
