import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { SYSTEM } from '../access/actor.ts';
import type { CallView } from '../call/call.service.ts';
import { profilesOf } from '../counterpart/counterpart.reads.ts';
import type { Profile } from '../counterpart/counterpart.service.ts';
import type { Database } from '../database/database.ts';
import { Unsolvable } from './round-problems.ts';
import type { Pool } from './round.problem.ts';
import type { RoundSettings } from './round.settings.ts';
import { pairsApart, poolOf, type PoolRow } from './round-pool.reads.ts';

/** Three tables of two bytes a pair have to fit a process's memory: what each side is to the other, and what pairs are worth. */
const MOST_PAIRS = 120_000_000;
/** Profiles read, and counted into the fingerprint, at a time: others are served in between. */
const PAGE = 200;

/** Everybody who could get a partner in a call under settings. Throws `Unsolvable` where a side is empty or both are too large. */
export async function readPool(db: Database, call: CallView, settings: RoundSettings): Promise<Pool> {
  const rows = await poolOf(db, {
    callId: call.id,
    countries: [...call.sideA, ...call.sideB],
    kinds: call.kinds,
    verifiedOnly: settings.verifiedOnly,
  });
  const side = (countries: readonly string[]): PoolRow[] => rows.filter(({ country }) => countries.includes(country));
  const [left, right] = [side(call.sideA), side(call.sideB)];
  if (left.length === 0) throw new Unsolvable([{ kind: 'EMPTY_SIDE_A' }]);
  if (right.length === 0) throw new Unsolvable([{ kind: 'EMPTY_SIDE_B' }]);
  if (left.length * right.length > MOST_PAIRS) throw new Unsolvable([{ kind: 'TOO_MANY', numbers: [left.length, right.length] }]);
  const ids = [...left, ...right].map(({ id }) => id);
  const { profiles, digest } = await readProfiles(db, ids);
  const known = (rows: readonly PoolRow[]): PoolRow[] => rows.filter(({ id }) => profiles.has(id));
  const of = (rows: readonly PoolRow[]): Profile[] => rows.flatMap(({ id }) => profiles.get(id) ?? []);
  return {
    left: known(left),
    right: known(right),
    profiles: { left: of(left), right: of(right) },
    digest: `${left.length} ${digest}`,
    apart: await pairsApart(db, call.id),
  };
}

async function readProfiles(db: Database, ids: readonly string[]): Promise<{ profiles: Map<string, Profile>; digest: string }> {
  const profiles = new Map<string, Profile>();
  const hash = createHash('sha256');
  for (let from = 0; from < ids.length; from += PAGE) {
    const page = ids.slice(from, from + PAGE);
    const found = new Map((await profilesOf(db, SYSTEM, page)).map((profile) => [profile.id, profile]));
    const inOrder = page.flatMap((id) => found.get(id) ?? []);
    for (const profile of inOrder) profiles.set(profile.id, profile);
    hash.update(JSON.stringify(inOrder));
    await nextTurn();
  }
  return { profiles, digest: hash.digest('base64') };
}
