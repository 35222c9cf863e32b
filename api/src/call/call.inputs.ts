import { Field, InputType, Int } from 'type-graphql';
import { OrganisationKind } from '../organisation/organisation.enums.ts';
import { GraphQLCountryCode, GraphQLDateTimeISO } from '../schema/scalars.ts';

@InputType({ description: 'A new call. What is left out takes the programme’s default.' })
export class CallInput {
  @Field(() => String, { description: '2 to 200 characters.' })
  name!: string;

  @Field(() => GraphQLDateTimeISO, { description: 'From then on organisations may invite each other.' })
  opensAt!: Date;

  @Field(() => GraphQLDateTimeISO, { description: 'Later than opensAt, and in the future.' })
  deadline!: Date;

  @Field(() => String, { description: 'IANA time zone to announce the deadline in, e.g. Europe/Istanbul.' })
  timeZone!: string;

  @Field(() => [GraphQLCountryCode], { nullable: true, description: 'Countries of side A; Turkey when left out.' })
  sideA?: string[] | null;

  @Field(() => [GraphQLCountryCode], { nullable: true, description: 'Countries of side B; the EU-27 when left out.' })
  sideB?: string[] | null;

  @Field(() => [OrganisationKind], { nullable: true, description: 'Legal forms that may take part; all but OTHER when left out.' })
  kinds?: OrganisationKind[] | null;

  @Field(() => String, { nullable: true, description: 'ISO 639-1; en when left out.' })
  workingLanguage?: string | null;

  @Field(() => Int, { nullable: true, description: '1 to 100; 5 when left out.' })
  maxOpenInvitations?: number | null;

  @Field(() => Int, { nullable: true, description: '1 or 2; 2 when left out.' })
  representativesPerOrganisation?: number | null;

  @Field(() => Int, { nullable: true, description: 'At least 1; not announced when left out.' })
  places?: number | null;
}
