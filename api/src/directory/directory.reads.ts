import type { Position } from '@kopru/search/cursor';
import type { Asker } from '../access/asker.ts';
import type { Database, SqlClient } from '../database/database.ts';
import { withPrivacy, type OrganisationView, type ViewShape } from '../organisation/organisation.reads.ts';
import { FULLY_VISIBLE_SQL } from '../organisation/organisation.service.ts';
import { readAs } from '../organisation/asked.reads.ts';
import { MAX_PAGE } from '../schema/paging.ts';
import { CURRENT_CALL } from './directory.documents.ts';
import type { OrganisationFilter } from './directory.types.ts';

/** A page of the directory without words and counts. */
export interface Listing {
  readonly filter: OrganisationFilter;
  readonly sort: 'NAME' | 'NEWEST';
  /** Rows to read. */
  readonly limit: number;
  readonly after: Position | undefined;
  readonly shape: ViewShape;
}

/** An organisation with its place in the order, as text: its name as shown, or when it came. */
export type ListedOrganisation = OrganisationView & { readonly place: string };

/**
 * Organisations in order as the actor may see them, in one statement: what the index would answer, of this very moment. Two walks along
 * indexes are merged as far as the page needs: full faces by name, masked ones by alias.
 */
export async function listOrganisations(db: Database, asker: Asker, listing: Listing): Promise<ListedOrganisation[]> {
  const { text, values, isPlain } = new ListStatement(listing);
  // The two that everybody asks for are planned once per connection; another filter is planned for its values, which decide a lot.
  const query: SqlClient['query'] = (...asked) => (isPlain ? db.query(...asked) : db.queryOnce(...asked));
  const { actor, answer } = await readAs<ListedOrganisation[]>(query, asker, text, [listing.limit, ...values]);
  return (answer ?? []).map((row) => withPrivacy(actor, row));
}

/** How an organisation stands in the list for one viewer. */
interface Face {
  readonly isFull: boolean;
  /** Condition on the organisations that have it. */
  readonly where: string;
  readonly key: Readonly<Record<Listing['sort'], string>>;
}

const FULL: Face = {
  isFull: true,
  where: FULLY_VISIBLE_SQL,
  key: { NAME: 'o.name collate "und-x-icu"', NEWEST: 'o.created_at' },
};

/** When a masked organisation came is not told: among the newest it stands last. */
const MASKED: Face = {
  isFull: false,
  where: `o.visibility = 'PSEUDONYMOUS' and not $1::boolean and not ${FULLY_VISIBLE_SQL}`,
  key: { NAME: 'o.alias collate "und-x-icu"', NEWEST: `'-infinity'::timestamptz` },
};

const DIRECTION: Readonly<Record<Listing['sort'], string>> = { NAME: 'asc', NEWEST: 'desc' };

/** A row's place in the order as text; a moment is ordered as one, and not by its text. */
const PLACE: Readonly<Record<Listing['sort'], (key: string) => string>> = {
  NAME: (key) => `${key} as place`,
  NEWEST: (key) => `${key} as moment, (${key})::text as place`,
};
const ORDER: Readonly<Record<Listing['sort'], string>> = { NAME: 'place', NEWEST: 'moment desc' };

/** With people to be asked, and without a partner: as the index has it (`directory.documents.ts`). */
const LOOKING = `(exists (select from representative r where r.organisation_id = o.id)
  and not exists (select from partnership_side s where s.organisation_id = o.id and s.active and s.call_id = coalesce(${CURRENT_CALL}, s.call_id)))`;

/** `$1`–`$3` say who is looking, `$4` how many; what filter and cursor bring follows. */
class ListStatement {
  readonly values: unknown[] = [];
  readonly text: string;
  /** Without a filter, or by one country only. */
  readonly isPlain: boolean;

  constructor({ filter, sort, after, shape }: Listing) {
    const conditions = this.conditions(filter);
    const ofFull = this.conditionsOfFull(filter);
    const isAfter = this.isAfter(sort, after);
    this.isPlain = conditions.length + ofFull.length === (filter.countries?.length === 1 ? 1 : 0);
    const walk = (face: Face, more: readonly string[]): string => {
      const key = face.key[sort];
      // What a row shows is read while it is walked past: the bound tells the planner that a walk stops early, and the page ends it sooner.
      return `(select ${shape.columns}, ${PLACE[sort](key)} from organisation o cross join (select ${face.isFull} as fully) v
        where ${[face.where, ...more, isAfter(key)].join(' and ')} order by ${key} ${DIRECTION[sort]}, o.id limit ${MAX_PAGE + 1})`;
    };
    const walks = [walk(FULL, [...conditions, ...ofFull]), ...(ofFull.length === 0 ? [walk(MASKED, conditions)] : [])];
    this.text = `select json_agg(listed) as answer from (
      select * from (${walks.join(' union all ')}) walked order by ${ORDER[sort]}, id limit $4::integer) listed`;
  }

  private bind(value: unknown, type: string): string {
    return `$${4 + this.values.push(value)}::${type}`;
  }

  /** What a masked face can be asked too. */
  private conditions({ countries, fields, issues, direction, withoutPartner }: OrganisationFilter): string[] {
    const conditions: string[] = [];
    if (countries?.length === 1) conditions.push(`o.country = ${this.bind(countries[0], 'text')}`);
    else if (countries?.length) conditions.push(`o.country = any(${this.bind(countries, 'text[]')})`);
    if (fields?.length) conditions.push(`o.field_ids && ${this.bind(fields, 'text[]')}`);
    const ofIssue = ['i.organisation_id = o.id'];
    if (issues?.length) ofIssue.push(`i.issue_id = any(${this.bind(issues, 'text[]')})`);
    if (direction) ofIssue.push(`i.direction = ${this.bind(direction, 'text')}`);
    if (ofIssue.length > 1) conditions.push(`exists (select from organisation_issue i where ${ofIssue.join(' and ')})`);
    if (typeof withoutPartner === 'boolean') conditions.push(withoutPartner ? LOOKING : `not ${LOOKING}`);
    return conditions;
  }

  /** What only a full face can match: of a masked organisation it is not known. */
  private conditionsOfFull({ kinds, languages, verified }: OrganisationFilter): string[] {
    const conditions: string[] = [];
    if (kinds?.length) conditions.push(`o.kind = any(${this.bind(kinds, 'text[]')})`);
    if (languages?.length) conditions.push(`o.languages && ${this.bind(languages, 'text[]')}`);
    if (typeof verified === 'boolean') conditions.push(`o.verified_at is ${verified ? 'not ' : ''}null`);
    return conditions;
  }

  private isAfter(sort: Listing['sort'], after: Position | undefined): (key: string) => string {
    if (after === undefined) return () => 'true';
    const place = this.bind(after.at[0], sort === 'NAME' ? 'text' : 'timestamptz');
    const id = this.bind(after.at[1], 'uuid');
    if (sort === 'NAME') return (key) => `(${key}, o.id) > (${place} collate "und-x-icu", ${id})`;
    return (key) => `${key} <= ${place} and (${key} < ${place} or o.id > ${id})`;
  }
}
