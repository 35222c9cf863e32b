import { spellingOf } from '@kopru/search/marker';
import type { DirectoryFilter } from '@kopru/search/query';
import type { OrganisationQuery } from '@kopru/search/port';
import { FIELDS, ISSUES, LABEL_LANGUAGES } from '@kopru/schema/vocabulary';
import type { OrganisationView } from '../organisation/organisation.reads.ts';
import type { Relaxation } from './directory.types.ts';

interface Relaxed {
  readonly without: string;
  readonly words: string | null;
  readonly query: OrganisationQuery;
}

/** Of a longer text each word alone would be a flood. */
const MOST_WORDS = 6;

/** Each thing that a search asks for, with the search that asks for everything else; of several words also each alone. A direction belongs to its issues. */
function relaxed(query: OrganisationQuery): Relaxed[] {
  const filter: DirectoryFilter = query.filter ?? {};
  const isAsked = (value: unknown): boolean => (Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null);
  const names = (Object.keys(filter) as (keyof DirectoryFilter)[]).filter((name) => isAsked(filter[name]));
  const searches = names.map((name) => ({ without: name, words: null, query: { ...query, filter: { ...filter, [name]: null } } }));
  const words = [...new Set((query.query ?? '').split(/\s+/).filter(Boolean))];
  const alone = words.length > 1 && words.length <= MOST_WORDS ? words : [];
  const byWord = alone.map((word) => ({ without: 'words', words: word, query: { ...query, query: word } }));
  const byFilter =
    words.length > 0 && names.length > 0 ? [{ without: 'query', words: null, query: { ...query, query: '' } }, ...searches] : searches;
  return [...byFilter, ...byWord];
}

/** What to let go of, when a search found nothing: everything that alone would bring hits, most of them first. */
export async function relaxationsOf(query: OrganisationQuery, count: (query: OrganisationQuery) => Promise<number>): Promise<Relaxation[]> {
  const searches = relaxed({ ...query, first: 0, after: null, facets: undefined });
  const counted = await Promise.all(
    searches.map(async ({ without, words, query: one }) => ({ without, words, totalCount: await count(one) })),
  );
  return counted.filter(({ totalCount }) => totalCount > 0).sort((a, b) => b.totalCount - a.totalCount);
}

const LABELS = [...FIELDS, ...ISSUES];

/** Folded words with their letters again, as the organisation that has them writes them, or the labels of what it carries. */
export function spelledOut(words: readonly string[], view: OrganisationView): string {
  const carried = LABELS.filter(({ id }) => view.fieldIds.includes(id) || view.issueRows.some(({ issueId }) => issueId === id));
  const labels = carried.flatMap(({ labels: texts }) => LABEL_LANGUAGES.map((language) => texts[language]));
  const statements = view.issueRows.map(({ statement }) => statement);
  const texts = [view.name, view.acronym, ...view.formerNames, view.city, ...statements, ...labels, view.about];
  return words.map((word) => spellingOf(word, texts) ?? word).join(' ');
}
