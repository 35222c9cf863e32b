import {
  applyDirty,
  rebuildTarget,
  reconcile,
  type MeilisearchSearch,
  type OrganisationSearch,
  SearchUnavailable,
  type SearchTarget,
} from '@kopru/search';
import { markDirty } from '@kopru/search/outbox';
import type { Database } from '../database/database.ts';
import { allDocuments, CURRENT_CALL, loadDocuments } from './directory.documents.ts';

/** Keeps one index in step with the database: applies what transactions have marked, builds it when it is new, mends it when it differs. */
export class IndexKeeper {
  readonly target: SearchTarget;
  private built: boolean;
  private away = false;

  constructor(
    private readonly db: Database,
    readonly search: OrganisationSearch & Partial<Pick<MeilisearchSearch, 'prepare'>>,
  ) {
    this.target = search.engine;
    // PostgreSQL's index came with its tables and is there from the first transaction on.
    this.built = this.target === 'postgres';
  }

  /** False until the whole index was built once: until then searches go to another engine. */
  get isReady(): boolean {
    return this.built;
  }

  /** False while the engine does not answer. */
  get isAnswering(): boolean {
    return !this.away;
  }

  /** Applies everything that waits; stops when the engine is away, and the next call goes on. */
  async applyWaiting(): Promise<void> {
    if (!this.built && !(await this.build())) return;
    for (;;) {
      const { more, unavailable } = await applyDirty({
        client: this.db.pool,
        target: this.target,
        search: this.search,
        loadDocuments: (ids) => loadDocuments(this.db, ids),
      });
      this.away = unavailable;
      if (!more || unavailable) return;
    }
  }

  /** Marks what differs from the database, for `applyWaiting` to mend; answers how many organisations did. */
  async mend(): Promise<number> {
    if (!this.built) return 0;
    return reconcile({ client: this.db.pool, target: this.target, search: this.search }, allDocuments(this.db));
  }

  /** Answers false when the engine is away: the next call tries again. */
  private async build(): Promise<boolean> {
    try {
      await this.setUp();
      this.away = false;
    } catch (error) {
      if (!(error instanceof SearchUnavailable)) throw error;
      this.away = true;
    }
    return this.built;
  }

  /** Changes are owed to the engine first, so that none falls between the building and the first of them. */
  private async setUp(): Promise<void> {
    const { rows } = await this.db.query<{ builtAt: Date | null }>(
      `insert into search.engine as known (target) values ($1) on conflict (target) do update set since = known.since
       returning built_at as "builtAt"`,
      [this.target],
    );
    await this.search.prepare?.();
    if (rows[0]?.builtAt) {
      this.built = true;
      await this.mend();
      return;
    }
    await rebuildTarget({ client: this.db.pool, target: this.target, search: this.search }, allDocuments(this.db));
    await this.db.query('update search.engine set built_at = now() where target = $1', [this.target]);
    this.built = true;
  }
}

/** Nothing is owed any more to an engine that is no longer configured; set up again, it is built anew. */
export async function forgetOtherEngines(db: Database, targets: readonly SearchTarget[]): Promise<void> {
  await db.query('delete from search.engine where target <> all($1::text[])', [targets]);
  await db.query('delete from search.search_dirty where target <> all($1::text[])', [targets]);
}

/** "Without a partner" is meant for the current call. When another one becomes current, those who have a partner anywhere are indexed again. */
export class CallFollower {
  private current: string | null | undefined;

  constructor(private readonly db: Database) {}

  async follow(): Promise<void> {
    const { rows } = await this.db.query<{ id: string | null }>(`select ${CURRENT_CALL} as id`);
    const id = rows[0]?.id ?? null;
    const changed = this.current !== undefined && this.current !== id;
    this.current = id;
    if (!changed) return;
    const partnered = await this.db.query<{ id: string }>('select distinct organisation_id as id from partnership_side where active');
    await markDirty(
      this.db.pool,
      partnered.rows.map((row) => row.id),
    );
  }
}
