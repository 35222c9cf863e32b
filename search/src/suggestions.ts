import { FIELDS, ISSUES, LABEL_LANGUAGES } from '@kopru/schema/vocabulary';
import { nameKey } from './words.ts';

/** A label of the vocabulary that a person may be typing, and what carries it. */
export interface LabelSuggestion {
  readonly label: string;
  readonly attribute: 'fields' | 'issues';
  readonly id: string;
}

const LABELS: readonly (LabelSuggestion & { readonly key: string })[] = [
  ...FIELDS.map((field) => ({ entry: field, attribute: 'fields' as const })),
  ...ISSUES.map((issue) => ({ entry: issue, attribute: 'issues' as const })),
].flatMap(({ entry, attribute }) =>
  LABEL_LANGUAGES.map((language) => {
    const label = entry.labels[language];
    return { label, attribute, id: entry.id, key: ` ${nameKey(label)}` };
  }),
);

/** More would crowd out the names. */
const MAX_LABELS = 3;

/** The labels, in any language, of which a word starts with what was typed; at most three. */
export function labelsStarting(query: string): LabelSuggestion[] {
  const wanted = nameKey(query);
  if (wanted === '') return [];
  return LABELS.filter(({ key }) => key.includes(` ${wanted}`)).slice(0, MAX_LABELS);
}
