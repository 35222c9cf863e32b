import type { DirectoryQuery } from '#lib/directory/directory-query.ts';
import type { SavedSearchInput, SavedSearchRowFragment } from '#lib/graphql/generated.ts';

/** A directory's query as the API saves it. */
export function savedInput({
  text,
  countries,
  fields,
  issues,
  kinds,
  languages,
  direction,
  withoutPartner,
}: DirectoryQuery): Pick<SavedSearchInput, 'query' | 'filter'> {
  return {
    query: text,
    filter: { countries, fields, issues, kinds, languages, ...(direction && { direction }), ...(withoutPartner && { withoutPartner }) },
  };
}

/** And back: what the directory is asked, the newest first, because they are what one comes for. */
export function directoryQuery({ query, filter }: Pick<SavedSearchRowFragment, 'query' | 'filter'>): DirectoryQuery {
  return {
    text: query,
    countries: filter.countries ?? [],
    fields: filter.fields ?? [],
    issues: filter.issues ?? [],
    direction: filter.direction ?? undefined,
    kinds: filter.kinds ?? [],
    languages: filter.languages ?? [],
    withoutPartner: filter.withoutPartner ?? false,
    sort: 'NEWEST',
  };
}
