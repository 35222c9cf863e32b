import { Field, Int, ObjectType } from 'type-graphql';
import { Call } from '../call/call.entity.ts';
import type { CallView } from '../call/call.service.ts';
import { PartnershipStatus } from '../partnership/partnership.enums.ts';
import { PageInfo } from '../schema/paging.ts';
import { GraphQLDateTimeISO } from '../schema/scalars.ts';

@ObjectType({ description: 'How far the organisations of one country or field have come.' })
export class ProgrammeCount {
  @Field(() => String, { description: 'Country code or field id.' })
  value!: string;

  @Field(() => Int, { description: 'All of them.' })
  organisations!: number;

  @Field(() => Int, { description: 'Checked by staff.' })
  verified!: number;

  @Field(() => Int, { description: 'Represented, on one of the call’s sides, without an active partnership in it.' })
  looking!: number;

  @Field(() => Int, { description: 'Of those looking: an invitation in the call waits for their answer.' })
  invited!: number;

  @Field(() => Int, { description: 'With an active partnership in the call.' })
  partnered!: number;
}

@ObjectType({ description: 'How many partnerships are in a state.' })
export class PartnershipStatusCount {
  @Field(() => PartnershipStatus, { description: 'The state.' })
  status!: PartnershipStatus;

  @Field(() => Int, { description: 'How many.' })
  count!: number;
}

@ObjectType({ description: 'How far the organisations have come in a call.' })
export class Programme {
  @Field(() => Call, {
    nullable: true,
    description: 'The call; null when none is open or announced: then everybody who is represented is looking.',
  })
  call!: CallView | null;

  @Field(() => Int, { description: 'All organisations, of every country and visibility.' })
  organisations!: number;

  @Field(() => Int, { description: 'Checked by staff.' })
  verified!: number;

  @Field(() => Int, { description: 'Represented, on one of the call’s sides, without an active partnership in it.' })
  looking!: number;

  @Field(() => Int, { description: 'Of those looking: an invitation in the call waits for their answer.' })
  invited!: number;

  @Field(() => Int, { description: 'With an active partnership in the call.' })
  partnered!: number;

  @Field(() => [ProgrammeCount], { description: 'By country, most organisations first.' })
  byCountry!: ProgrammeCount[];

  @Field(() => [ProgrammeCount], { description: 'By field, most organisations first; an organisation counts in each of its fields.' })
  byField!: ProgrammeCount[];

  @Field(() => Int, { description: 'Invitations of the call that can still be answered.' })
  openInvitations!: number;

  @Field(() => [PartnershipStatusCount], {
    description: 'Partnerships of the call by state, every state, in the order of a partnership’s life.',
  })
  partnerships!: PartnershipStatusCount[];
}

@ObjectType({ description: 'An organisation without a partner in a call.' })
export class WaitingOrganisation {
  organisationId!: string;

  @Field(() => GraphQLDateTimeISO, { description: 'Since it was created, or since its partnership in the call ended.' })
  since!: Date;

  @Field(() => Int, { description: 'Invitations from or to it in the call that can still be answered.' })
  openInvitations!: number;
}

@ObjectType({ description: 'A page of organisations without a partner.' })
export class WaitingOrganisationConnection {
  @Field(() => [WaitingOrganisation], { description: 'Longest waiting first.' })
  nodes!: WaitingOrganisation[];

  @Field(() => PageInfo, { description: 'Where the page ends.' })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: 'How many wait in all.' })
  totalCount!: number;
}
