import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import { notFound } from '../access/errors.ts';
import { Call } from '../call/call.entity.ts';
import type { CallView } from '../call/call.service.ts';
import type { Context } from '../context.ts';
import { whileAllowed } from '../live/guard.ts';
import { GraphQLDateTimeISO } from '../schema/scalars.ts';
import { MatchRound } from './round.entity.ts';
import { PairSettlement } from './round.enums.ts';
import { roundTopic, type RoundChange } from './round.events.ts';
import { MatchRoundInput, PairInput } from './round.inputs.ts';
import { namedIn, problemSentence } from './round.sentences.ts';
import type { Page, RoundView } from './round-view.service.ts';
import { MatchRoundConnection, MatchRoundSettings, RoundOutcomeView, RoundProgress } from './round.types.ts';
import { outcomeShown, settingsShown } from './round.shown.ts';

const ITS_ID = 'The round.';

/** The round as it is now. */
async function shown({ services, actor }: Context, id: string): Promise<RoundView> {
  const round = await services.roundView.view(actor, id);
  if (!round) throw notFound('This round');
  return round;
}

@Resolver(() => MatchRound)
export class MatchRoundResolver {
  @Query(() => MatchRound, { nullable: true, description: 'Staff. A match round.' })
  matchRound(@Arg('id', () => ID, { description: ITS_ID }) id: string, @Ctx() { services, actor }: Context): Promise<RoundView | null> {
    return services.roundView.view(actor, id);
  }

  @Query(() => MatchRoundConnection, { description: 'Staff. Match rounds, newest first.' })
  matchRounds(
    @Arg('callId', () => ID, { nullable: true, description: 'Only of this call.' }) callId: string | null | undefined,
    @Arg('first', () => Int, { nullable: true, defaultValue: 20, description: 'How many, 0 to 100.' }) first: number | null,
    @Arg('after', () => String, { nullable: true, description: '`endCursor` of the page before.' }) after: string | null | undefined,
    @Ctx() { services, actor }: Context,
  ): Promise<Page<RoundView>> {
    return services.roundView.page(actor, { callId: callId ?? null, first: first ?? 20, after: after ?? null });
  }

  @Mutation(() => MatchRound, { description: 'Staff. Makes a round over everybody who is free in a call, and has it solved.' })
  async createMatchRound(
    @Arg('callId', () => ID, { description: 'The call.' }) callId: string,
    @Arg('input', () => MatchRoundInput, { nullable: true, description: 'Settings; what is left out takes the call’s or the usual.' })
    input: MatchRoundInput | null | undefined,
    @Arg('afterRoundId', () => ID, { nullable: true, description: 'A round whose settings are taken over, for those it left.' })
    afterRoundId: string | null | undefined,
    @Ctx() context: Context,
  ): Promise<RoundView> {
    return shown(context, await context.services.round.create(context.actor, callId, input ?? {}, afterRoundId));
  }

  @Mutation(() => MatchRound, {
    description: 'Staff. Changes settings and has the round solved again; nothing happens when nothing changes.',
  })
  async updateMatchRound(
    @Arg('id', () => ID, { description: ITS_ID }) id: string,
    @Arg('input', () => MatchRoundInput, { description: 'What to change.' }) input: MatchRoundInput,
    @Ctx() context: Context,
  ): Promise<RoundView> {
    await context.services.round.update(context.actor, id, input);
    return shown(context, id);
  }

  @Mutation(() => MatchRound, { description: 'Staff. Settles a pair, keeps it apart or frees it, and has the round solved again.' })
  async settleRoundPair(
    @Arg('id', () => ID, { description: ITS_ID }) id: string,
    @Arg('pair', () => PairInput, { description: 'The two.' }) pair: PairInput,
    @Arg('as', () => PairSettlement, { description: 'What becomes of them.' }) as: PairSettlement,
    @Ctx() context: Context,
  ): Promise<RoundView> {
    await context.services.round.settle(context.actor, id, [pair.leftId, pair.rightId], as);
    return shown(context, id);
  }

  @Mutation(() => MatchRound, { description: 'Staff. Has a round solved again as it is: others may have come or gone.' })
  async solveMatchRound(@Arg('id', () => ID, { description: ITS_ID }) id: string, @Ctx() context: Context): Promise<RoundView> {
    await context.services.round.solveAgain(context.actor, id);
    return shown(context, id);
  }

