import type { Position } from '../cursor.ts';
import { mentionedOrganisations, simplify, withoutOrganisations, type Filter } from '../filter.ts';
import type { OrganisationQuery } from '../port.ts';
import { conditionsWithout, type FacetName } from '../query.ts';
import { filterSql, isAboutTotals, Parameters } from './filter-sql.ts';
import { LAST_AS_IT_STANDS, textQueries, tierSql, widest, type TextQueries } from './ranking.ts';
import { lexeme, tagLexeme, TAG_PREFIX } from './tags.ts';
import type { ExpandedWord } from './terms.ts';

/** Above this many hits of a text the order within a tier is by name only, aliases last: measuring thousands of texts would take longer than they are worth. */
const MAX_RANKED = 1_000;

/** Names before places before statements before the rest; the order of ts_rank's array is D, C, B, A. */
const WEIGHTS = '{0.5, 0.1, 0.3, 1}';

/** Where faces are looked for: the words and tags, which the index answers, and what is left to ask of each face. */
interface Source {
  readonly tsquery: string;
  readonly where: Filter;
}

/** One search as one statement, so that hits, total and facets are of the same moment. */
export class SearchStatement {
  readonly #parameters = new Parameters();
  readonly #query: OrganisationQuery;
  readonly #text: TextQueries | undefined;
  readonly #withs: string[] = [];

  constructor(query: OrganisationQuery, words: readonly ExpandedWord[]) {
    this.#query = query;
    this.#text = words.length === 0 ? undefined : textQueries(query.query, words);
  }

  /** Text and values. The one row holds `page` (hits as arrays: id, face, then the position), `total`, and `tags` (own facet or '', tag, count). */
  build(after: Position | undefined): { text: string; values: unknown[] } {
    const main = this.#source();
    const fromTotals = this.#canUseTotals(main);
    if (!fromTotals) this.#withs.push(`hits as materialized (${this.#hits(main)})`);
    const page = this.#page(fromTotals ? `search.face where ${this.#where(main.where)} and` : 'hits where', after);
    const total = fromTotals
      ? `select sum(faces) from (${this.#totals(main.where)}) as counted where tag = 0`
      : 'select count(*) from hits';
    const tags = this.#facets(main, fromTotals);
    const withs = this.#withs.length === 0 ? '' : `with ${this.#withs.join(', ')} `;
    const text = `${withs}select (select coalesce(json_agg(hit), '[]') from (${page}) as page(hit)) as page, coalesce((${total}), 0)::integer as total, ${tags} as tags`;
    return { text, values: this.#parameters.values };
  }

  #bind = (value: unknown, type: string): string => this.#parameters.add(value, type);

  #where(filter: Filter): string {
    return filterSql(filter, this.#parameters);
  }

  get #byRelevance(): boolean {
    return this.#text !== undefined && this.#query.sort === 'RELEVANCE';
  }

