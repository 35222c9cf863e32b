import { Field, ID, Int, ObjectType } from 'type-graphql';
import { PageInfo } from '../schema/paging.ts';
import { GraphQLDateTimeISO } from '../schema/scalars.ts';
import { DismissalReason } from './dismissal.enums.ts';

@ObjectType({
  description: 'That an organisation is not interested in a counterpart. Its own people and staff read it; the counterpart never learns.',
})
export class Dismissal {
  @Field(() => ID, { description: 'Stable id.' })
  id!: string;

  organisationId!: string;

  @Field(() => ID, { name: 'counterpartId', description: 'Id of the counterpart, to take the dismissal back.' })
  dismissedId!: string;

  @Field(() => DismissalReason, { description: 'Why.' })
  reason!: DismissalReason;

  @Field(() => String, { nullable: true, description: 'In its own words.' })
  note?: string | null;

  @Field(() => GraphQLDateTimeISO, { description: 'When.' })
  at!: Date;
}

@ObjectType({ description: 'A page of dismissals.' })
export class DismissalConnection {
  @Field(() => [Dismissal], { description: 'Newest first.' })
  nodes!: Dismissal[];

  @Field(() => PageInfo, { description: 'Where the page ends.' })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: 'How many there are on all pages.' })
  totalCount!: number;
}
