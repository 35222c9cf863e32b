import { isCountryId } from '@kopru/schema/vocabulary';
import { redirect } from '@sveltejs/kit';
import {
  activeFilters,
  type DirectoryQuery,
  directoryAddress,
  directoryVariables,
  nextPlace,
  PAGE_SIZE,
  previousPlace,
  readPlace,
  readQuery,
} from '#lib/directory/directory-query.ts';
import { countryCounts, facetGroups, labelOf } from '#lib/directory/facet-groups.server.ts';
import { waysOn } from '#lib/directory/ways-on.ts';
import { DirectoryPageDocument } from '#lib/graphql/generated.ts';
import { statusOf } from '#lib/graphql/refusal.ts';
import type { PageServerLoad } from './$types';
import { error } from '@sveltejs/kit';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { language } = locals;
  const asked = readQuery(url.searchParams);
  // A country that there is not, of a mistyped or stale address, filters nothing.
  const query = { ...asked, countries: asked.countries.filter(isCountryId) };
  const place = readPlace(url.searchParams);
  const { data, refusal } = await locals.graphql.ask(DirectoryPageDocument, { ...directoryVariables(query, place), language });
  if (refusal) {
    // A cursor of another search, or one that has outlived its list: begin at the front instead of failing.
    if (refusal.code === 'BAD_USER_INPUT' && place.cursors.length > 0) redirect(303, directoryAddress(query));
    error(statusOf(refusal.code), { message: refusal.message, code: refusal.code });
  }
  const { edges, totalCount, degraded, pageInfo, facets, droppedWords, didYouMean, emptyPlaces, relaxations } = data.organisations;
  const previous = previousPlace(place);
  const from = (place.page - 1) * PAGE_SIZE + 1;
  return {
    query,
    total: totalCount,
    degraded,
    organisations: edges.map(({ node, highlights }) => ({
      organisation: node,
      kind: labelOf('kind', node.kind, language),
      highlights,
    })),
    dropped: droppedWords,
    didYouMean: didYouMean ? { text: didYouMean, href: directoryAddress({ ...query, text: didYouMean }) } : undefined,
    emptyPlaces: emptyPlaces.map(({ words, ...place }) => ({
      ...place,
      href: directoryAddress({ ...query, text: words, countries: [place.country] }),
    })),
    ways: waysOn(relaxations, query, (name, value) => labelOf(name, value, language)),
    groups: facetGroups(facets, query, language),
    countries: countryCounts(facets, query, language),
    active: activeFilters(query).map(({ name, value, without }) => ({
      name,
      value,
      label: labelOf(name, value, language),
      href: directoryAddress(without),
    })),
    saving: {
      search: directoryAddress(query).replace('/organisations', ''),
      name: proposedName(query, language),
      signedIn: (await locals.viewer()) !== null,
    },
    paging: {
      from,
      to: from + edges.length - 1,
      previous: previous && directoryAddress(query, previous),
      next: pageInfo.hasNextPage && pageInfo.endCursor ? directoryAddress(query, nextPlace(place, pageInfo.endCursor)) : undefined,
    },
  };
};

/** What a saved search is called unless its owner says otherwise: its words and chosen values. */
function proposedName(query: DirectoryQuery, language: string): string {
  const chosen = activeFilters(query).filter(({ name }) => name !== 'without-partner' && name !== 'direction');
  return [query.text, ...chosen.map(({ name, value }) => labelOf(name, value, language))].filter(Boolean).join(', ').slice(0, 80);
}
