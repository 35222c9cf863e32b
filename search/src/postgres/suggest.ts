import type { SuggestionQuery } from '../port.ts';
import { parseQuery } from '../query.ts';
import type { SqlClient } from '../sql-client.ts';
import { labelsStarting } from '../suggestions.ts';
import { filterSql, Parameters } from './filter-sql.ts';
import { textQueries, tierSql, widest } from './ranking.ts';
import { tagLexeme, TAG_PREFIX } from './tags.ts';
import { expandWords } from './terms.ts';

/** A one-letter beginning matches half the directory; the best of a part of it are good enough to offer. */
const MAX_CONSIDERED = 1_000;

/** Vocabulary labels first, then names, nearest first; both only as far as faces of the audience carry them. */
export async function suggestNames(client: SqlClient, { query, audience, limit }: SuggestionQuery): Promise<string[]> {
  const words = parseQuery(query);
  if (words.length === 0 || limit <= 0) return [];
  const expanded = await expandWords(client, words, true, audience);
  const queries = textQueries(query, expanded);
  const parameters = new Parameters();
  const bind = (value: unknown, type: string): string => parameters.add(value, type);
  const tier = tierSql(queries, bind, () => 'false');
  const found = `select name, ${tier} as tier from search.faces_named(${bind(widest(queries), 'tsquery')})
    where ${filterSql(audience, parameters)} limit ${MAX_CONSIDERED}`;
  const names = await client.query(
    `select name from (${found}) as found group by name order by min(tier), length(name), name limit ${bind(limit, 'integer')}`,
    parameters.values,
  );
  const labels = await carriedLabels(client, { query, audience, limit });
  return [...new Set([...labels, ...names.rows.map((row) => row['name'] as string)])].slice(0, limit);
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
