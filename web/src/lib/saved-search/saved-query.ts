import type { DirectoryQuery } from '#lib/directory/directory-query.ts';
import type { SavedSearchInput, SavedSearchRowFragment } from '#lib/graphql/generated.ts';

/** How often letters come, in the order in which it is offered. */
export const RHYTHMS = ['OFF', 'DAILY', 'WEEKLY'] as const;

/** The zones in which most of the programme's people live; what was chosen elsewhere stays. */
export const ZONES = ['Europe/Istanbul', 'Europe/Berlin', 'Europe/Athens', 'Europe/Lisbon', 'Europe/Dublin'];

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
