import { Field, ID, ObjectType } from 'type-graphql';
import { PageInfo } from '../schema/paging.ts';
import { GraphQLDateTimeISO } from '../schema/scalars.ts';
import type { ActivityRow } from './activity.reads.ts';

@ObjectType({ description: 'Something that happened in the programme.' })
export class Activity {
  @Field(() => ID, { description: 'Stable id; the same live and in the list.' })
  id!: string;

  @Field(() => String, {
    description: 'ORGANISATION_CREATED, INVITATION_SENT, INVITATION_ACCEPTED, INVITATION_DECLINED, PARTNERSHIP_FORMED, …',
  })
  kind!: string;

  @Field(() => GraphQLDateTimeISO, { description: 'When it happened.' })
  at!: Date;
}

@ObjectType({ description: 'A page of the stream.' })
export class ActivityConnection {
  @Field(() => [Activity], { description: 'Newest first.' })
  nodes!: ActivityRow[];

  @Field(() => PageInfo, { description: 'Where the page ends.' })
  pageInfo!: PageInfo;
}
