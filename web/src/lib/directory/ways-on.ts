import { directoryAddress, LISTS, type DirectoryQuery } from './directory-query.ts';

/** What can be let go of, as the API and the message keys name it. */
const PARTS = ['query', 'countries', 'fields', 'issues', 'direction', 'kinds', 'languages', 'withoutPartner'] as const;
export type Part = (typeof PARTS)[number];

/** The same search with one thing less asked for. */
export interface WayOn {
  without: Part;
  totalCount: number;
  href: string;
  /** What was chosen, in words; empty where the part says it itself. */
  names: string;
}

function withoutPart(query: DirectoryQuery, part: Part): DirectoryQuery {
  if (part === 'query') return { ...query, text: '' };
  if (part === 'direction') return { ...query, direction: undefined };
  if (part === 'withoutPartner') return { ...query, withoutPartner: false };
  return { ...query, [part]: [] };
}

/** The ways on that the API counted, as links. `label` names a value of a list in the reader's language. */
export function waysOn(
  relaxations: readonly { without: string; totalCount: number }[],
  query: DirectoryQuery,
  label: (name: string, value: string) => string,
): WayOn[] {
  return relaxations.flatMap(({ without, totalCount }) => {
    const part = PARTS.find((known) => known === without);
    if (part === undefined) return [];
    const [name, list] = Object.entries(LISTS).find(([, own]) => own === part) ?? [];
    const names = name === undefined || list === undefined ? '' : query[list].map((value) => label(name, value)).join(', ');
    const text = part === 'query' ? `“${query.text}”` : names;
    return [{ without: part, totalCount, href: directoryAddress(withoutPart(query, part)), names: text }];
  });
}
