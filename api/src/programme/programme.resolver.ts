import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { Context, OrganisationView } from '../context.ts';
import { notFound } from '../access/errors.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { Programme, WaitingOrganisation, WaitingOrganisationConnection } from './programme.types.ts';

@Resolver(() => WaitingOrganisation)
export class ProgrammeResolver {
  @Query(() => Programme, { description: 'Staff: the funnel of a call.' })
  programme(
    @Arg('callId', () => ID, { nullable: true, description: 'The call; the current one when left out.' }) callId: string | null | undefined,
    @Ctx() { services, actor }: Context,
  ): Promise<Programme> {
    return services.programme.programme(actor, callId ?? null);
  }

  @Query(() => WaitingOrganisationConnection, {
    description: 'Staff: organisations on one of the call’s sides without a partner in it, verified or not, longest waiting first.',
  })
  waitingOrganisations(
    @Arg('callId', () => ID, { nullable: true, description: 'The call; the current one when left out.' }) callId: string | null | undefined,
    @Arg('first', () => Int, { nullable: true, defaultValue: 20, description: 'How many, 0 to 100.' }) first: number | null,
    @Arg('after', () => String, { nullable: true, description: '`endCursor` of the same list.' }) after: string | null | undefined,
    @Ctx() { services, actor }: Context,
  ): Promise<WaitingOrganisationConnection> {
    return services.programme.waiting(actor, { callId: callId ?? null, first: first ?? 20, after: after ?? null });
  }

  @FieldResolver(() => Organisation, { description: 'Who waits.' })
  async organisation(@Root() waiting: WaitingOrganisation, @Ctx() { loaders }: Context): Promise<OrganisationView> {
    const organisation = await loaders.organisation.load(waiting.organisationId);
    if (!organisation) throw notFound('This organisation');
    return organisation;
  }
}
