import { Field, ID, InputType } from 'type-graphql';
import { GraphQLDateTimeISO } from '../schema/scalars.ts';

@InputType({ description: 'An invitation to be partners.' })
export class InvitationInput {
  @Field(() => ID, { description: 'An organisation of the viewer.' })
  fromOrganisationId!: string;

  @Field(() => ID, { description: 'Whom to invite: an organisation of the other side.' })
  toOrganisationId!: string;

  @Field(() => ID, { nullable: true, description: 'The call; the current one when left out.' })
  callId?: string | null;

  @Field(() => String, { description: '1 to 2,000 characters: why the two would be good partners.' })
  message!: string;

  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description: 'Until when to answer, at most until the call’s deadline; two weeks when left out.',
  })
  replyBy?: Date | null;
}
