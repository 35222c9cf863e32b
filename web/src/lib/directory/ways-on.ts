import { directoryAddress, LISTS, readQuery, type DirectoryQuery } from './directory-query.ts';

/** What can be let go of, as the API and the message keys name it. */
const PARTS = ['query', 'words', 'countries', 'fields', 'issues', 'direction', 'kinds', 'languages', 'withoutPartner', 'filters'] as const;
export type Part = (typeof PARTS)[number];

/** The same search with less asked for. */
export interface WayOn {
  without: Part;
  totalCount: number;
  href: string;
  /** What was chosen, in words, or the word that is left; empty where the part says it itself. */
  names: string;
}

function withoutPart(query: DirectoryQuery, part: Part, words: string): DirectoryQuery {
  if (part === 'query' || part === 'words') return { ...query, text: words };
  if (part === 'filters') return { ...readQuery(new URLSearchParams()), text: words || query.text };
  if (part === 'direction') return { ...query, direction: undefined };
  if (part === 'withoutPartner') return { ...query, withoutPartner: false };
  return { ...query, [part]: [] };
}

/** The ways on that the API counted, as links. `label` names a value of a list in the reader's language. */
export function waysOn(
  relaxations: readonly { without: string; words?: string | null; totalCount: number }[],
  query: DirectoryQuery,
  label: (name: string, value: string) => string,
): WayOn[] {
  return relaxations.flatMap(({ without, words, totalCount }) => {
    const part = PARTS.find((known) => known === without);
    if (part === undefined) return [];
    const [name, list] = Object.entries(LISTS).find(([, own]) => own === part) ?? [];
    const names = name === undefined || list === undefined ? '' : query[list].map((value) => label(name, value)).join(', ');
    const text = part === 'query' ? `“${query.text}”` : words ? `“${words}”` : names;
    return [{ without: part, totalCount, href: directoryAddress(withoutPart(query, part, words ?? '')), names: text }];
  });
}
