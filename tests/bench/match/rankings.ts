import { BatchScorer } from '@kopru/api/counterpart/batch';
import { ProfileColumns } from '@kopru/api/counterpart/columns';
import type { Profile } from '@kopru/api/counterpart/profile';
import type { ScoreContext } from '@kopru/api/counterpart/score';
import { BUCKETS, cosine, textVector } from '@kopru/api/counterpart/similarity';
import { seeded } from '../round/tables.ts';

/** Prepares some candidates, and then answers the first so many for a viewer, by index. */
export type Ranking = (candidates: readonly Profile[]) => (viewer: Profile, most: number) => number[];

export function first(scores: ArrayLike<number>, most: number): number[] {
  return Array.from(scores, (score, index) => ({ score, index }))
    .sort((a, b) => b.score - a.score || a.index - b.index)
    .slice(0, most)
    .map(({ index }) => index);
}

export const byScore =
  (context: ScoreContext): Ranking =>
  (candidates) => {
    const scorer = new BatchScorer(ProfileColumns.of(candidates), context);
    const out = new Uint16Array(candidates.length);
    return (viewer, most) => {
      scorer.scoreAll(viewer, out);
      return first(out, most);
    };
  };

/** What a filter by issue does: how many issues both name, whatever the direction. */
export const bySameIssues: Ranking = (candidates) => {
  const issues = candidates.map((candidate) => new Set(candidate.issues.map(({ issueId }) => issueId)));
  return (viewer, most) => {
    const own = [...new Set(viewer.issues.map(({ issueId }) => issueId))];
    return first(
      issues.map((other) => own.filter((id) => other.has(id)).length),
      most,
    );
  };
};

/** Every word says as much as any other. */
const PLAIN = { words: new Float64Array(BUCKETS).fill(1) };

export const byText: Ranking = (candidates) => {
  const texts = candidates.map((candidate) => textVector(candidate, PLAIN));
  return (viewer, most) => {
    const own = textVector(viewer, PLAIN);
    return first(
      texts.map((text) => cosine(own, text)),
      most,
    );
  };
};

/** The same ten for all: those who say most about themselves. */
export const byPopularity: Ranking = (candidates) => {
  const best = first(
    candidates.map(({ issues, fieldIds }) => issues.length + fieldIds.length),
    candidates.length,
  );
  return (_viewer, most) => best.slice(0, most);
};

export const byChance: Ranking = (candidates) => {
  const next = seeded(candidates.length);
  return (_viewer, most) => first(candidates.map(next), most);
};
