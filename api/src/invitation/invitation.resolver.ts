import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import { notFound } from '../access/errors.ts';
import { Call } from '../call/call.entity.ts';
import type { CallView } from '../call/call.service.ts';
import type { Context, OrganisationView } from '../context.ts';
import { whileAllowed } from '../live/guard.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { Visibility } from '../organisation/organisation.enums.ts';
import { Partnership } from '../partnership/partnership.entity.ts';
import type { PartnershipView } from '../partnership/partnership.service.ts';
import { Invitation } from './invitation.entity.ts';
import { InvitationStatus } from './invitation.enums.ts';
import { invitationTopic, type InvitationChange } from './invitation.events.ts';
import { InvitationInput } from './invitation.inputs.ts';
import type { InvitationPage, InvitationView } from './invitation.service.ts';
import { InvitationConnection } from './invitation.types.ts';

/** The invitation as its viewer sees it now, after a change that may have let them know the other side. */
async function shown(context: Context, id: string): Promise<InvitationView> {
  await context.refresh();
  const invitation = await context.services.invitation.view(context.actor, id);
  if (!invitation) throw notFound('This invitation');
  return invitation;
}

@Resolver(() => Invitation)
export class InvitationResolver {
  @Query(() => Invitation, { nullable: true, description: 'An invitation, for its two sides and staff.' })
  invitation(
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
    @Ctx() { services, actor }: Context,
  ): Promise<InvitationView | null> {
    return services.invitation.view(actor, id);
  }

  @Query(() => InvitationConnection, {
    description: 'Invitations from and to an organisation of the viewer (or any, for staff), newest first.',
  })
  invitations(
    @Arg('organisationId', () => ID, { description: 'The organisation.' }) organisationId: string,
    @Arg('status', () => [InvitationStatus], {
      nullable: true,
      description: 'Only with one of these statuses; an empty list filters nothing.',
    })
    status: InvitationStatus[] | null | undefined,
    @Arg('first', () => Int, { nullable: true, defaultValue: 20, description: 'How many, 0 to 100.' }) first: number | null,
    @Arg('after', () => String, { nullable: true, description: '`endCursor` of the page before.' }) after: string | null | undefined,
    @Ctx() { services, actor }: Context,
  ): Promise<InvitationPage> {
    return services.invitation.page(actor, { organisationId, status: status ?? null, first: first ?? 20, after: after ?? null });
  }

  @Mutation(() => Invitation, { description: 'Invites an organisation to be partners in a call; its people get a mail.' })
  async sendInvitation(
    @Arg('input', () => InvitationInput, { description: 'Who invites whom, and why.' }) input: InvitationInput,
    @Ctx() context: Context,
  ): Promise<InvitationView> {
    return shown(context, await context.services.invitation.send(context.actor, input));
  }

  @Mutation(() => Invitation, {
    description: 'The invited organisation agrees: the two are partners. Refused when either already has a partner.',
  })
  async acceptInvitation(@Arg('id', () => ID, { description: 'Its id.' }) id: string, @Ctx() context: Context): Promise<InvitationView> {
    await context.services.invitationAnswer.accept(context.actor, id);
    return shown(context, id);
  }

  @Mutation(() => Invitation, { description: 'The invited organisation says no.' })
  async declineInvitation(
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
    @Arg('reason', () => String, { nullable: true, description: 'Why, at most 1,000 characters; the other side reads it.' })
    reason: string | null | undefined,
    @Ctx() context: Context,
  ): Promise<InvitationView> {
    await context.services.invitationAnswer.decline(context.actor, id, reason);
    return shown(context, id);
  }

  @Mutation(() => Invitation, { description: 'The inviting organisation takes it back.' })
  async withdrawInvitation(@Arg('id', () => ID, { description: 'Its id.' }) id: string, @Ctx() context: Context): Promise<InvitationView> {
    await context.services.invitationAnswer.withdraw(context.actor, id);
    return shown(context, id);
  }

  @Mutation(() => Int, {
    description: 'Declines every other pending invitation to the organisation in the call politely; answers how many.',
  })
  declineOtherInvitations(
    @Arg('organisationId', () => ID, { description: 'An organisation of the viewer that has found a partner.' }) organisationId: string,
    @Arg('callId', () => ID, { nullable: true, description: 'The call; the current one when left out.' }) callId: string | null | undefined,
    @Ctx() { services, actor }: Context,
  ): Promise<number> {
    return services.invitationAnswer.declineOthers(actor, organisationId, callId);
  }

