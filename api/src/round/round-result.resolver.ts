import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { registerEnumType } from 'type-graphql';
import type { Context, OrganisationView } from '../context.ts';
import type { CounterpartView, Match } from '../counterpart/counterpart.service.ts';
import { Counterpart } from '../counterpart/counterpart.types.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { Suggestion } from '../suggestion/suggestion.entity.ts';
import type { SuggestionView } from '../suggestion/suggestion.service.ts';
import { MatchRound } from './round.entity.ts';
import { CallSide, type UnmatchedReason } from './round.enums.ts';
import { quotaLabels } from './round.labels.ts';
import { differenceSentence } from './round.sentences.ts';
import type { RoundView } from './round-view.service.ts';
import {
  RoundCandidate,
  RoundHistoryEntry,
  RoundLack,
  RoundPair,
  RoundPairConnection,
  RoundPairIds,
  UnmatchedConnection,
  UnmatchedOrganisation,
} from './round.types.ts';

export enum RoundPairOrder {
  SCORE = 'SCORE',
  LOWEST = 'LOWEST',
  NAME = 'NAME',
}
registerEnumType(RoundPairOrder, {
  name: 'RoundPairOrder',
  description: 'SCORE: the best first; LOWEST: the weakest first; NAME: by the left name.',
});

const MOST_HISTORY = 20;

@Resolver(() => MatchRound)
export class RoundPairResolver {
  @FieldResolver(() => RoundPairConnection, { description: 'Its pairs; while it is solved again, those of before.' })
  async pairs(
    @Root() round: RoundView,
    @Arg('order', () => RoundPairOrder, { nullable: true, defaultValue: RoundPairOrder.SCORE, description: 'Which come first.' })
    order: RoundPairOrder | null,
    @Arg('lacking', () => Boolean, {
      nullable: true,
      defaultValue: false,
      description: 'Only those in which somebody still lacks what the application asks.',
    })
    onlyLacking: boolean | null,
    @Arg('first', () => Int, { nullable: true, defaultValue: 20, description: 'How many, 0 to 100.' }) first: number | null,
    @Arg('after', () => String, { nullable: true, description: '`endCursor` of the page before.' }) after: string | null | undefined,
    @Ctx() { services }: Context,
  ): Promise<RoundPairConnection> {
    const page = await services.roundView.pairs(
      round,
      { order: order ?? RoundPairOrder.SCORE, onlyLacking: onlyLacking ?? false },
      first ?? 20,
      after ?? null,
    );
    const lacks = await services.roundView.lacking(
      round,
      page.nodes.flatMap(({ leftId, rightId }) => [leftId, rightId]),
    );
    const lacksOf = (organisationId: string, side: CallSide): RoundLack[] =>
      (lacks.get(organisationId) ?? []).map((lacking) => ({ organisationId, lacking, side, rule: lacking.rule }));
    const nodes = page.nodes.map((row): RoundPair => {
      const { leftId, rightId, settled, isNew } = row;
      const both = [...lacksOf(leftId, CallSide.A), ...lacksOf(rightId, CallSide.B)];
      return { row, leftId, rightId, settled, isNew, lacks: both, score: row.score / 10, bonus: row.bonus / 10 };
    });
    return { ...page, nodes };
  }

  @FieldResolver(() => Int, { description: 'In how many of its pairs somebody still lacks what the application asks, as of now.' })
  async lackingPairCount(@Root() round: RoundView, @Ctx() { services }: Context): Promise<number> {
    return (await services.roundView.lackingPairs(round)).length;
  }

  @FieldResolver(() => [Organisation], {
    description:
      'Organisations of the round on a side whose name or acronym holds what was typed, in whatever letters; those that begin with it first.',
  })
  async organisations(
    @Root() round: RoundView,
    @Arg('side', () => CallSide, { description: 'On which side.' }) side: CallSide,
    @Arg('search', () => String, { description: 'What was typed so far.' }) search: string,
    @Arg('first', () => Int, { nullable: true, defaultValue: 8, description: 'How many, 0 to 20.' }) first: number | null,
    @Ctx() { services, loaders }: Context,
  ): Promise<OrganisationView[]> {
    const ids = await services.roundView.organisations(round, side, search, first ?? 8);
    const found = await Promise.all(ids.map((id) => loaders.organisation.load(id)));
    return found.filter((organisation) => organisation !== null);
  }

  @FieldResolver(() => [RoundHistoryEntry], { description: 'What was changed of it, newest first, at most the last 20.' })
  history(@Root() round: RoundView): RoundHistoryEntry[] {
    return round.history.slice(0, MOST_HISTORY).map((entry) => ({ entry, at: new Date(entry.at), run: entry.run }));
  }

  @FieldResolver(() => UnmatchedConnection, { description: 'Who got no partner, and why.' })
  async unmatched(
    @Root() round: RoundView,
    @Arg('side', () => CallSide, { nullable: true, description: 'Only of this side.' }) side: CallSide | null | undefined,
    @Arg('first', () => Int, { nullable: true, defaultValue: 20, description: 'How many, 0 to 100.' }) first: number | null,
    @Arg('after', () => String, { nullable: true, description: '`endCursor` of the page before.' }) after: string | null | undefined,
    @Ctx() { services }: Context,
  ): Promise<UnmatchedConnection> {
    const page = await services.roundView.unmatched(round, side ?? null, first ?? 20, after ?? null);
    const nodes = page.nodes.map((row): UnmatchedOrganisation => ({
      row,
      side: row.side as CallSide,
      reason: row.reason as UnmatchedReason,
      bestScore: row.bestScore === null ? null : row.bestScore / 10,
    }));
    return { ...page, nodes };
  }
}

