import type { Profile } from '@kopru/api/counterpart/profile';
import { scorePair, type ScoreContext, type Scored } from '@kopru/api/counterpart/score';
import { NEAR, seldomSeen, turnsWith } from '@kopru/api/counterpart/seldom-seen';
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

/** Everybody looks on so many days, one after the other: at the best `shown`, and at whoever of the best 200 is seldom seen by what all were shown until then. */
export function lookBeside(
  viewers: readonly Profile[],
  candidates: readonly Profile[],
  context: ScoreContext,
  shown: number,
  times: number,
): Beside {
  const scored = (profile: Profile): Scored => ({ profile, text: textVector(profile, context.rarity) });
  const rank = byScore(context)(candidates);
  const lists = viewers.map((viewer) => {
    const best = rank(viewer, NEAR).map((place) => candidates[place]!);
    const own = scored(viewer);
    const places = best.map((candidate) => ({ id: candidate.id, scoreTenths: scorePair(own, scored(candidate), context).scoreTenths }));
    return { viewer, best: places };
  });
  const inTen = new Set(lists.flatMap(({ best }) => best.slice(0, shown).map(({ id }) => id)));
  const impressions = new Map<string, number>();
  const note = ({ id }: { id: string }): unknown => impressions.set(id, (impressions.get(id) ?? 0) + 1);
  const lost: number[] = [];
  for (let time = 0; time < times; time += 1) {
    for (const { viewer, best } of lists) {
      const page = best.slice(0, shown);
      page.forEach(note);
      const onPage = new Set(page.map(({ id }) => id));
      const [chosen] = seldomSeen(best, impressions, {
        knows: (id) => onPage.has(id),
        hasTurn: turnsWith('bench', viewer.id, time),
        counts: true,
      });
      if (!chosen) continue;
      note(chosen);
      lost.push((page.at(-1)!.scoreTenths - chosen.scoreTenths) / 10);
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
