import { applyDirty, type OrganisationSearch } from '@kopru/search';
import type { Database } from '../database/database.ts';
import { loadDocuments } from './directory.documents.ts';

/** Keeps one index in step with the database: applies what transactions have marked. */
export class IndexKeeper {
  constructor(
    private readonly db: Database,
    readonly search: OrganisationSearch,
  ) {}

  /** Applies everything that waits; stops when the engine is away, and the next call goes on. */
  async applyWaiting(): Promise<void> {
    for (;;) {
      const { more, unavailable } = await applyDirty({
        client: this.db.pool,
        target: this.search.engine,
        search: this.search,
        loadDocuments: (ids) => loadDocuments(this.db, ids),
      });
      if (!more || unavailable) return;
    }
  }
}