const seen = (match: Match): CounterpartView => ({
  match,
  score: match.scoreTenths / 10,
  learningMode: match.learningMode,
  representativesNeeded: 0,
  party: true,
});

@Resolver(() => RoundPairIds)
export class RoundPairIdsResolver {
  @FieldResolver(() => Organisation, { nullable: true, description: 'Of side A; null when it is gone.' })
  left(@Root() pair: RoundPairIds, @Ctx() { loaders }: Context): Promise<OrganisationView | null> {
    return loaders.organisation.load(pair.leftId);
  }

  @FieldResolver(() => Organisation, { nullable: true, description: 'Of side B; null when it is gone.' })
  right(@Root() pair: RoundPairIds, @Ctx() { loaders }: Context): Promise<OrganisationView | null> {
    return loaders.organisation.load(pair.rightId);
  }
}

@Resolver(() => RoundLack)
export class RoundLackResolver {
  @FieldResolver(() => String, { description: 'A sentence about the organisation.' })
  async text(
    @Root() { organisationId, lacking }: RoundLack,
    @Arg('language', () => String, { nullable: true, defaultValue: 'en', description: 'en or tr; others give English.' })
    language: string | null,
    @Ctx() { loaders }: Context,
  ): Promise<string> {
    const organisation = await loaders.organisation.load(organisationId);
    return lacking.sayOf(organisation?.name ?? '…', language ?? 'en');
  }
}

@Resolver(() => RoundPair)
export class RoundPairFieldResolver {
  @FieldResolver(() => Counterpart, { description: 'What the right one is to the left one, as it was counted.' })
  forLeft(@Root() { row }: RoundPair): CounterpartView {
    return seen(row.leftMatch);
  }

  @FieldResolver(() => Counterpart, { description: 'What the left one is to the right one, as it was counted.' })
  forRight(@Root() { row }: RoundPair): CounterpartView {
    return seen(row.rightMatch);
  }

  @FieldResolver(() => Suggestion, { nullable: true, description: 'What the pair became, once published.' })
  suggestion(@Root() { row }: RoundPair, @Ctx() { services, actor }: Context): Promise<SuggestionView | null> {
    return row.suggestionId ? services.suggestion.view(actor, row.suggestionId) : Promise.resolve(null);
  }
}

@Resolver(() => UnmatchedOrganisation)
export class UnmatchedOrganisationResolver {
  @FieldResolver(() => Organisation, { nullable: true, description: 'Who; null when it is gone.' })
  organisation(@Root() { row }: UnmatchedOrganisation, @Ctx() { loaders }: Context): Promise<OrganisationView | null> {
    return loaders.organisation.load(row.organisationId);
  }

  @FieldResolver(() => Organisation, {
    nullable: true,
    description: 'Its best candidate; with NO_CANDIDATE the best below the lowest score.',
  })
  best(@Root() { row }: UnmatchedOrganisation, @Ctx() { loaders }: Context): Promise<OrganisationView | null> {
    return row.bestId ? loaders.organisation.load(row.bestId) : Promise.resolve(null);
  }

  @FieldResolver(() => Organisation, { nullable: true, description: 'With whom that one is matched instead.' })
  bestWith(@Root() { row }: UnmatchedOrganisation, @Ctx() { loaders }: Context): Promise<OrganisationView | null> {
    return row.bestWithId ? loaders.organisation.load(row.bestWithId) : Promise.resolve(null);
  }

  @FieldResolver(() => [RoundCandidate], {
    description:
      'Its best candidates, at most three, the best first; with NO_CANDIDATE those below the lowest score. Empty when there are none.',
  })
  candidates(@Root() { row }: UnmatchedOrganisation): RoundCandidate[] {
    return row.candidates.map((stored) => ({ stored, score: stored.score / 10 }));
  }

  @FieldResolver(() => String, { nullable: true, description: 'The quotas that keep it out, as words.' })
  quota(
    @Root() { row }: UnmatchedOrganisation,
    @Arg('language', () => String, { nullable: true, defaultValue: 'en', description: 'en or tr; others give English.' })
    language: string | null,
  ): string | null {
    return row.quota && quotaLabels(row.quota, language ?? 'en');
  }
}

@Resolver(() => RoundCandidate)
export class RoundCandidateResolver {
  @FieldResolver(() => Organisation, { nullable: true, description: 'Who; null when it is gone.' })
  organisation(@Root() { stored }: RoundCandidate, @Ctx() { loaders }: Context): Promise<OrganisationView | null> {
    return loaders.organisation.load(stored.id);
  }

  @FieldResolver(() => Organisation, { nullable: true, description: 'With whom that one is matched; null with nobody.' })
  matchedWith(@Root() { stored }: RoundCandidate, @Ctx() { loaders }: Context): Promise<OrganisationView | null> {
    return stored.withId ? loaders.organisation.load(stored.withId) : Promise.resolve(null);
  }
}

@Resolver(() => RoundHistoryEntry)
export class RoundHistoryResolver {
  @FieldResolver(() => [String], { description: 'What was changed, from what to what, as sentences; empty when it was only solved again.' })
  async changes(
    @Root() { entry }: RoundHistoryEntry,
    @Arg('language', () => String, { nullable: true, defaultValue: 'en', description: 'en or tr; others give English.' })
    language: string | null,
    @Ctx() { services }: Context,
  ): Promise<string[]> {
    const names = await services.roundView.names(entry.differences.flatMap(({ pair }) => pair ?? []));
    return entry.differences.map((difference) => differenceSentence(difference, names, language ?? 'en'));
  }

  @FieldResolver(() => String, { nullable: true, description: 'Who; null when that person is gone.' })
  who(@Root() { entry }: RoundHistoryEntry, @Ctx() { services }: Context): Promise<string | null> {
    return services.roundView.nameOfPerson(entry.personId);
  }
}
