import type { MarkedText, Marker } from '@kopru/search/marker';
import type { OrganisationView } from '../organisation/organisation.reads.ts';
import type { Highlight, OrganisationEdge } from './directory.types.ts';

/** What a highlight is put together from: the words it answers decide whether it says anything new. */
interface Finding extends Omit<Highlight, 'parts'> {
  readonly parts: MarkedText['parts'];
  readonly words: ReadonlySet<number>;
}

const LONGEST_EXCERPT = 180;

/**
 * Where the words of a query stand in an organisation. Reads the view, which holds only what the viewer may see, and not the index. A statement
 * and the description are shown only for words that nothing shorter answers.
 */
function highlightsOf(view: OrganisationView, marker: Marker): Highlight[] {
  const found: Finding[] = [];
  const add = (property: string, id: string | null, marked: MarkedText | undefined): void => {
    if (marked !== undefined) found.push({ property, id, ...marked });
  };
  add('name', null, marker.mark(view.name));
  add('acronym', null, marker.mark(view.acronym));
  for (const name of view.formerNames) add('formerNames', null, marker.mark(name));
  add('city', null, marker.mark(view.city));
  found.push(...entriesOf(view, marker));
  const answered = new Set(found.flatMap(({ words }) => [...words]));
  const news = (marked: MarkedText | undefined): MarkedText | undefined =>
    marked !== undefined && [...marked.words].some((word) => !answered.has(word)) ? marked : undefined;
  for (const { issueId, statement } of view.issueRows) {
    const marked = news(marker.excerpt(statement, LONGEST_EXCERPT));
    add('statement', issueId, marked);
    for (const word of marked?.words ?? []) answered.add(word);
  }
  add('about', null, news(marker.excerpt(view.about, LONGEST_EXCERPT)));
  return found.map(({ property, id, parts }) => ({ property, id, parts: [...parts] }));
}

/** Fields, issues and the country in whose labels a word stands, as far as the organisation has them. */
function entriesOf(view: OrganisationView, marker: Marker): Finding[] {
  const has = {
    fields: (id: string): boolean => view.fieldIds.includes(id),
    issues: (id: string): boolean => view.issueRows.some((row) => row.issueId === id),
    country: (id: string): boolean => view.country === id,
  };
  const carried = marker.entries().filter(({ attribute, id }) => has[attribute](id));
  const keys = [...new Set(carried.map(({ attribute, id }) => `${attribute} ${id}`))];
  return keys.map((key) => {
    const same = carried.filter(({ attribute, id }) => `${attribute} ${id}` === key);
    return { property: same[0]?.attribute ?? '', id: same[0]?.id ?? null, parts: [], words: new Set(same.map(({ word }) => word)) };
  });
}

/** A hit of a search; its highlights are looked for only when somebody reads them. */
export class Hit implements OrganisationEdge {
  constructor(
    readonly cursor: string,
    readonly node: OrganisationView,
    private readonly marker: Marker,
  ) {}

  get highlights(): Highlight[] {
    return this.marker.hasWords ? highlightsOf(this.node, this.marker) : [];
  }
}
