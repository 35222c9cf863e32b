import { Field, Int, ObjectType } from 'type-graphql';
import { PageInfo } from '../schema/paging.ts';
import { Partnership } from './partnership.entity.ts';

@ObjectType({ description: 'A page of partnerships.' })
export class PartnershipConnection {
  @Field(() => [Partnership], { description: 'Newest first.' })
  nodes!: Partnership[];

  @Field(() => PageInfo, { description: 'Where the page ends.' })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: 'How many there are on all pages.' })
  totalCount!: number;
}
