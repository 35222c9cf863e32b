import type { Face } from '../document.ts';
import type { SuggestionQuery, Suggestions } from '../port.ts';
import { parseQuery } from '../query.ts';
import type { SqlClient } from '../sql-client.ts';
import { labelsStarting } from '../suggestions.ts';
import { filterSql, Parameters } from './filter-sql.ts';
import { textQueries, tierSql, widest } from './ranking.ts';
import { tagLexeme, TAG_PREFIX } from './tags.ts';
import { expandWords } from './terms.ts';

/** A one-letter beginning matches half the directory; the best of a part of it are good enough to offer. */
const MAX_CONSIDERED = 1_000;

const NOTHING: Suggestions = { labels: [], names: [] };

/** Names, nearest first, and vocabulary labels; both only as far as faces of the audience carry them. */
export async function suggestNames(client: SqlClient, { query, audience, limit }: SuggestionQuery): Promise<Suggestions> {
  const words = parseQuery(query);
  if (words.length === 0 || limit <= 0) return NOTHING;
  const expanded = await expandWords(client, words, true, audience);
  const queries = textQueries(query, expanded);
  const parameters = new Parameters();
  const bind = (value: unknown, type: string): string => parameters.add(value, type);
  const tier = tierSql(queries, bind, () => 'false');
  const found = `select name, organisation_id, face, ${tier} as tier from search.faces_named(${bind(widest(queries), 'tsquery')})
    where ${filterSql(audience, parameters)} limit ${MAX_CONSIDERED}`;
  const best = `select distinct on (name) * from (${found}) as found order by name, tier, organisation_id`;
  const { rows } = await client.query(
    `select name, organisation_id, face from (${best}) as best order by tier, length(name), name limit ${bind(limit, 'integer')}`,
    parameters.values,
  );
  const names = rows.map(({ name, organisation_id: id, face }) => ({ name: String(name), organisationId: String(id), face: face as Face }));
  return { labels: await carriedLabels(client, { query, audience, limit }), names };
}

async function carriedLabels(client: SqlClient, { query, audience }: SuggestionQuery): Promise<string[]> {
  const labels: string[] = [];
  for (const { label, attribute, id } of labelsStarting(query)) {
    const parameters = new Parameters();
    const tag = parameters.add(tagLexeme(TAG_PREFIX[attribute] + id), 'tsquery');
    const { rows } = await client.query(
      `select from search.faces_with(${tag}) where ${filterSql(audience, parameters)} limit 1`,
      parameters.values,
    );
    if (rows.length > 0) labels.push(label);
  }
  return labels;
}
