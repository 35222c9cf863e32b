import { isSignedIn, type Actor } from '../access/actor.ts';
import { badInput, ruleBroken, unauthenticated } from '../access/errors.ts';
import { isTimeZone } from '../call/call.service.ts';
import type { Database } from '../database/database.ts';
import { DigestRhythm } from '../digest/digest.enums.ts';
import { NEXT_AT } from '../digest/digest.reads.ts';
import type { DirectoryService } from '../directory/directory.service.ts';
import { isId } from '../schema/paging.ts';
import { cleanText, lengthOf } from '../schema/text.ts';
import { authorize } from './saved-search.policy.ts';
import {
  COLUMNS,
  rememberFinds,
  savedSearchesOf,
  savedSearchOf,
  unseenCounts,
  unseenFinds,
  type SavedFilter,
  type SavedSearchView,
} from './saved-search.reads.ts';

export type { SavedSearchView, SavedFilter };

export const MOST_SAVED_SEARCHES = 20;
const MAX_NAME = 80;
const MAX_QUERY = 200;
/** Of more hits than this the newest are watched. */
export const MOST_WATCHED = 1000;
const SHOWN_FINDS = 20;

export interface SavedSearchChange {
  name?: string | null;
  digest?: DigestRhythm | null;
  timeZone?: string | null;
}

export interface NewSavedSearch extends SavedSearchChange {
  name: string;
  query?: string | null;
  filter?: object | null;
  language?: string | null;
}

/** Searches that a person has kept, and what they want to hear of them. */
export class SavedSearchService {
  constructor(
    private readonly db: Database,
    private readonly directory: DirectoryService,
  ) {}

  /** Keeps a search; everything it finds now counts as known. Throws RULE_BROKEN saved-searches when the person has twenty. */
  async save(actor: Actor, input: NewSavedSearch): Promise<SavedSearchView> {
    if (!isSignedIn(actor)) throw unauthenticated();
    const clean = cleanChange(input, true);
    const query = cleanText(input.query) ?? '';
    if (lengthOf(query) > MAX_QUERY) throw badInput({ query: `Search with at most ${MAX_QUERY} characters.` });
    const filter = cleanFilter(input.filter);
    const known = await this.directory.hitsOf(actor, { query, filter }, MOST_WATCHED);
    return this.db.transaction(async (tx) => {
      await this.refuseTooMany(tx, actor.personId);
      const { rows: made } = await tx.query<{ id: string }>(
        `insert into saved_search (person_id, name, query, filter, digest, time_zone, language)
         values ($1, $2, $3, $4, $5, $6, $7) returning id`,
        [
          actor.personId,
          clean.name,
          query,
          JSON.stringify(filter),
          clean.digest ?? DigestRhythm.WEEKLY,
          clean.timeZone ?? 'Europe/Istanbul',
          input.language === 'tr' ? 'tr' : 'en',
        ],
      );
      const { rows } = await tx.query<SavedSearchView>(
        `update saved_search s set next_at = ${NEXT_AT} where id = $1 returning ${COLUMNS}`,
        [made[0]!.id],
      );
      const saved = rows[0]!;
      await rememberFinds(tx, saved.id, known);
      await tx.query('update saved_search_find set seen_at = now(), told_at = now() where saved_search_id = $1', [saved.id]);
      return saved;
    });
  }

  async list(actor: Actor): Promise<SavedSearchView[]> {
    if (!isSignedIn(actor)) throw unauthenticated();
    return savedSearchesOf(this.db, actor.personId);
  }

  /** Changes name, rhythm or zone; the next letter comes by the new rhythm. */
  async change(actor: Actor, id: string, input: SavedSearchChange): Promise<SavedSearchView> {
    const before = authorize(actor, 'change', await this.own(actor, id));
    const { name, digest, timeZone } = { ...before, ...cleanChange(input, false) };
    await this.db.query(`update saved_search set name = $2, digest = $3, time_zone = $4 where id = $1`, [id, name, digest, timeZone]);
    await this.db.query(`update saved_search set next_at = ${NEXT_AT} where id = $1`, [id]);
    return authorize(actor, 'view', await this.own(actor, id));
  }

  /** Deletes it; for a week it can be restored. */
  async delete(actor: Actor, id: string): Promise<void> {
    authorize(actor, 'delete', await this.own(actor, id));
    await this.db.query('update saved_search set deleted_at = coalesce(deleted_at, now()) where id = $1', [id]);
  }

