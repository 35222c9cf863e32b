import {
  AREAS,
  COUNTRIES,
  EU_27,
  FIELDS,
  ISSUES,
  labelIn,
  LANGUAGES,
  ORGANISATION_KINDS,
  TURKEY,
  type Labels,
} from '@kopru/schema/vocabulary';

export interface Choice {
  value: string;
  label: string;
  group?: string;
}

/** Everything that can be chosen in the profile form, named in the reader's language. */
export interface FormChoices {
  kinds: Choice[];
  countries: Choice[];
  fields: Choice[];
  issues: Choice[];
  languages: Choice[];
}

interface Entry {
  readonly id: string;
  readonly labels: Labels;
}

/** Official languages of the EU and Turkey, and the largest besides: shown at once, the others after a click. */
const COMMON_LANGUAGES = new Set('ar bg cs da de el en es et fi fr ga hr hu it ku lt lv mt nl pl pt ro sk sl sv tr uk'.split(' '));

/** `groups` names the two sides and the rest, for the list of countries. */
export function formChoices(language: string, groups: { turkey: string; europe: string; elsewhere: string }): FormChoices {
  const named = ({ id, labels }: Entry): Choice => ({ value: id, label: labelIn(labels, language) });
  const byName = (entries: readonly Entry[]): Choice[] => entries.map(named).sort((a, b) => a.label.localeCompare(b.label, language));
  const members: readonly string[] = EU_27;
  const sideGroup = (id: string): string => (id === TURKEY ? groups.turkey : members.includes(id) ? groups.europe : groups.elsewhere);
  const order = [groups.turkey, groups.europe, groups.elsewhere];
  return {
    kinds: ORGANISATION_KINDS.map(named),
    countries: byName(COUNTRIES)
      .map((choice) => ({ ...choice, group: sideGroup(choice.value) }))
      .sort((a, b) => order.indexOf(a.group) - order.indexOf(b.group)),
    fields: byName(FIELDS),
    issues: ISSUES.map((issue) => {
      const area = AREAS.find(({ id }) => id === issue.area);
      return { ...named(issue), group: area ? labelIn(area.labels, language) : issue.area };
    }),
    languages: byName(LANGUAGES).map((choice) => (COMMON_LANGUAGES.has(choice.value) ? choice : { ...choice, group: 'more' })),
  };
}
