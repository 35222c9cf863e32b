import type { Position } from '../cursor.ts';
import { and, mentionedOrganisations, withoutOrganisations, type Filter } from '../filter.ts';
import type { OrganisationQuery } from '../port.ts';
import { conditionsWithout, facetAttribute, filterParts, type FacetName, type FilterParts } from '../query.ts';
import { TAG_PREFIX } from './face-row.ts';
import { filterSql, isAboutTotals, Parameters } from './filter-sql.ts';
import { textQueries, tierSql } from './ranking.ts';
import type { ExpandedWord } from './terms.ts';

/** Above this many hits of a text the order within a tier is by name only: measuring thousands of texts would take longer than they are worth. */
const MAX_RANKED = 2_000;

/** Name before topics before the rest; the order of ts_rank's array is D, C, B, A. */
const WEIGHTS = '{0.05, 0.1, 0.3, 1}';

/** One search as one statement, so that hits, total and facets are of the same moment. */
export class SearchStatement {
  readonly #parameters = new Parameters();
  readonly #query: OrganisationQuery;
  readonly #parts: FilterParts;
  readonly #words: readonly ExpandedWord[];
  readonly #withs: string[] = [];

  constructor(query: OrganisationQuery, words: readonly ExpandedWord[]) {
    this.#query = query;
    this.#parts = filterParts(query.filter ?? {});
    this.#words = words;
  }

  /** Text and values. The one row holds `page` (hits as arrays: id, face, then the position), `total`, and `tags` (tag, count, facet). */
  build(after: Position | undefined): { text: string; values: unknown[] } {
    if (this.#words.length > 0) this.#withs.push(`matched as materialized (${this.#matched()})`);
    const page = this.#page(after);
    const total = `coalesce((${this.#total()}), 0)`;
    const tags = this.#facets();
    const withs = this.#withs.length === 0 ? '' : `with ${this.#withs.join(', ')} `;
    const text = `${withs}select (select coalesce(json_agg(hit), '[]') from (${page}) as page(hit)) as page, (${total})::integer as total, ${tags} as tags`;
    return { text, values: this.#parameters.values };
  }

  get #byRelevance(): boolean {
    return this.#words.length > 0 && this.#query.sort === 'RELEVANCE';
  }

  #bind = (value: unknown, type: string): string => this.#parameters.add(value, type);

  #where(filter: Filter): string {
    return filterSql(filter, this.#parameters);
  }

  /** Faces with the words, in the audience, with every flag; chosen facet values are left to the reader, for each facet leaves out its own. */
  #matched(): string {
    const queries = textQueries(this.#words);
    const conditions = this.#where(and(this.#query.audience, this.#parts.flags));
    const rank = this.#byRelevance ? `, ${tierSql(queries, this.#bind)} as tier, body` : '';
    return `select organisation_id, face, created_at, name, tags${rank} from search.face where body @@ ${this.#bind(queries.widest, 'tsquery')} and ${conditions}`;
  }

  /** Where to look, and what is still to be asked there, for hits (no facet) or for the counts of one facet. */
  #source(own?: FacetName): { from: string; where: Filter } {
    if (this.#words.length === 0) return { from: 'search.face', where: and(this.#query.audience, conditionsWithout(this.#parts, own)) };
    const others = [...this.#parts.chosen].filter(([facet]) => facet !== own).map(([, filter]) => filter);
    return { from: 'matched', where: { and: others } };
  }

  #page(after: Position | undefined): string {
    const limit = this.#bind(this.#query.first + 1, 'integer');
    const { from, where } = this.#source();
    const conditions = this.#where(where);
    if (this.#byRelevance) return this.#relevancePage(conditions, limit, after);
    const isNewest = this.#query.sort === 'NEWEST';
    const key = isNewest ? 'created_at' : 'name';
    const next = after === undefined ? 'true' : this.#isAfter(key, isNewest, after);
    return `select json_build_array(organisation_id, face, ${key}::text) from ${from} where ${conditions} and ${next}
      order by ${key} ${isNewest ? 'desc' : 'asc'}, organisation_id limit ${limit}`;
  }

  #isAfter(key: string, descending: boolean, { at }: Position): string {
    const value = descending ? this.#bind(at[0], 'timestamptz') : `${this.#bind(at[0], 'text')} collate "und-x-icu"`;
    const id = this.#bind(at[1], 'uuid');
    if (!descending) return `(name, organisation_id) > (${value}, ${id})`;
    return `${key} <= ${value} and (${key} < ${value} or organisation_id > ${id})`;
  }

  #relevancePage(conditions: string, limit: string, after: Position | undefined): string {
    const query = this.#bind(textQueries(this.#words).widest, 'tsquery');
    this.#withs.push(`ranked as (select organisation_id, face, name, tier,
      case when (select count(*) from matched) > ${MAX_RANKED} then 0 else ts_rank_cd('${WEIGHTS}', body, ${query}, 1) end::float8 as score
      from matched where ${conditions})`);
    const next = after === undefined ? 'true' : this.#isAfterRank(after);
    return `select json_build_array(organisation_id, face, tier, score, name) from ranked where ${next}
      order by tier, score desc, name, organisation_id limit ${limit}`;
  }

  #isAfterRank({ at }: Position): string {
    const [tier, score] = [this.#bind(at[0], 'integer'), this.#bind(at[1], 'float8')];
    const [name, id] = [`${this.#bind(at[2], 'text')} collate "und-x-icu"`, this.#bind(at[3], 'uuid')];
    return `(tier, -score, name, organisation_id) > (${tier}, -(${score}), ${name}, ${id})`;
  }

