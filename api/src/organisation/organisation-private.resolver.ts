import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Public } from '../access/public.ts';
import type { Context } from '../context.ts';
import { Organisation } from './organisation.entity.ts';
import { shown } from './organisation.resolver.ts';
import { profileViewsOf, registrationsOf, type OrganisationView } from './organisation.reads.ts';
import { PendingRepresentative, ProfileView, RegistrationView, Representative, RepresentativeInvitation } from './organisation.types.ts';

/** What only an organisation's own people, its partner and staff read, and how its people join and leave. */
@Resolver(() => Organisation)
export class OrganisationPrivateResolver {
  @Public()
  @Query(() => RepresentativeInvitation, {
    nullable: true,
    description: 'What an invitation to represent an organisation says, by its token.',
  })
  representativeInvitation(
    @Arg('token', () => String, { description: 'From the link in the e-mail.' }) token: string,
    @Ctx() { services }: Context,
  ): Promise<RepresentativeInvitation | null> {
    return services.representative.byToken(token);
  }

  @Mutation(() => PendingRepresentative, { description: 'Invites a second person by e-mail.' })
  inviteRepresentative(
    @Arg('organisationId', () => ID, { description: 'The organisation.' }) organisationId: string,
    @Arg('email', () => String, { description: 'Where to send the link.' }) email: string,
    @Ctx() { services, actor }: Context,
  ): Promise<PendingRepresentative> {
    return services.representative.invite(actor, organisationId, email);
  }

  @Mutation(() => Boolean, { description: 'The link of the e-mail stops working.' })
  async cancelRepresentativeInvitation(
    @Arg('id', () => ID, { description: 'Id of the invitation.' }) id: string,
    @Ctx() { services, actor }: Context,
  ): Promise<boolean> {
    await services.representative.cancel(actor, id);
    return true;
  }

  @Mutation(() => Organisation, { description: 'The viewer, whose confirmed e-mail was invited, now represents the organisation.' })
  async acceptRepresentativeInvitation(
    @Arg('token', () => String, { description: 'From the link in the e-mail.' }) token: string,
    @Ctx() context: Context,
  ): Promise<OrganisationView> {
    const id = await context.services.representative.accept(context.actor, token);
    await context.refresh();
    return shown(context, id);
  }

  @Mutation(() => Organisation, {
    nullable: true,
    description: 'The person no longer represents the organisation. Null when the viewer has left a hidden one.',
  })
  async removeRepresentative(
    @Arg('organisationId', () => ID, { description: 'The organisation.' }) organisationId: string,
    @Arg('personId', () => ID, { description: 'The person.' }) personId: string,
    @Ctx() context: Context,
  ): Promise<OrganisationView | null> {
    await context.services.representative.remove(context.actor, organisationId, personId);
    await context.refresh();
    return context.loaders.organisation.load(organisationId);
  }

  @FieldResolver(() => String, { nullable: true, description: 'The alias of a pseudonymous profile, for its own people and staff.' })
  alias(@Root() organisation: OrganisationView): string | null {
    return organisation.privateAlias;
  }

  @FieldResolver(() => [RegistrationView], { description: 'Register numbers, for its own people and staff.' })
  async registrations(@Root() organisation: OrganisationView, @Ctx() { loaders, services }: Context): Promise<RegistrationView[]> {
    if (!organisation.seesPrivate) return [];
    return (await loaders.of('registrations', (ids) => registrationsOf(services.db, ids)).load(organisation.id)) ?? [];
  }

  @FieldResolver(() => [Representative], { description: 'Who represents it, for its own people, its partner and staff.' })
  async representatives(@Root() organisation: OrganisationView, @Ctx() { actor, loaders }: Context): Promise<Representative[]> {
    if (!organisation.seesPrivate && !actor.partnerOrganisationIds.includes(organisation.id)) return [];
    const people = (await loaders.representatives.load(organisation.id)) ?? [];
    return people.map(({ id, name }) => ({ id, name, isViewer: id === actor.personId }));
  }

  @FieldResolver(() => [PendingRepresentative], { description: 'Invited and not yet there, for its own people and staff.' })
  async representativeInvitations(@Root() organisation: OrganisationView, @Ctx() { services }: Context): Promise<PendingRepresentative[]> {
    return organisation.seesPrivate ? services.representative.pendingOf([organisation.id]) : [];
  }

  @FieldResolver(() => [ProfileView], {
    description: 'Who looked at the pseudonymous profile, newest first, at most 50; for its own people and staff.',
  })
  async profileViews(@Root() organisation: OrganisationView, @Ctx() { services }: Context): Promise<ProfileView[]> {
    return organisation.seesPrivate ? profileViewsOf(services.db, organisation.id) : [];
  }
}

@Resolver(() => ProfileView)
export class ProfileViewResolver {
  @FieldResolver(() => Organisation, { nullable: true, description: 'On whose behalf, if any, and if the viewer may know it.' })
  async organisation(@Root() view: ProfileView, @Ctx() { loaders }: Context): Promise<OrganisationView | null> {
    return view.viewerOrganisationId ? loaders.organisation.load(view.viewerOrganisationId) : null;
  }
}