  @Mutation(() => MatchRound, { description: 'Staff. Stops the work on a round.' })
  async cancelMatchRound(@Arg('id', () => ID, { description: ITS_ID }) id: string, @Ctx() context: Context): Promise<RoundView> {
    await context.services.round.cancel(context.actor, id);
    return shown(context, id);
  }

  @Mutation(() => MatchRound, { description: 'Staff. Makes a suggestion of every pair, or of none: all rules are checked again.' })
  async publishMatchRound(
    @Arg('id', () => ID, { description: ITS_ID }) id: string,
    @Arg('run', () => Int, { description: 'The `run` that one looked at.' }) run: number,
    @Arg('replyBy', () => GraphQLDateTimeISO, {
      description: 'Until when both sides answer: at least 24 hours from now, at most the deadline of the call.',
    })
    replyBy: Date,
    @Ctx() context: Context,
  ): Promise<RoundView> {
    await context.services.round.publish(context.actor, id, run, replyBy);
    return shown(context, id);
  }

  @Mutation(() => MatchRound, { description: 'Staff. The call takes over the round’s weights, for every score in it.' })
  async adoptRoundWeights(@Arg('id', () => ID, { description: ITS_ID }) id: string, @Ctx() context: Context): Promise<RoundView> {
    await context.services.round.adoptWeights(context.actor, id);
    return shown(context, id);
  }

  @Subscription(() => MatchRound, {
    description: 'Staff. A round went on, changed or was published.',
    subscribe: async ({ args, context }: { args: { id: string }; context: Context }) => {
      const { roundView, live } = context.services;
      await roundView.authorizeWatch(context.actor, args.id);
      return whileAllowed(live, context, live.stream<RoundChange>([roundTopic(args.id)]), (actor) => roundView.canView(actor));
    },
  })
  async matchRoundChanged(
    @Arg('id', () => ID, { description: ITS_ID }) _id: string,
    @Root() change: RoundChange,
    @Ctx() context: Context,
  ): Promise<RoundView> {
    await context.refresh();
    return shown(context, change.roundId);
  }
}

@Resolver(() => MatchRound)
export class MatchRoundFieldResolver {
  @FieldResolver(() => Call, { description: 'The call.' })
  call(@Root() round: RoundView, @Ctx() { loaders }: Context): Promise<CallView | null> {
    return loaders.call.load(round.callId);
  }

  @FieldResolver(() => MatchRoundSettings, { description: 'What staff decided.' })
  settings(@Root() round: RoundView): MatchRoundSettings {
    return settingsShown(round);
  }

  @FieldResolver(() => RoundProgress, { nullable: true, description: 'Where the work stands, while it is being solved.' })
  progress(@Root() round: RoundView): RoundProgress | null {
    return round.progress;
  }

  @FieldResolver(() => RoundOutcomeView, {
    nullable: true,
    description: 'The last result in figures. It is of these settings only when SOLVED or PUBLISHED; otherwise it is that of before.',
  })
  outcome(@Root() round: RoundView): RoundOutcomeView | null {
    return round.outcome && outcomeShown(round.outcome);
  }

  @FieldResolver(() => [String], { description: 'Why it could not be solved, as sentences.' })
  async problems(
    @Root() round: RoundView,
    @Arg('language', () => String, { nullable: true, defaultValue: 'en', description: 'en or tr; others give English.' })
    language: string | null,
    @Ctx() { services }: Context,
  ): Promise<string[]> {
    const problems = round.problems ?? [];
    const names = await services.roundView.names(problems.flatMap(namedIn));
    return problems.map((problem) => problemSentence(problem, names, language ?? 'en'));
  }

  @FieldResolver(() => Boolean, { description: 'It is not published yet, so the viewer may adjust it.' })
  viewerCanChange(@Root() round: RoundView, @Ctx() { services, actor }: Context): boolean {
    return services.roundView.canChange(actor, round);
  }

  @FieldResolver(() => Boolean, { description: 'It is solved, so the viewer may publish it.' })
  viewerCanPublish(@Root() round: RoundView, @Ctx() { services, actor }: Context): boolean {
    return services.roundView.canPublish(actor, round);
  }
}

@Resolver(() => Call)
export class CallPlacesResolver {
  @FieldResolver(() => Int, {
    nullable: true,
    description: 'Staff. Places that neither active partnerships nor open suggestions hold; null without a limit, and for everybody else.',
  })
  placesLeft(@Root() call: CallView, @Ctx() { services, actor }: Context): Promise<number | null> {
    return services.roundView.placesLeft(actor, call.id);
  }
}