  #total(): string {
    const { from, where } = this.#source();
    if (this.#canUseTotals(where)) return `select sum(faces) from (${this.#totals(where, ['*'])}) as counted`;
    return `select count(*) from ${from} where ${this.#where(where)}`;
  }

  /** Facets without a choice of their own share one count; every other one has its own. */
  #facets(): string {
    const wanted = this.#query.facets ?? [];
    const shared = wanted.filter((facet) => !this.#parts.chosen.has(facet));
    const own = wanted.filter((facet) => this.#parts.chosen.has(facet));
    const counts = [...(shared.length > 0 ? [this.#counts(shared)] : []), ...own.map((facet) => this.#counts([facet], facet))];
    if (counts.length === 0) return `'[]'::json`;
    return `(select coalesce(json_agg(json_build_array(tag, faces)), '[]') from (${counts.join(' union all ')}) as counted)`;
  }

  #counts(facets: readonly FacetName[], own?: FacetName): string {
    const prefixes = facets.map((facet) => this.tagPrefix(facet));
    const { from, where } = this.#source(own);
    if (this.#canUseTotals(where)) return this.#totals(where, prefixes);
    const tags = `select unnest(tags) as tag from ${from} where ${this.#where(where)}`;
    return `select tag, count(*) as faces from (${tags}) as tagged where left(tag, 2) = any(${this.#bind(prefixes, 'text[]')}) group by tag`;
  }

  /** The prefix of the tags that a facet counts. */
  tagPrefix(facet: FacetName): string {
    const attribute = facetAttribute(facet, this.#query.filter ?? {});
    return TAG_PREFIX[attribute as keyof typeof TAG_PREFIX];
  }

  #canUseTotals(where: Filter): boolean {
    return this.#words.length === 0 && isAboutTotals(withoutOrganisations(where));
  }

  /** Totals of everybody, corrected for the few organisations that the audience names: they are counted one by one, as they are and as the totals took them. */
  #totals(where: Filter, prefixes: readonly string[]): string {
    const general = withoutOrganisations(where);
    const wanted = (tag: string): string => `left(${tag}, 2) = any(${this.#bind(prefixes, 'text[]')})`;
    const totals = `select tag, faces from search.face_total where ${this.#where(general)} and ${wanted('tag')}`;
    const named = mentionedOrganisations(where);
    if (named.length === 0) return `select tag, sum(faces) as faces from (${totals}) as everybody group by tag having sum(faces) > 0`;
    const corrections = `select tag, (${this.#where(where)})::integer - (${this.#where(general)})::integer
      from search.face cross join lateral unnest(tags || '*'::text) as tag
      where ${this.#where({ in: { attribute: 'organisationId', values: named } })} and ${wanted('tag')}`;
    return `select tag, sum(faces) as faces from (${totals} union all ${corrections}) as corrected group by tag having sum(faces) > 0`;
  }
}
