import { Field, ID, ObjectType } from 'type-graphql';
import { GraphQLDateTimeISO } from '../schema/scalars.ts';
import { IssueDirection } from './organisation.enums.ts';

@ObjectType('OrganisationIssue', { description: 'What an organisation needs or offers.' })
export class OrganisationIssueView {
  issueId!: string;

  @Field(() => IssueDirection, { description: 'Need or offer.' })
  direction!: IssueDirection;

  @Field(() => String, { nullable: true, description: 'In its own words; null while pseudonymous.' })
  statement?: string | null;
}

@ObjectType('Registration', { description: 'A number under which a register knows the organisation.' })
export class RegistrationView {
  @Field(() => ID, { description: 'Stable id.' })
  id!: string;

  @Field(() => String, { description: 'Scheme as org-id.guide names it.' })
  scheme!: string;

  @Field(() => String, { description: 'The number.' })
  value!: string;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When staff checked it.' })
  verifiedAt?: Date | null;
}

@ObjectType({ description: 'A person who represents an organisation.' })
export class Representative {
  @Field(() => ID, { description: 'Id of the person.' })
  id!: string;

  @Field(() => String, { description: 'Name of the person.' })
  name!: string;

  @Field(() => Boolean, { description: 'It is the viewer.' })
  isViewer!: boolean;
}

@ObjectType({ description: 'Somebody invited by e-mail to represent an organisation who has not answered yet.' })
export class PendingRepresentative {
  @Field(() => ID, { description: 'Id of the invitation.' })
  id!: string;

  @Field(() => String, { description: 'Where it was sent.' })
  email!: string;

  @Field(() => GraphQLDateTimeISO, { description: 'The link works until then.' })
  expiresAt!: Date;
}

@ObjectType({ description: 'What the link of such an e-mail stands for.' })
export class RepresentativeInvitation {
  @Field(() => String, { description: 'Name of the organisation.' })
  organisationName!: string;

  @Field(() => String, { description: 'Address the invitation was sent to.' })
  email!: string;

  @Field(() => GraphQLDateTimeISO, { description: 'The link works until then.' })
  expiresAt!: Date;

  @Field(() => Boolean, { description: 'Not used, cancelled or over.' })
  usable!: boolean;
}

@ObjectType({ description: 'An organisation that another one keeps from inviting it.' })
export class OrganisationBlock {
  @Field(() => ID, { description: 'Id of the blocked organisation.' })
  blockedId!: string;

  @Field(() => GraphQLDateTimeISO, { description: 'Since when.' })
  at!: Date;
}

@ObjectType({ description: 'Somebody looked at a pseudonymous profile.' })
export class ProfileView {
  @Field(() => GraphQLDateTimeISO, { description: 'When.' })
  at!: Date;

  viewerOrganisationId!: string | null;
}
