import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { notFound } from '../access/errors.ts';
import { Call } from '../call/call.entity.ts';
import type { CallView } from '../call/call.service.ts';
import type { Context, OrganisationView } from '../context.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { Partnership } from './partnership.entity.ts';
import { PartnershipStatus } from './partnership.enums.ts';
import type { PartnershipPage, PartnershipView, StandingRow } from './partnership.service.ts';
import { PartnershipConnection } from './partnership.types.ts';

@Resolver(() => Partnership)
export class PartnershipResolver {
  @Query(() => Partnership, { nullable: true, description: 'A partnership, for its two sides and staff.' })
  partnership(
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
    @Ctx() { services, actor }: Context,
  ): Promise<PartnershipView | null> {
    return services.partnership.view(actor, id);
  }

  @Query(() => PartnershipConnection, { description: 'Staff. All partnerships, newest first.' })
  partnerships(
    @Arg('callId', () => ID, { nullable: true, description: 'Only of this call.' }) callId: string | null | undefined,
    @Arg('status', () => [PartnershipStatus], {
      nullable: true,
      description: 'Only with one of these statuses; an empty list filters nothing.',
    })
    status: PartnershipStatus[] | null | undefined,
    @Arg('first', () => Int, { nullable: true, defaultValue: 20, description: 'How many, 0 to 100.' }) first: number | null,
    @Arg('after', () => String, { nullable: true, description: '`endCursor` of the page before.' }) after: string | null | undefined,
    @Ctx() { services, actor }: Context,
  ): Promise<PartnershipPage> {
    return services.partnership.page(actor, { callId: callId ?? null, status: status ?? null, first: first ?? 20, after: after ?? null });
  }

  @Mutation(() => Partnership, {
    description:
      'The viewer’s organisation leaves the partnership. Nothing is deleted; documents can only be read, and both organisations can be found again.',
  })
  async dropOutOfPartnership(
    @Arg('id', () => ID, { description: 'The partnership.' }) id: string,
    @Arg('reason', () => String, { description: 'Why, in 1 to 1,000 characters; the partner reads it.' }) reason: string,
    @Ctx() context: Context,
  ): Promise<PartnershipView> {
    await context.services.partnership.dropOut(context.actor, id, reason);
    await context.refresh();
    const partnership = await context.services.partnership.view(context.actor, id);
    if (!partnership) throw notFound('This partnership');
    return partnership;
  }

  @FieldResolver(() => [Organisation], { description: 'Its two sides; side A (left) first.' })
  organisations(@Root() partnership: PartnershipView, @Ctx() { loaders }: Context): Promise<(OrganisationView | null)[]> {
    return Promise.all(partnership.organisationIds.map((id) => loaders.organisationForParty.load(id)));
  }

  @FieldResolver(() => Call, { description: 'The call it was formed in.' })
  call(@Root() partnership: PartnershipView, @Ctx() { loaders }: Context): Promise<CallView | null> {
    return loaders.call.load(partnership.callId);
  }

  @FieldResolver(() => Boolean, { description: 'The viewer may change what the two write together.' })
  viewerCanWrite(@Root() partnership: PartnershipView, @Ctx() { services, actor }: Context): boolean {
    return services.partnership.canWrite(actor, partnership);
  }

  @FieldResolver(() => Boolean, { description: 'The viewer represents a side that could leave.' })
  viewerCanDropOut(@Root() partnership: PartnershipView, @Ctx() { services, actor }: Context): boolean {
    return services.partnership.canDropOut(actor, partnership);
  }
}

@Resolver(() => Organisation)
export class OrganisationPartnershipResolver {
  @FieldResolver(() => Partnership, {
    nullable: true,
    description: 'Its active partnership in the current call, if the viewer may see it.',
  })
  partnership(@Root() organisation: OrganisationView, @Ctx() { services, actor, loaders }: Context): Promise<PartnershipView | null> {
    return loaders.of('activePartnership', (ids) => services.partnership.activeOf(actor, ids)).load(organisation.id);
  }

  @FieldResolver(() => Boolean, { description: 'Somebody represents it, and it has no active partnership in the current call.' })
  async lookingForPartner(@Root() organisation: OrganisationView, @Ctx() context: Context): Promise<boolean> {
    const standing = await standingOf(organisation, context);
    return standing !== null && standing.represented && !standing.partnered;
  }

  @FieldResolver(() => Boolean, {
    description:
      'Somebody represents it here. Nobody does of an organisation that came by import, until somebody joins: it cannot be invited.',
  })
  async represented(@Root() organisation: OrganisationView, @Ctx() context: Context): Promise<boolean> {
    return (await standingOf(organisation, context))?.represented ?? false;
  }
}

function standingOf({ id }: OrganisationView, { services, loaders }: Context): Promise<StandingRow | null> {
  return loaders.of('standing', (ids) => services.partnership.standingsOf(ids)).load(id);
}