  @Subscription(() => Invitation, {
    description: 'An invitation of one of the viewer’s organisations was sent, answered, withdrawn or ran out.',
    subscribe: async ({ args, context }: { args: { organisationId: string }; context: Context }) => {
      const { invitation, live } = context.services;
      await invitation.authorizeWatch(context.actor, args.organisationId);
      const changes = live.stream<InvitationChange>([invitationTopic(args.organisationId)]);
      return whileAllowed(live, context, changes, (actor) => invitation.canWatch(actor, args.organisationId));
    },
  })
  invitationChanged(
    @Arg('organisationId', () => ID, { description: 'The organisation.' }) _organisationId: string,
    @Root() change: InvitationChange,
    @Ctx() context: Context,
  ): Promise<InvitationView> {
    return shown(context, change.invitationId);
  }
}

@Resolver(() => Invitation)
export class InvitationFieldResolver {
  @FieldResolver(() => Organisation, { description: 'Who invites; masked where the viewer may not know it.' })
  from(@Root() invitation: InvitationView, @Ctx() { loaders }: Context): Promise<OrganisationView | null> {
    return loaders.organisationForParty.load(invitation.fromId);
  }

  @FieldResolver(() => Organisation, { description: 'Who is invited; masked where the viewer may not know it.' })
  to(@Root() invitation: InvitationView, @Ctx() { loaders }: Context): Promise<OrganisationView | null> {
    return loaders.organisationForParty.load(invitation.toId);
  }

  @FieldResolver(() => Call, { description: 'The call the two would be partners in.' })
  call(@Root() invitation: InvitationView, @Ctx() { loaders }: Context): Promise<CallView | null> {
    return loaders.call.load(invitation.callId);
  }

  @FieldResolver(() => Partnership, { nullable: true, description: 'What came of it, once accepted.' })
  partnership(@Root() { id, status }: InvitationView, @Ctx() { services, actor, loaders }: Context): Promise<PartnershipView | null> {
    if (status !== InvitationStatus.ACCEPTED) return Promise.resolve(null);
    return loaders.of('partnershipOfInvitation', (ids) => services.partnership.byInvitations(actor, ids)).load(id);
  }

  @FieldResolver(() => Int, {
    description: 'Other pending invitations to the viewer’s side in the call, which could be declined politely once it has a partner.',
  })
  otherPendingCount(@Root() invitation: InvitationView): number {
    return invitation.otherPendingCount;
  }

  @FieldResolver(() => Boolean, { description: 'The viewer represents the invited side, and nothing stands in the way.' })
  viewerCanAccept(@Root() invitation: InvitationView, @Ctx() { services, actor }: Context): boolean {
    return services.invitation.canAccept(actor, invitation);
  }

  @FieldResolver(() => Boolean, { description: 'The viewer represents the invited side, and it waits for an answer.' })
  viewerCanDecline(@Root() invitation: InvitationView, @Ctx() { services, actor }: Context): boolean {
    return services.invitation.canDecline(actor, invitation);
  }

  @FieldResolver(() => Boolean, { description: 'The viewer represents the inviting side, and it waits for an answer.' })
  viewerCanWithdraw(@Root() invitation: InvitationView, @Ctx() { services, actor }: Context): boolean {
    return services.invitation.canWithdraw(actor, invitation);
  }
}

@Resolver(() => Organisation)
export class OrganisationInvitationResolver {
  @FieldResolver(() => Boolean, { description: 'The viewer represents an organisation that may invite this one now.' })
  async viewerCanInvite(@Root() organisation: OrganisationView, @Ctx() { services, actor, loaders }: Context): Promise<boolean> {
    // Masked without being pseudonymous: a party to an invitation still sees it, but for anybody else it is not there.
    if (organisation.pseudonymous && organisation.visibility !== Visibility.PSEUDONYMOUS) return false;
    return (await loaders.of('viewerCanInvite', (ids) => services.invitation.invitableAmong(actor, ids)).load(organisation.id)) ?? false;
  }
}
