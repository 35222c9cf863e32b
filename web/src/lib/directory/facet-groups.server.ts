import { AREAS, countryByCode, FIELDS, ISSUES, labelIn, languageByCode, ORGANISATION_KINDS, type Labels } from '@kopru/schema/vocabulary';
import { sideOf, type Side } from '#lib/design/side.ts';
import { directoryAddress, LISTS, type DirectoryQuery } from './directory-query.ts';
import type { CountryCount } from './country-places.ts';

export interface FacetChoice {
  value: string;
  label: string;
  count: number;
  checked: boolean;
}

/** A list of the filter panel; `sections` divide it where it has parts (sides, areas). */
export interface FacetGroup {
  name: keyof typeof LISTS;
  chosen: number;
  sections: { id: string; label: string; choices: FacetChoice[] }[];
}

interface Facet {
  name: string;
  values: readonly { value: string; count: number }[];
}

/** Names of values in the reader's language; what the vocabulary does not know keeps its id. */
export function labelOf(name: string, value: string, language: string): string {
  const labels: Labels | undefined = {
    country: countryByCode(value)?.labels,
    field: FIELDS.find(({ id }) => id === value)?.labels,
    issue: ISSUES.find(({ id }) => id === value)?.labels,
    kind: ORGANISATION_KINDS.find(({ id }) => id === value)?.labels,
    language: languageByCode(value)?.labels,
  }[name];
  return labels ? labelIn(labels, language) : value;
}

/** What can be chosen, with how many would match: everything found, and everything chosen even if nothing matches it any more. */
export function facetGroups(facets: readonly Facet[], query: DirectoryQuery, language: string): FacetGroup[] {
  return (Object.keys(LISTS) as (keyof typeof LISTS)[]).map((name) => {
    const list = LISTS[name];
    const counts = new Map(facets.find((facet) => facet.name === list)?.values.map(({ value, count }) => [value, count]));
    for (const value of query[list]) if (!counts.has(value)) counts.set(value, 0);
    const choices = [...counts]
      .map(([value, count]) => ({
        value,
        count,
        label: labelOf(name, value, language),
        checked: query[list].some((chosen) => chosen === value),
      }))
      .sort((a, b) => a.label.localeCompare(b.label, language));
    return { name, chosen: query[list].length, sections: sectionsOf(name, choices, language) };
  });
}

/** The countries of the results with the addresses that choose them or leave them again, as the map shows them. */
export function countryCounts(facets: readonly Facet[], query: DirectoryQuery, language: string): CountryCount[] {
  const group = facetGroups(facets, query, language).find(({ name }) => name === 'country');
  const choices = group?.sections.flatMap(({ choices: own }) => own) ?? [];
  return choices.map(({ value, label, count, checked }) => {
    const countries = checked ? query.countries.filter((code) => code !== value) : [...query.countries, value];
    return { code: value, label, count, chosen: checked, href: directoryAddress({ ...query, countries }) };
  });
}

function sectionsOf(name: string, choices: FacetChoice[], language: string): FacetGroup['sections'] {
  if (name === 'country') {
    const sides: Side[] = ['turkey', 'europe', 'elsewhere'];
    return sides
      .map((side) => ({ id: side, label: side, choices: choices.filter(({ value }) => sideOf(value) === side) }))
      .filter(({ choices: own }) => own.length > 0);
  }
  if (name === 'issue') {
    const areaOf = (value: string): string | undefined => ISSUES.find(({ id }) => id === value)?.area;
    return AREAS.map(({ id, labels }) => ({
      id,
      label: labelIn(labels, language),
      choices: choices.filter(({ value }) => areaOf(value) === id),
    })).filter(({ choices: own }) => own.length > 0);
  }
  return choices.length > 0 ? [{ id: name, label: '', choices }] : [];
}
