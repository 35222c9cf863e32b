import { and, isIn } from '../filter.ts';
import type { SuggestionQuery } from '../port.ts';
import { parseQuery } from '../query.ts';
import type { SqlClient } from '../sql-client.ts';
import { labelsStarting } from '../suggestions.ts';
import { filterSql, Parameters } from './filter-sql.ts';
import { textQueries, tierSql } from './ranking.ts';
import { expandWords } from './terms.ts';

/** A one-letter beginning matches half the directory; the best of a part of it are good enough to offer. */
const MAX_CONSIDERED = 1_000;

/** Vocabulary labels first, then names, nearest first; both only as far as faces of the audience carry them. */
export async function suggestNames(client: SqlClient, { query, audience, limit }: SuggestionQuery): Promise<string[]> {
  const words = parseQuery(query);
  if (words.length === 0 || limit <= 0) return [];
  const expanded = await expandWords(client, words, true);
  const queries = textQueries(expanded);
  const parameters = new Parameters();
  const bind = (value: unknown, type: string): string => parameters.add(value, type);
  const found = `select name, ${tierSql(queries, bind)} as tier from (select name, name_keys, names, names as body from search.face
    where names @@ ${bind(queries.widest, 'tsquery')} and ${filterSql(audience, parameters)} limit ${MAX_CONSIDERED}) as near`;
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
    const condition = filterSql(and(isIn(attribute, [id]), audience), parameters);
    const { rows } = await client.query(`select 1 from search.face where ${condition} limit 1`, parameters.values);
    if (rows.length > 0) labels.push(label);
  }
  return labels;
}
