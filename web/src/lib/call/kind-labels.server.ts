import { labelIn, organisationKindById } from '@kopru/schema/vocabulary';

/** Labels of organisation kinds in a language; an unknown id is shown as it is. */
export function kindLabels(kinds: readonly string[], language: string): string[] {
  return kinds.map((id) => {
    const kind = organisationKindById(id);
    return kind ? labelIn(kind.labels, language) : id;
  });
}
