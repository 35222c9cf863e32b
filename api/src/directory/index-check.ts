import { compare, driftedIn, SearchUnavailable, type Drift } from '@kopru/search';
import type { Database } from '../database/database.ts';
import { allDocuments } from './directory.documents.ts';
import type { IndexKeeper } from './index-keeper.ts';

/** What one index holds against the database, in organisations. */
export interface IndexReport {
  readonly engine: string;
  /** Changed a moment ago and on their way; not counted as drift. */
  readonly waiting: number;
  readonly missing: number;
  readonly different: number;
  readonly surplus: number;
  /** Of these, how many a repair brought back in step. */
  readonly repaired: number;
  /** The engine did not answer, so nothing is known. */
  readonly away: boolean;
}

/** Whether the index is what the database says, at the end of the check. */
export const isInStep = ({ missing, different, surplus, repaired, away }: IndexReport): boolean =>
  !away && missing + different + surplus === repaired;

/** Compares an index with the database; unless it is a dry run, indexes again what differs and looks a second time. */
export async function checkIndex(db: Database, keeper: IndexKeeper, dryRun: boolean): Promise<IndexReport> {
  try {
    const waiting = await waitingFor(db, keeper.target);
    const drift = await driftOf(db, keeper);
    const before = countsOf(drift);
    const report = { engine: keeper.target, waiting: waiting.size, ...before, repaired: 0, away: false };
    if (dryRun || driftedIn(drift).length === 0) return report;
    // The first sets up an engine that this process has not used yet.
    await keeper.applyWaiting();
    await keeper.mend();
    await keeper.applyWaiting();
    const after = countsOf(await driftOf(db, keeper));
    return { ...report, repaired: sum(before) - sum(after) };
  } catch (error) {
    if (!(error instanceof SearchUnavailable)) throw error;
    return { engine: keeper.target, waiting: 0, missing: 0, different: 0, surplus: 0, repaired: 0, away: true };
  }
}

const sum = ({ missing, different, surplus }: Pick<IndexReport, 'missing' | 'different' | 'surplus'>): number =>
  missing + different + surplus;

const countsOf = ({ missing, different, surplus }: Drift) => ({
  missing: missing.size,
  different: different.size,
  surplus: surplus.size,
});

/** Organisations whose change was committed and not applied yet are left out, also those that changed during the look. */
async function driftOf(db: Database, keeper: IndexKeeper): Promise<Drift> {
  const earlier = await waitingFor(db, keeper.target);
  const drift = await compare(keeper.search, allDocuments(db));
  const later = await waitingFor(db, keeper.target);
  const settled = (ids: ReadonlySet<string>): Set<string> => new Set([...ids].filter((id) => !earlier.has(id) && !later.has(id)));
  return { missing: settled(drift.missing), different: settled(drift.different), surplus: settled(drift.surplus) };
}

async function waitingFor(db: Database, target: string): Promise<Set<string>> {
  const { rows } = await db.query<{ id: string }>('select organisation_id as id from search.search_dirty where target = $1', [target]);
  return new Set(rows.map(({ id }) => id));
}