  async restore(actor: Actor, id: string): Promise<SavedSearchView> {
    const search = authorize(actor, 'delete', await this.own(actor, id));
    await this.db.transaction(async (tx) => {
      await this.refuseTooMany(tx, search.personId, id);
      await tx.query('update saved_search set deleted_at = null where id = $1', [id]);
    });
    return search;
  }

  /** The person has looked: what was found until now is no news any more. */
  async markSeen(actor: Actor, id: string): Promise<void> {
    authorize(actor, 'change', await this.own(actor, id));
    await this.db.query('update saved_search_find set seen_at = now() where saved_search_id = $1 and seen_at is null', [id]);
  }

  unseenCounts(actor: Actor, ids: readonly string[]): Promise<number[]> {
    return unseenCounts(this.db, actor, ids);
  }

  unseenFinds(actor: Actor, search: SavedSearchView): Promise<string[]> {
    authorize(actor, 'view', search);
    return unseenFinds(this.db, actor, search.id, SHOWN_FINDS);
  }

  /** What is new in all searches of the actor together; nothing for a visitor. */
  async news(actor: Actor): Promise<number> {
    if (!isSignedIn(actor)) return 0;
    const searches = await savedSearchesOf(this.db, actor.personId);
    const counts = await unseenCounts(
      this.db,
      actor,
      searches.map(({ id }) => id),
    );
    return counts.reduce((sum, count) => sum + count, 0);
  }

  /** What was deleted a week ago is gone. */
  async forgetDeleted(): Promise<void> {
    await this.db.query(`delete from saved_search where deleted_at < now() - interval '7 days'`);
  }

  private async own(actor: Actor, id: string): Promise<SavedSearchView | null> {
    return isSignedIn(actor) && isId(id) ? savedSearchOf(this.db, actor.personId, id) : null;
  }

  private async refuseTooMany(client: Pick<Database, 'query'>, personId: string, butId: string | null = null): Promise<void> {
    // The person's row is held, so that two tabs cannot both save the twentieth.
    await client.query('select from auth."user" where id = $1 for no key update', [personId]);
    const { rows } = await client.query<{ count: number }>(
      'select count(*)::int as count from saved_search where person_id = $1 and deleted_at is null and id is distinct from $2::uuid',
      [personId, butId],
    );
    if ((rows[0]?.count ?? 0) >= MOST_SAVED_SEARCHES)
      throw ruleBroken('saved-searches', `At most ${MOST_SAVED_SEARCHES} searches can be saved. Delete one first.`);
  }
}

function cleanChange(input: SavedSearchChange, needsName: boolean): { name?: string; digest?: DigestRhythm; timeZone?: string } {
  const name = cleanText(input.name);
  const wrong: Record<string, string> = {};
  if (!name && (needsName || input.name !== undefined)) wrong['name'] = 'Give the search a name.';
  if (name && lengthOf(name) > MAX_NAME) wrong['name'] = `Shorten the name to ${MAX_NAME} characters.`;
  if (input.timeZone && !isTimeZone(input.timeZone)) wrong['timeZone'] = 'Name a time zone such as Europe/Istanbul.';
  if (Object.keys(wrong).length > 0) throw badInput(wrong);
  return { ...(name && { name }), ...(input.digest && { digest: input.digest }), ...(input.timeZone && { timeZone: input.timeZone }) };
}

const LISTS = ['countries', 'fields', 'issues', 'kinds', 'languages'] as const;
const MOST_VALUES = 60;

/** Only what the directory knows, and nothing that asks for nothing. */
function cleanFilter(input: object | null | undefined): SavedFilter {
  const given = (input ?? {}) as Record<string, unknown>;
  const lists = LISTS.flatMap((name) => {
    const values = [...new Set((given[name] as string[] | null | undefined) ?? [])];
    if (values.length > MOST_VALUES || values.some((value) => value.length > 60))
      throw badInput({ filter: `Choose at most ${MOST_VALUES} of a kind.` });
    return values.length > 0 ? [[name, values]] : [];
  });
  const single = (['direction', 'withoutPartner', 'verified'] as const).flatMap((name) =>
    given[name] == null ? [] : [[name, given[name]]],
  );
  return Object.fromEntries([...lists, ...single]) as SavedFilter;
}
