import type { Profile } from '@kopru/api/counterpart/profile';
import { scorePair, type ScoreContext, type Scored } from '@kopru/api/counterpart/score';
import { NEAR, seldomSeen } from '@kopru/api/counterpart/seldom-seen';
import { textVector } from '@kopru/api/counterpart/similarity';
import { byScore } from './rankings.ts';

/** What one side's looking showed of the other. */
export interface Beside {
  readonly candidates: number;
  readonly looks: number;
  readonly neverInTen: number;
  /** Neither in anybody's ten nor beside one. */
  readonly never: number;
  /** Points by which each who was shown beside a ten fits less than the tenth. */
  readonly lost: readonly number[];
  /** In how many lists of the best the one is that is in fewest. */
  readonly leastNear: number;
}

/** Everybody looks so many times, one after the other: at the best `shown`, and at whoever of the best 200 is seldom seen by what all were shown until then. */
export function lookBeside(
  viewers: readonly Profile[],
  candidates: readonly Profile[],
  context: ScoreContext,
  shown: number,
  times: number,
): Beside {
  const scored = (profile: Profile): Scored => ({ profile, text: textVector(profile, context.rarity) });
  const rank = byScore(context)(candidates);
  const lists = viewers.map((viewer) => ({ viewer, best: rank(viewer, NEAR).map((place) => candidates[place]!) }));
  const inTen = new Set(lists.flatMap(({ best }) => best.slice(0, shown).map(({ id }) => id)));
  const impressions = new Map<string, number>();
  const note = ({ id }: Profile): unknown => impressions.set(id, (impressions.get(id) ?? 0) + 1);
  const lost: number[] = [];
  for (let time = 0; time < times; time += 1) {
    for (const { viewer, best } of lists) {
      const page = best.slice(0, shown);
      page.forEach(note);
      const [chosen] = seldomSeen(best, new Set(page.map(({ id }) => id)), impressions);
      if (!chosen) continue;
      note(chosen);
      const points = (candidate: Profile): number => scorePair(scored(viewer), scored(candidate), context).scoreTenths / 10;
      lost.push(points(page.at(-1)!) - points(chosen));
    }
  }
  const near = new Map(candidates.map(({ id }) => [id, 0]));
  for (const { id } of lists.flatMap(({ best }) => best)) near.set(id, near.get(id)! + 1);
  return {
    candidates: candidates.length,
    looks: viewers.length * times,
    neverInTen: candidates.length - inTen.size,
    never: candidates.length - impressions.size,
    lost,
    leastNear: Math.min(...near.values()),
  };
}
