/** Where words of a search stand in an organisation, as the API answers it. */
export interface Highlight {
  property: string;
  id: string | null;
  parts: readonly { text: string; found: boolean }[];
}

/** A row's highlights by the place where the row shows them. */
export interface RowMarks {
  name: Highlight['parts'] | undefined;
  acronym: Highlight['parts'] | undefined;
  /** City or country. */
  place: boolean;
  former: Highlight['parts'][];
  /** Ids of fields and issues whose labels were looked for. */
  labels: ReadonlySet<string>;
  /** Pieces of what it wrote; of a statement, the issue it belongs to. */
  pieces: { issue: string | null; parts: Highlight['parts'] }[];
}

const MOST_PIECES = 2;

export function rowMarks(highlights: readonly Highlight[]): RowMarks {
  const of = (...properties: string[]): Highlight[] => highlights.filter(({ property }) => properties.includes(property));
  return {
    name: of('name')[0]?.parts,
    acronym: of('acronym')[0]?.parts,
    place: of('city', 'country').length > 0,
    former: of('formerNames').map(({ parts }) => parts),
    labels: new Set(of('fields', 'issues', 'statement').flatMap(({ id }) => id ?? [])),
    pieces: of('statement', 'about')
      .slice(0, MOST_PIECES)
      .map(({ id, parts }) => ({ issue: id, parts })),
  };
}

/** What was looked for first, the rest as it was. */
export function foundFirst<Entry extends { id: string }>(entries: readonly Entry[], labels: ReadonlySet<string>): Entry[] {
  return [...entries.filter(({ id }) => labels.has(id)), ...entries.filter(({ id }) => !labels.has(id))];
}
