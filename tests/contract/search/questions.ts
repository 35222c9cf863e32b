import { audienceFilter, type Viewer } from '@kopru/search/audience';
import type { OrganisationQuery, OrganisationResult, OrganisationSearch } from '@kopru/search/port';
import type { FacetName } from '@kopru/search/query';
import { idOf, keyOf, type Key } from './fixture.ts';

export const visitor: Viewer = { isStaff: false, isVerifiedMember: false, fullOrganisationIds: [] };
export const member: Viewer = { ...visitor, isVerifiedMember: true };
export const staff: Viewer = { ...visitor, isStaff: true };
/** A visitor who sees these organisations in full. */
export const seeing = (...keys: Key[]): Viewer => ({ ...visitor, fullOrganisationIds: keys.map(idOf) });

type Question = [query: string, more?: Partial<OrganisationQuery>, viewer?: Viewer];

/** The ways in which the contract asks an engine. `search` is a function because the engine opens after the tests are named. */
export class Questions {
  readonly search: () => OrganisationSearch;

  constructor(search: () => OrganisationSearch) {
    this.search = search;
  }

  ask = (...[query, more = {}, viewer = visitor]: Question): Promise<OrganisationResult> =>
    this.search().search({ query, audience: audienceFilter(viewer), sort: 'RELEVANCE', first: 50, ...more });

  /** Which organisations, in no order. */
  found = async (...question: Question): Promise<Key[]> => this.keys(await this.ask(...question)).sort();

  first = async (...question: Question): Promise<Key | undefined> => this.keys(await this.ask(...question))[0];

  keys = (result: OrganisationResult): Key[] => result.hits.map((hit) => keyOf(hit.organisationId));

  counts = async (facet: FacetName, ...[query, more, viewer]: Question): Promise<Record<string, number>> => {
    const result = await this.ask(query, { ...more, facets: [facet] }, viewer);
    return Object.fromEntries(result.facets[0]?.values.map(({ value, count }) => [value, count]) ?? []);
  };

  /** Labels, then names. */
  suggest = async (query: string, viewer = visitor): Promise<string[]> => {
    const { labels, names } = await this.search().suggest({ query, audience: audienceFilter(viewer), limit: 8 });
    return [...labels, ...names.map(({ name }) => name)];
  };
}
