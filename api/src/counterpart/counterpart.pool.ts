import type { Database } from '../database/database.ts';
import type { Live } from '../live/live.ts';
import { ORGANISATION_CHANGED_TOPIC } from '../organisation/organisation.events.ts';
import { BatchScorer } from './batch.ts';
import { ProfileColumns } from './columns.ts';
import type { Gate } from './counterpart.reads.ts';
import { PoolMembers, type Acquaintance, type Ranked } from './pool-members.ts';
import { pooledById, pooledPage, type PooledRow } from './pool.reads.ts';
import { maskProfile, type Profile } from './profile.ts';
import type { ScoreContext } from './score.ts';

const PAGE = 200;
/** Representatives and answers to invitations change without an event; so everybody is read anew from time to time. */
const REBUILD_MS = 10 * 60_000;
/** Changes within this time are read together. */
const GATHER_MS = 200;

/** One reading of all organisations. */
interface Reading {
  readonly columns: ProfileColumns;
  readonly members: PoolMembers;
  readonly at: number;
}

/**
 * Everybody who may be recommended, as numbers in this process's memory (some 300 bytes each), to find the best of a hundred thousand within milliseconds. It only
 * decides who is looked at first: whether the viewer may see somebody, and what is shown of them, is asked of the database for those who are shown. Pseudonymous
 * organisations are in it masked, so that no place in a list can tell what is behind the mask.
 *
 * Read in the background, in small pages; until it stands nobody waits for it. A process that never asks never builds it.
 */
export class CounterpartPool {
  private reading: Reading | null = null;
  private building: Promise<void> | null = null;
  private readonly changed = new Set<string>();
  private gathering: NodeJS.Timeout | null = null;
  private scorer: { readonly of: BatchScorer; readonly key: string; readonly kinds: number; readonly columns: ProfileColumns } | null =
    null;
  private facts = new Uint16Array(0);

  constructor(
    private readonly db: Database,
    live: Live,
  ) {
    live.listen<{ organisationId: string }>(ORGANISATION_CHANGED_TOPIC, ({ organisationId }) => this.mark(organisationId));
  }

  /** The best `most` for a viewer that pass what the pool knows of the gate, best first, equal ones by id; null while the pool is not there. */
  best(viewer: Profile, gate: Gate, context: ScoreContext, known: Acquaintance, most: number): Ranked[] | null {
    if (!this.reading || this.reading.at + REBUILD_MS < Date.now()) void this.build();
    if (!this.reading) return null;
    const { columns, members } = this.reading;
    if (this.facts.length < columns.size) this.facts = new Uint16Array(Math.ceil(columns.size * 1.2));
    const scorer = this.scorerFor(columns, context);
    scorer.scoreFacts(viewer, this.facts);
    const passing = members.passing(gate, columns, known);
    return members.best(passing, this.facts, (place) => scorer.textTenths(place), scorer.mostTextTenths, most);
  }

  /** Resolves when a reading stands. Rejects when the database could not be read; the next asker begins again. */
  build(): Promise<void> {
    this.building ??= this.read().finally(() => (this.building = null));
    this.building.catch(() => undefined);
    return this.building;
  }

  private async read(): Promise<void> {
    const members = new PoolMembers();
    const columns = new ProfileColumns(this.reading?.columns.size ?? 1024);
    const at = Date.now();
    for (let after = null as string | null; ;) {
      const rows = await pooledPage(this.db, after, PAGE);
      for (const row of rows) write(members, columns, row);
      if (rows.length < PAGE) break;
      after = rows.at(-1)!.profile.id;
    }
    this.reading = { columns, members, at };
  }

  private mark(organisationId: string): void {
    if (!this.reading && !this.building) return;
    this.changed.add(organisationId);
    this.gathering ??= setTimeout(() => void this.refresh().catch(() => undefined), GATHER_MS).unref();
  }

  private async refresh(): Promise<void> {
    await this.building?.catch(() => undefined);
    this.gathering = null;
    const ids = [...this.changed];
    this.changed.clear();
    if (!this.reading || ids.length === 0) return;
    const rows = await pooledById(this.db, ids);
    const { members, columns } = this.reading;
    for (const id of ids) members.remove(id);
    for (const row of rows) write(members, columns, row);
  }

  /** Its tables are kept as long as they fit: they know every kind of profile there was when they were made. */
  private scorerFor(columns: ProfileColumns, context: ScoreContext): BatchScorer {
    const { weights, workingLanguage, representativesNeeded } = context;
    const key = JSON.stringify([weights, workingLanguage, representativesNeeded]);
    const kinds = columns.fieldSets.all.length + columns.traitKinds.all.length;
    const { scorer } = this;
    if (scorer && scorer.columns === columns && scorer.key === key && scorer.kinds === kinds && scorer.of.hasRarity(context.rarity)) {
      scorer.of.setClock(context.now);
      return scorer.of;
    }
    this.scorer = { of: new BatchScorer(columns, context), key, kinds, columns };
    return this.scorer.of;
  }
}

function write(members: PoolMembers, columns: ProfileColumns, row: PooledRow): void {
  const place = members.write(row);
  columns.write(place, row.visibility === 'PSEUDONYMOUS' ? maskProfile(row.profile) : row.profile);
}
