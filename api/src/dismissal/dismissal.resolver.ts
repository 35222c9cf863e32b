import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context, OrganisationView } from '../context.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { DismissalReason } from './dismissal.enums.ts';
import type { DismissalPage, DismissalView } from './dismissal.service.ts';
import { Dismissal, DismissalConnection } from './dismissal.types.ts';

@Resolver(() => Dismissal)
export class DismissalResolver {
  @Query(() => [Dismissal], {
    description: 'Counterparts an organisation of the viewer (or any, for staff) is not interested in, newest first.',
  })
  dismissals(
    @Arg('organisationId', () => ID, { description: 'Who is not interested.' }) organisationId: string,
    @Ctx() { services, actor }: Context,
  ): Promise<DismissalView[]> {
    return services.dismissal.list(actor, organisationId);
  }

  @Query(() => DismissalConnection, { description: 'Staff: why organisations were not interested, newest first.' })
  allDismissals(
    @Arg('first', () => Int, { nullable: true, defaultValue: 50, description: 'How many, 0 to 100.' }) first: number | null,
    @Arg('after', () => String, { nullable: true, description: '`endCursor` of the same list.' }) after: string | null | undefined,
    @Ctx() { services, actor }: Context,
  ): Promise<DismissalPage> {
    return services.dismissal.page(actor, first ?? 50, after ?? null);
  }

  @Mutation(() => Dismissal, {
    description:
      'The counterpart is no longer suggested to the organisation, nor put together with it in a round. It is not told; it may still invite.',
  })
  dismissCounterpart(
    @Arg('organisationId', () => ID, { description: 'An organisation of the viewer.' }) organisationId: string,
    @Arg('counterpartId', () => ID, { description: 'Whom it is not interested in.' }) dismissedId: string,
    @Arg('reason', () => DismissalReason, { description: 'Why; the programme team reads it.' }) reason: DismissalReason,
    @Arg('note', () => String, { nullable: true, description: 'In its own words, at most 500 characters; the programme team reads it.' })
    note: string | null | undefined,
    @Ctx() { services, actor }: Context,
  ): Promise<DismissalView> {
    return services.dismissal.dismiss(actor, { organisationId, dismissedId, reason, note: note ?? null });
  }

  @Mutation(() => Boolean, { description: 'Takes a dismissal back.' })
  async restoreCounterpart(
    @Arg('organisationId', () => ID, { description: 'An organisation of the viewer.' }) organisationId: string,
    @Arg('counterpartId', () => ID, { description: 'Who may be suggested again.' }) dismissedId: string,
    @Ctx() { services, actor }: Context,
  ): Promise<boolean> {
    await services.dismissal.restore(actor, organisationId, dismissedId);
    return true;
  }

  @FieldResolver(() => Organisation, { nullable: true, description: 'Who was not interested; null where the viewer may no longer see it.' })
  organisation(@Root() dismissal: DismissalView, @Ctx() { loaders }: Context): Promise<OrganisationView | null> {
    return loaders.organisation.load(dismissal.organisationId);
  }

  @FieldResolver(() => Organisation, { nullable: true, description: 'In whom; null where the viewer may no longer see it.' })
  counterpart(@Root() dismissal: DismissalView, @Ctx() { loaders }: Context): Promise<OrganisationView | null> {
    return loaders.organisation.load(dismissal.dismissedId);
  }
}
