import type { OrganisationHit } from '@kopru/search/port';
import type { Actor } from '../access/actor.ts';
import type { Database, SqlClient } from '../database/database.ts';
import type { DirectoryService } from '../directory/directory.service.ts';
import type { Live } from '../live/live.ts';
import { whileAllowed } from '../live/guard.ts';
import { actorByPerson } from '../person/actor.reads.ts';
import { authorize, can } from './saved-search.policy.ts';
import { COLUMNS, rememberFinds, type SavedSearchView } from './saved-search.reads.ts';
import { MOST_WATCHED } from './saved-search.service.ts';

const BATCH = 50;

/**
 * Saved searches to look at again: something was written into the diary since, or so shortly before that the index may not have had it yet.
 * None more often than every 20 seconds, however much changes.
 */
const CLAIM = `update saved_search s set looked_at = now()
  from (select id from saved_search where deleted_at is null and looked_at < now() - interval '20 seconds'
      and looked_at < (select at + interval '20 seconds' from activity order by id desc limit 1)
    order by looked_at limit ${BATCH} for no key update skip locked) due
  where s.id = due.id returning ${COLUMNS}`;

/** Somebody with an open subscription; a context is one. */
export interface SavedSearchWatcher {
  readonly actor: Actor;
  freshActor(): Promise<Actor>;
  refresh(): Promise<void>;
}

const topicOf = (personId: string): string => `saved-search-found ${personId}`;

/** Finds what is new in saved searches, as the person who saved them may see it. */
export class SavedSearchFindsService {
  constructor(
    private readonly db: Database,
    private readonly directory: DirectoryService,
    private readonly live: Live,
  ) {}

  /** Looks at every saved search that may have news; tells who is listening. Several processes may call it at once. */
  async look(): Promise<void> {
    for (;;) {
      const { rows } = await this.db.query<SavedSearchView>(CLAIM);
      for (const search of rows) {
        const actor = await actorByPerson(this.db, search.personId);
        const before = await this.count(search.id);
        await this.lookAt(this.db, actor, search);
        if ((await this.count(search.id)) > before) this.live.publish(topicOf(search.personId), { id: search.id });
      }
      if (rows.length < BATCH) return;
    }
  }

  /** Everything the search finds now, in the actor's audience; what was not known is remembered as found now. */
  async lookAt(client: SqlClient, actor: Actor, { id, query, filter }: SavedSearchView): Promise<readonly OrganisationHit[]> {
    const hits = await this.directory.hitsOf(actor, { query, filter }, MOST_WATCHED);
    await rememberFinds(client, id, hits);
    return hits;
  }

  /** The ids of the watcher's saved searches, each time one of them has found something. */
  watch(watcher: SavedSearchWatcher): AsyncGenerator<{ id: string }, void, void> {
    const personId = authorize(watcher.actor, 'watch', { personId: watcher.actor.personId ?? '' }).personId;
    const found = this.live.stream<{ id: string }>([topicOf(personId)]);
    const allowed = whileAllowed(this.live, watcher, found, (actor) => can(actor, 'watch', { personId }));
    return refreshed(allowed, watcher);
  }

  private async count(id: string): Promise<number> {
    const { rows } = await this.db.query<{ count: number }>(
      'select count(*)::int as count from saved_search_find where saved_search_id = $1',
      [id],
    );
    return rows[0]?.count ?? 0;
  }
}

async function* refreshed<Event>(
  events: AsyncGenerator<Event, void, void>,
  watcher: SavedSearchWatcher,
): AsyncGenerator<Event, void, void> {
  for await (const event of events) {
    await watcher.refresh();
    yield event;
  }
}
