import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import { notFound } from '../access/errors.ts';
import { Call } from '../call/call.entity.ts';
import type { CallView } from '../call/call.service.ts';
import type { Context, OrganisationView } from '../context.ts';
import type { CounterpartView } from '../counterpart/counterpart.service.ts';
import { EligibilityCheck } from '../call/call.types.ts';
import { Counterpart } from '../counterpart/counterpart.types.ts';
import { whileAllowed } from '../live/guard.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { Partnership } from '../partnership/partnership.entity.ts';
import type { PartnershipView } from '../partnership/partnership.service.ts';
import { Suggestion } from './suggestion.entity.ts';
import { SuggestionStatus } from './suggestion.enums.ts';
import { suggestionTopic, type SuggestionChange } from './suggestion.events.ts';
import type { AnswerView, SuggestionPage, SuggestionView } from './suggestion.service.ts';
import { SuggestionAnswer, SuggestionConnection } from './suggestion.types.ts';

const ANSWERING = 'An organisation of the viewer that is one of the two.';

/** The suggestion as its viewer sees it now, after a change that may have let them know the other side. */
async function shown(context: Context, id: string): Promise<SuggestionView> {
  await context.refresh();
  const suggestion = await context.services.suggestion.view(context.actor, id);
  if (!suggestion) throw notFound('This suggestion');
  return suggestion;
}

@Resolver(() => Suggestion)
export class SuggestionResolver {
  @Query(() => Suggestion, { nullable: true, description: 'A suggestion, for its two sides and staff.' })
  suggestion(
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
    @Ctx() { services, actor }: Context,
  ): Promise<SuggestionView | null> {
    return services.suggestion.view(actor, id);
  }

  @Query(() => SuggestionConnection, {
    description: 'Suggestions with an organisation of the viewer (or any, for staff), newest first.',
  })
  suggestions(
    @Arg('organisationId', () => ID, { description: 'The organisation.' }) organisationId: string,
    @Arg('status', () => [SuggestionStatus], {
      nullable: true,
      description: 'Only with one of these statuses; an empty list filters nothing.',
    })
    status: SuggestionStatus[] | null | undefined,
    @Arg('first', () => Int, { nullable: true, defaultValue: 20, description: 'How many, 0 to 100.' }) first: number | null,
    @Arg('after', () => String, { nullable: true, description: '`endCursor` of the page before.' }) after: string | null | undefined,
    @Ctx() { services, actor }: Context,
  ): Promise<SuggestionPage> {
    return services.suggestion.page(actor, { organisationId, status: status ?? null, first: first ?? 20, after: after ?? null });
  }

  @Mutation(() => Suggestion, {
    description: 'One side says yes. With the second yes the two are partners. Refused when either already has a partner.',
  })
  async acceptSuggestion(
    @Arg('id', () => ID, { description: 'The suggestion.' }) id: string,
    @Arg('organisationId', () => ID, { description: ANSWERING }) organisationId: string,
    @Ctx() context: Context,
  ): Promise<SuggestionView> {
    await context.services.suggestionAnswer.accept(context.actor, id, organisationId);
    return shown(context, id);
  }

  @Mutation(() => Suggestion, {
    description: 'One side says no, also after its own yes while the other has not answered: the suggestion ends.',
  })
  async declineSuggestion(
    @Arg('id', () => ID, { description: 'The suggestion.' }) id: string,
    @Arg('organisationId', () => ID, { description: ANSWERING }) organisationId: string,
    @Arg('reason', () => String, { nullable: true, description: 'Why, at most 1,000 characters; only staff read it.' })
    reason: string | null | undefined,
    @Ctx() context: Context,
  ): Promise<SuggestionView> {
    await context.services.suggestionAnswer.decline(context.actor, id, organisationId, reason);
    return shown(context, id);
  }

  @Subscription(() => Suggestion, {
    description: 'A suggestion with one of the viewer’s organisations was made, answered or ended.',
    subscribe: async ({ args, context }: { args: { organisationId: string }; context: Context }) => {
      const { suggestion, live } = context.services;
      await suggestion.authorizeWatch(context.actor, args.organisationId);
      const changes = live.stream<SuggestionChange>([suggestionTopic(args.organisationId)]);
      return whileAllowed(live, context, changes, (actor) => suggestion.canWatch(actor, args.organisationId));
    },
  })
  suggestionChanged(
    @Arg('organisationId', () => ID, { description: 'The organisation.' }) _organisationId: string,
    @Root() change: SuggestionChange,
    @Ctx() context: Context,
  ): Promise<SuggestionView> {
    return shown(context, change.suggestionId);
  }
}

