import { fold } from '@kopru/schema/fold';
import type { SqlClient } from '../database/database.ts';
import { spokenNames } from './round.reads.ts';
import { poolOf, type PoolConditions } from './round-pool.reads.ts';

const NOT_IN = 3;

/** 0: the name begins with it; 1: a word does; 2: it is somewhere in it. */
function rankOf(name: string, typed: string): number {
  if (name.startsWith(typed)) return 0;
  if (name.includes(` ${typed}`)) return 1;
  return name.includes(typed) ? 2 : NOT_IN;
}

/** Ids of those of a pool whose name or acronym holds what was typed (folded), the nearest first. */
export async function namedLike(db: SqlClient, conditions: PoolConditions, typed: string, most: number): Promise<string[]> {
  const ids = (await poolOf(db, conditions)).map(({ id }) => id);
  const ranked = (await spokenNames(db, ids)).flatMap(({ id, name, acronym }) => {
    const rank = Math.min(rankOf(fold(name), typed), rankOf(fold(acronym ?? ''), typed));
    return rank === NOT_IN ? [] : [{ id, rank }];
  });
  return ranked
    .sort((a, b) => a.rank - b.rank)
    .slice(0, most)
    .map(({ id }) => id);
}
