import { badInput, notFound } from '../access/errors.ts';
import type { CallService, CallView } from '../call/call.service.ts';
import type { Transaction } from '../database/database.ts';
import { isId } from '../schema/paging.ts';
import { makingSentence, type SuggestionService } from '../suggestion/suggestion.service.ts';
import { placesLeft, type RoundView } from './round.reads.ts';
import { pairKey, wrongSettings, type IdPair, type RoundSettings } from './round.settings.ts';

/** Says of settings what is wrong with them before anything is stored or solved. */
export class RoundJudge {
  constructor(
    private readonly call: CallService,
    private readonly suggestion: SuggestionService,
  ) {}

  /** The same for a round that is to be changed. */
  async changed(tx: Transaction, round: RoundView, settings: RoundSettings): Promise<void> {
    const call = await this.call.byId(round.callId, tx);
    if (!call) throw notFound('This call');
    await this.refuseWrong(tx, call, settings, round.settings);
  }

  /**
   * BAD_USER_INPUT naming every wrong field. Pairs are judged by the rules of the pool; only new ones, so that an old one that broke can still be taken out, and all settled ones when the round
   * is narrowed to verified organisations. Places are held against what the call has left when they change.
   */
  async refuseWrong(tx: Transaction, call: CallView, settings: RoundSettings, before: RoundSettings): Promise<void> {
    const wrong = wrongSettings(settings, call);
    let turkish: Record<string, string> | undefined;
    const known = new Set([...before.must, ...before.never].map(pairKey));
    const narrowed = settings.verifiedOnly && !before.verifiedOnly;
    const fresh = (pairs: readonly IdPair[]): IdPair[] => pairs.filter((pair) => !known.has(pairKey(pair)));
    const left = await placesLeft(tx, call.id);
    if (left !== null && settings.places !== before.places && (settings.places ?? 0) > left)
      wrong['places'] ??=
        `Give at most ${left}: the call has ${call.places} places, and partnerships and open suggestions hold the others.`;
    const nobody = await this.pairOfNobody(tx, call, fresh(settings.never));
    if (nobody) wrong['never'] ??= nobody;
    const must = narrowed ? settings.must : fresh(settings.must);
    if (must.some((pair) => !pair.every(isId))) wrong['must'] ??= 'Name two organisations.';
    if (!wrong['must']) {
      const obstacles = await this.suggestion.obstacles(tx, call, must, settings.verifiedOnly);
      const stop = obstacles.find((obstacle) => obstacle !== null);
      if (stop) {
        const names = stop.about.map(({ name }) => name);
        wrong['must'] = `This pair cannot be settled. ${makingSentence(stop.rule, names, 'en')}`;
        turkish = { must: `Bu çift sabitlenemez. ${makingSentence(stop.rule, names, 'tr')}` };
      }
    }
    if (Object.keys(wrong).length > 0) throw badInput(wrong, turkish);
  }

  /** What is wrong with pairs to be kept apart; null when each is of two organisations on the two sides. */
  private async pairOfNobody(tx: Transaction, call: CallView, pairs: readonly IdPair[]): Promise<string | null> {
    if (pairs.length === 0) return null;
    if (!pairs.flat().every(isId)) return 'Name two organisations.';
    const country = new Map((await this.call.facts(tx, call.id, pairs.flat())).map((facts) => [facts.organisationId, facts.country]));
    const wrong = pairs.some(
      ([left, right]) => !call.sideA.includes(country.get(left) ?? '') || !call.sideB.includes(country.get(right) ?? ''),
    );
    return wrong ? 'Name an organisation of side A (left) and one of side B (right); one of these is not there.' : null;
  }
}
