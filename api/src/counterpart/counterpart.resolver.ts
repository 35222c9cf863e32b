import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Float, ID, Info, Int, Query, Resolver, Root, Subscription } from 'type-graphql';
import { notFound } from '../access/errors.ts';
import type { Context, OrganisationView } from '../context.ts';
import { OrganisationFilter } from '../directory/directory.types.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { selectedFields } from '../schema/selection.ts';
import type { CounterpartPage, CounterpartView } from './counterpart.service.ts';
import { Counterpart, CounterpartConnection, MatchReason } from './counterpart.types.ts';
import { missingOf, reasonsOf } from './reasons.ts';

const LANGUAGE = 'en or tr; others give English.';

@Resolver(() => Counterpart)
export class CounterpartResolver {
  @Query(() => CounterpartConnection, {
    description: 'Recommended partners of an organisation of the viewer (or any, for staff), best first, each explained.',
  })
  counterparts(
    @Arg('organisationId', () => ID, { description: 'Who looks for a partner.' }) organisationId: string,
    @Arg('callId', () => ID, { nullable: true, description: 'The call; the current one when left out.' }) callId: string | null | undefined,
    @Arg('filter', () => OrganisationFilter, { nullable: true, description: 'What the counterparts must be.' })
    filter: OrganisationFilter | null | undefined,
    @Arg('first', () => Int, { nullable: true, defaultValue: 20, description: 'How many, 0 to 100.' }) first: number | null,
    @Arg('after', () => String, { nullable: true, description: '`endCursor` of the same list.' }) after: string | null | undefined,
    @Ctx() { services, actor }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<CounterpartPage> {
    return services.counterpart.page(actor, {
      organisationId,
      callId: callId ?? null,
      filter: filter ?? {},
      first: first ?? 20,
      after: after ?? null,
      withSeldomSeen: selectedFields(info).has('seldomSeen'),
    });
  }

  @Subscription(() => Counterpart, {
    description: 'An organisation now matches well (score at or above minScore): a new, changed or newly verified one; each once.',
    subscribe: ({ args, context }: { args: { organisationId: string; minScore?: number | null }; context: Context }) =>
      context.services.counterpart.watch(context, args.organisationId, args.minScore ?? 60),
  })
  counterpartFound(
    @Arg('organisationId', () => ID, { description: 'Who looks for a partner.' }) _organisationId: string,
    @Arg('minScore', () => Float, { nullable: true, defaultValue: 60, description: 'From 0 to 100.' }) _minScore: number | null,
    @Root() counterpart: CounterpartView,
  ): CounterpartView {
    return counterpart;
  }

  @FieldResolver(() => Organisation, { description: 'The organisation, as the viewer may see it.' })
  async organisation(@Root() counterpart: CounterpartView, @Ctx() { loaders }: Context): Promise<OrganisationView> {
    const row = await (counterpart.party ? loaders.organisationForParty : loaders.organisation).load(counterpart.match.candidate.id);
    if (!row) throw notFound('This organisation');
    return row;
  }

  @FieldResolver(() => [MatchReason], { description: 'Why; contributions add up to the score. What gave most comes first.' })
  reasons(
    @Root() counterpart: CounterpartView,
    @Arg('language', () => String, { nullable: true, defaultValue: 'en', description: LANGUAGE }) language: string | null,
  ): MatchReason[] {
    return reasonsOf(counterpart.match, language ?? 'en');
  }

  @FieldResolver(() => [String], { description: 'What is not known yet, as sentences that say what to do; at most four.' })
  missing(
    @Root() counterpart: CounterpartView,
    @Arg('language', () => String, { nullable: true, defaultValue: 'en', description: LANGUAGE }) language: string | null,
  ): string[] {
    return missingOf(counterpart.match, counterpart.representativesNeeded, language ?? 'en');
  }
}
