import type { Actor } from '../access/actor.ts';
import type { SqlClient, Transaction } from '../database/database.ts';
import { DUE_UNTIL, NEXT_AT } from '../digest/digest.reads.ts';
import type { DigestContent, Taken } from '../digest/digest.service.ts';
import { mayShow, type OrganisationService } from '../organisation/organisation.service.ts';
import { type DigestPart, findsChapter } from './saved-search.letters.ts';
import { COLUMNS, type SavedSearchView } from './saved-search.reads.ts';
import type { SavedSearchFindsService } from './saved-search-finds.service.ts';

/** Organisations that a letter names of one search; the rest is counted. */
const MOST_NAMED = 10;

const WRITTEN = `s.deleted_at is null and s.digest <> 'OFF'`;
const FIRST = `select s.person_id as "personId", s.next_at as at from saved_search s where ${WRITTEN} and s.next_at <= now()
  order by s.next_at limit 1`;
const DUE = `select ${COLUMNS} from saved_search s where ${WRITTEN} and s.person_id = $1 and s.next_at <= ${DUE_UNTIL}
  order by s.created_at, s.id for no key update`;

/** What letters tell of saved searches: what is new and visible to the person at the moment it is written. */
export class SavedSearchDigestService implements DigestContent {
  constructor(
    private readonly organisation: OrganisationService,
    private readonly finds: SavedSearchFindsService,
    private readonly publicUrl: () => string,
  ) {}

  async first(client: SqlClient): Promise<{ personId: string; at: Date } | null> {
    return (await client.query<{ personId: string; at: Date }>(FIRST)).rows[0] ?? null;
  }

  async take(tx: Transaction, personId: string): Promise<Taken | null> {
    const { rows } = await tx.query<SavedSearchView>(DUE, [personId]);
    const first = rows[0];
    if (!first) return null;
    await tx.query(`update saved_search set next_at = ${NEXT_AT}, looked_at = now() where id = any($1::uuid[])`, [
      rows.map(({ id }) => id),
    ]);
    return {
      language: first.language,
      chapter: async (actor, language) => {
        const parts: DigestPart[] = [];
        for (const search of rows) {
          const part = await this.partOf(tx, actor, search);
          if (part) parts.push(part);
        }
        return parts.length > 0 ? findsChapter(language, parts, `${this.publicUrl()}/saved-searches`) : null;
      },
    };
  }

  async comes(client: SqlClient, personId: string): Promise<boolean> {
    const { rows } = await client.query(`select from saved_search s where s.person_id = $1 and ${WRITTEN} limit 1`, [personId]);
    return rows.length > 0;
  }

  async stop(tx: Transaction, personId: string): Promise<void> {
    await tx.query(`update saved_search set digest = 'OFF', next_at = null where person_id = $1`, [personId]);
  }

  /** What a search found and no letter has told, still found and still visible now; null when there is nothing. */
  private async partOf(tx: Transaction, actor: Actor, search: SavedSearchView): Promise<DigestPart | null> {
    const hits = await this.finds.lookAt(tx, actor, search);
    const { rows } = await tx.query<{ id: string }>(
      `select organisation_id as id from saved_search_find where saved_search_id = $1 and told_at is null and organisation_id = any($2::uuid[])
       order by found_at desc, organisation_id`,
      [search.id, hits.map(({ organisationId }) => organisationId)],
    );
    const views = await this.organisation.viewsOf(
      tx,
      actor,
      rows.map(({ id }) => id),
    );
    const faces = new Map(hits.map(({ organisationId, face }) => [organisationId, face]));
    const visible = views.flatMap((view) => (view !== null && mayShow(faces.get(view.id) ?? 'full', view) ? [view] : []));
    if (visible.length === 0) return null;
    await tx.query('update saved_search_find set told_at = now() where saved_search_id = $1 and organisation_id = any($2::uuid[])', [
      search.id,
      visible.map(({ id }) => id),
    ]);
    const named = visible
      .slice(0, MOST_NAMED)
      .map(({ id, name, country }) => ({ name, country, url: `${this.publicUrl()}/organisations/${id}` }));
    return { search: search.name, organisations: named, more: visible.length - named.length };
  }
}