@Resolver(() => Suggestion)
export class SuggestionFieldResolver {
  @FieldResolver(() => [Organisation], { description: 'The two, side A (left) first; masked where the viewer may not know one.' })
  organisations(@Root() suggestion: SuggestionView, @Ctx() { loaders }: Context): Promise<(OrganisationView | null)[]> {
    return Promise.all(suggestion.organisationIds.map((id) => loaders.organisationForParty.load(id)));
  }

  @FieldResolver(() => Call, { description: 'The call the two would be partners in.' })
  call(@Root() suggestion: SuggestionView, @Ctx() { loaders }: Context): Promise<CallView | null> {
    return loaders.call.load(suggestion.callId);
  }

  @FieldResolver(() => Partnership, { nullable: true, description: 'What came of it, once both agreed.' })
  partnership(@Root() { id, status }: SuggestionView, @Ctx() { services, actor, loaders }: Context): Promise<PartnershipView | null> {
    if (status !== SuggestionStatus.AGREED) return Promise.resolve(null);
    return loaders.of('partnershipOfSuggestion', (ids) => services.partnership.bySuggestions(actor, ids)).load(id);
  }

  @FieldResolver(() => [SuggestionAnswer], {
    description: 'Answers so far: a side reads its own, and the other’s once both have said yes; staff read all.',
  })
  answers(@Root() suggestion: SuggestionView): AnswerView[] {
    return suggestion.answers;
  }

  @FieldResolver(() => Counterpart, {
    nullable: true,
    description: 'The other side as one of the two sees it, explained; null for whoever is neither that side nor staff.',
  })
  counterpart(
    @Root() suggestion: SuggestionView,
    @Arg('organisationId', () => ID, { description: 'Which of the two looks.' }) organisationId: string,
    @Ctx() { services, actor }: Context,
  ): Promise<CounterpartView | null> {
    return services.suggestion.counterpartFor(actor, suggestion, organisationId);
  }

  @FieldResolver(() => Int, {
    description: 'Pending invitations to the viewer’s side in the call, which could be declined politely once it has a partner.',
  })
  pendingInvitationCount(@Root() suggestion: SuggestionView): number {
    return suggestion.pendingInvitationCount;
  }

  @FieldResolver(() => [EligibilityCheck], {
    description: 'What the viewer’s own side still lacks for the application, while it waits. Nothing of it keeps anybody from saying yes.',
  })
  lacks(@Root() suggestion: SuggestionView, @Ctx() { services, actor }: Context): Promise<EligibilityCheck[]> {
    return services.suggestion.lacking(actor, suggestion);
  }

  @FieldResolver(() => ID, { nullable: true, description: 'The side that the viewer represents and would answer for.' })
  viewerOrganisationId(@Root() suggestion: SuggestionView, @Ctx() { services, actor }: Context): string | null {
    return services.suggestion.sideOfViewer(actor, suggestion);
  }

  @FieldResolver(() => Boolean, { description: 'The viewer’s side has not said yes yet, and nothing stands in the way.' })
  viewerCanAccept(@Root() suggestion: SuggestionView, @Ctx() { services, actor }: Context): boolean {
    return services.suggestion.canAccept(actor, suggestion);
  }

  @FieldResolver(() => Boolean, { description: 'The viewer represents one of the two, and it waits.' })
  viewerCanDecline(@Root() suggestion: SuggestionView, @Ctx() { services, actor }: Context): boolean {
    return services.suggestion.canDecline(actor, suggestion);
  }
}

@Resolver(() => SuggestionAnswer)
export class SuggestionAnswerResolver {
  @FieldResolver(() => Organisation, { description: 'Whose answer it is.' })
  organisation(@Root() answer: AnswerView, @Ctx() { loaders }: Context): Promise<OrganisationView | null> {
    return loaders.organisationForParty.load(answer.organisationId);
  }
}

@Resolver(() => Counterpart)
export class CounterpartSuggestionResolver {
  @FieldResolver(() => Suggestion, {
    nullable: true,
    description: 'The programme team’s suggestion of the two to each other, while it waits; for those who may see it.',
  })
  suggestion(
    @Root() { match: { viewer, candidate } }: CounterpartView,
    @Ctx() { services, actor, loaders }: Context,
  ): Promise<SuggestionView | null> {
    const between = loaders.of('suggestionBetween', (keys) =>
      services.suggestion.between(
        actor,
        keys.map((key) => key.split(' ') as [string, string]),
      ),
    );
    return between.load(`${viewer.id} ${candidate.id}`);
  }
}