  /** What hits (no facet) or the counts of one facet are taken from: everything asked for but the facet's own choice. */
  #source(own?: FacetName): Source {
    const asked = conditionsWithout(this.#query.filter ?? {}, own);
    const words = this.#text === undefined ? [] : [widest(this.#text)];
    const tags = asked.flatMap((filter) => tagQuery(filter) ?? []);
    const rest = asked.filter((filter) => tagQuery(filter) === undefined);
    return { tsquery: [...words, ...tags].join(' & '), where: { and: [this.#query.audience, ...rest] } };
  }

  #faces({ tsquery, where }: Source): string {
    if (simplify(where) === false) return `search.face where false`;
    const from = tsquery === '' ? 'search.face' : `search.faces_with(${this.#bind(tsquery, 'tsquery')})`;
    return `${from} where ${this.#where(where)}`;
  }

  #hits(main: Source): string {
    const ranking = this.#byRelevance && this.#text !== undefined ? `, body, ${this.#tier(this.#text)} as tier` : '';
    return `select organisation_id, face, created_at, name, tags${ranking} from ${this.#faces(main)}`;
  }

  /** A level anywhere is asked of the index once, for comparing it with the body of every hit would read every body. */
  #tier(text: TextQueries): string {
    const asked = new Map<string, string>();
    return tierSql(text, this.#bind, (query) => {
      const name = asked.get(query) ?? `among${asked.size}`;
      if (!asked.has(query)) {
        this.#withs.push(`${name} as materialized (select organisation_id, face from search.faces_with(${this.#bind(query, 'tsquery')}))`);
      }
      asked.set(query, name);
      return `(organisation_id, face) in (select organisation_id, face from ${name})`;
    });
  }

  #page(from: string, after: Position | undefined): string {
    const limit = this.#bind(this.#query.first + 1, 'integer');
    if (this.#byRelevance) return this.#relevancePage(limit, after);
    const [key, order] = this.#query.sort === 'NEWEST' ? ['created_at', 'desc'] : ['name', 'asc'];
    return `select json_build_array(organisation_id, face, ${key}::text) from ${from} ${this.#isAfter(key, after)}
      order by ${key} ${order}, organisation_id limit ${limit}`;
  }

  #isAfter(key: string, after: Position | undefined): string {
    if (after === undefined) return 'true';
    const id = this.#bind(after.at[1], 'uuid');
    if (key === 'name') return `(name, organisation_id) > (${this.#bind(after.at[0], 'text')} collate "und-x-icu", ${id})`;
    const value = this.#bind(after.at[0], 'timestamptz');
    return `created_at <= ${value} and (created_at < ${value} or organisation_id > ${id})`;
  }

  #relevancePage(limit: string, after: Position | undefined): string {
    const [asItStands, misspelt] = this.#text === undefined ? ['', ''] : [this.#text.levels[0] ?? '', widest(this.#text)];
    // Where all words stand as they were typed, others that are spelt nearly so must not lift a hit above its neighbours.
    const query = `case when tier <= ${LAST_AS_IT_STANDS} then ${this.#bind(asItStands, 'tsquery')} else ${this.#bind(misspelt, 'tsquery')} end`;
    // An alias has hardly any text, and would gain from it: it weighs nothing, and anybody else something.
    this.#withs.push(`ranked as (select organisation_id, face, name, tier, case when face = 'alias' then 0
      when (select count(*) from hits) > ${MAX_RANKED} then 1 else ts_rank_cd('${WEIGHTS}', body, ${query}, 1) end::float8 as score from hits)`);
    return `select json_build_array(organisation_id, face, tier, score, name) from ranked where ${this.#isAfterRank(after)}
      order by tier, score desc, name, organisation_id limit ${limit}`;
  }

  #isAfterRank(after: Position | undefined): string {
    if (after === undefined) return 'true';
    const [tier, score] = [this.#bind(after.at[0], 'integer'), this.#bind(after.at[1], 'float8')];
    const [name, id] = [`${this.#bind(after.at[2], 'text')} collate "und-x-icu"`, this.#bind(after.at[3], 'uuid')];
    return `(tier, -score, name, organisation_id) > (${tier}, -(${score}), ${name}, ${id})`;
  }

  /** Facets without a choice of their own share the counts of the hits; every other one has its own. */
  #facets(main: Source, fromTotals: boolean): string {
    const wanted = this.#query.facets ?? [];
    const own = wanted.filter((facet) => (this.#query.filter?.[facet] ?? []).length > 0);
    const counts = own.map((facet) => this.#counts(this.#source(facet), facet));
    if (own.length < wanted.length) {
      const tags = fromTotals
        ? this.#totals(main.where)
        : 'select tag, count(*) as faces from (select unnest(tags) as tag from hits) as tagged group by tag';
      counts.push(`select '' as own, tag, faces from (${tags}) as shared`);
    }
    if (counts.length === 0) return `'[]'::json`;
    return `(select coalesce(json_agg(json_build_array(own, named.tag, faces)), '[]') from (${counts.join(' union all ')}) as counted
      join search.tag as named on named.code = counted.tag)`;
  }

  #counts(source: Source, own: FacetName): string {
    const live = (): string =>
      `select tag, count(*) as faces from (select unnest(tags) as tag from ${this.#faces(source)}) as tagged group by tag`;
    const tags = this.#canUseTotals(source) ? this.#totals(source.where) : live();
    return `select ${this.#bind(own, 'text')} as own, tag, faces from (${tags}) as ${own}`;
  }

  #canUseTotals({ tsquery, where }: Source): boolean {
    return tsquery === '' && isAboutTotals(withoutOrganisations(where));
  }

  /** Totals of everybody, corrected for the few organisations that the audience names: they are counted as they are, less what the totals took them for. */
  #totals(where: Filter): string {
    const general = withoutOrganisations(where);
    const totals = `select tag, faces from search.face_total where ${this.#where(general)}`;
    const named = mentionedOrganisations(where);
    if (named.length === 0) return `select tag, sum(faces) as faces from (${totals}) as everybody group by tag having sum(faces) > 0`;
    const corrections = `select tag, (${this.#where(where)})::integer - (${this.#where(general)})::integer
      from search.face cross join lateral unnest(tags || 0) as tag
      where ${this.#where({ in: { attribute: 'organisationId', values: named } })}`;
    return `select tag, sum(faces) as faces from (${totals} union all ${corrections}) as corrected group by tag having sum(faces) > 0`;
  }
}

/** A condition on tags as a tsquery; undefined when it is about something else. No values: a tag that nothing has. */
function tagQuery(filter: Filter): string | undefined {
  if (!('in' in filter) || !(filter.in.attribute in TAG_PREFIX)) return undefined;
  const prefix = TAG_PREFIX[filter.in.attribute as keyof typeof TAG_PREFIX];
  const tags = filter.in.values.filter((value) => !value.includes('\0')).map((value) => tagLexeme(prefix + value));
  return tags.length === 0 ? lexeme('#') : `(${tags.join(' | ')})`;
}
