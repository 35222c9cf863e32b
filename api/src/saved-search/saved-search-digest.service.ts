import type { Actor } from '../access/actor.ts';
import type { Database, Transaction } from '../database/database.ts';
import type { MailService } from '../mail/mail.service.ts';
import type { OrganisationService } from '../organisation/organisation.service.ts';
import { actorByPerson } from '../person/actor.reads.ts';
import { digestLetter, type DigestPart } from './saved-search.letters.ts';
import { COLUMNS, type SavedSearchView } from './saved-search.reads.ts';
import { NEXT_AT } from './saved-search.service.ts';
import type { SavedSearchFindsService } from './saved-search-finds.service.ts';
import { stopToken } from './stop-token.ts';

/** Organisations that a letter names of one search; the rest is counted. */
const MOST_NAMED = 10;

const DUE = `select ${COLUMNS} from saved_search s where s.deleted_at is null and s.digest <> 'OFF' and s.next_at <= now()
  and s.person_id = (select person_id from saved_search where deleted_at is null and digest <> 'OFF' and next_at <= now() order by next_at limit 1)
  order by s.created_at, s.id for no key update skip locked`;

/** Letters about saved searches: one to a person, of all that are due, with what is new and visible to them at the moment it is written. */
export class SavedSearchDigestService {
  constructor(
    private readonly db: Database,
    private readonly mail: MailService,
    private readonly organisation: OrganisationService,
    private readonly finds: SavedSearchFindsService,
    private readonly secret: string,
    private readonly publicUrl: () => string,
  ) {}

  /** Writes what is due; answers how many letters. Several processes may call it at once. */
  async send(): Promise<number> {
    let letters = 0;
    for (;;) {
      const outcome = await this.db.transaction((tx) => this.sendOne(tx));
      if (outcome === 'nobody') return letters;
      if (outcome === 'sent') letters += 1;
    }
  }

  private async sendOne(tx: Transaction): Promise<'nobody' | 'quiet' | 'sent'> {
    const { rows } = await tx.query<SavedSearchView>(DUE);
    const first = rows[0];
    if (!first) return 'nobody';
    await tx.query(`update saved_search set next_at = ${NEXT_AT}, looked_at = now() where id = any($1::uuid[])`, [
      rows.map(({ id }) => id),
    ]);
    const actor = await actorByPerson(tx, first.personId);
    // Whoever has not shown that the address is theirs gets no letters with what others wrote.
    if (!actor.emailVerified) return 'quiet';
    const parts: DigestPart[] = [];
    for (const search of rows) {
      const part = await this.partOf(tx, actor, search);
      if (part) parts.push(part);
    }
    if (parts.length === 0) return 'quiet';
    const stop = `${this.publicUrl()}/letters/stop/${stopToken(this.secret, first.personId)}`;
    await this.mail.send(tx, {
      to: actor.email,
      ...digestLetter(first.language, { name: actor.name, parts, list: `${this.publicUrl()}/saved-searches`, stop }),
      headers: { 'List-Unsubscribe': `<${stop}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
    });
    return 'sent';
  }

  /** What a search found and no letter has told, still found and still visible now; null when there is nothing. */
  private async partOf(tx: Transaction, actor: Actor, search: SavedSearchView): Promise<DigestPart | null> {
    const hits = await this.finds.lookAt(tx, actor, search);
    const { rows } = await tx.query<{ id: string }>(
      `select organisation_id as id from saved_search_find where saved_search_id = $1 and told_at is null and organisation_id = any($2::uuid[])
       order by found_at desc, organisation_id`,
      [search.id, hits],
    );
    const views = await this.organisation.viewsOf(
      tx,
      actor,
      rows.map(({ id }) => id),
    );
    const visible = views.filter((view) => view !== null);
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
