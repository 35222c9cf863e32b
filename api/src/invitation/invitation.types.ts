import { Field, Int, ObjectType } from 'type-graphql';
import { PageInfo } from '../schema/paging.ts';
import { Invitation } from './invitation.entity.ts';

@ObjectType({ description: 'A page of invitations.' })
export class InvitationConnection {
  @Field(() => [Invitation], { description: 'Newest first.' })
  nodes!: Invitation[];

  @Field(() => PageInfo, { description: 'Where the page ends.' })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: 'How many there are on all pages.' })
  totalCount!: number;
}
