/** The languages of the interface. Every label of the vocabulary exists in each of them. */
export const LABEL_LANGUAGES = ['en', 'tr'] as const;

export type LabelLanguage = (typeof LABEL_LANGUAGES)[number];

/** One text per interface language. */
export type Labels = Readonly<Record<LabelLanguage, string>>;

/**
 * The text of a label in a language. An unknown language answers English, because a reader of an unforeseen language is
 * better served by English than by an error; a regional tag such as `tr-TR` answers its base language.
 */
export function labelIn(labels: Labels, language: string | null | undefined): string {
  const base = (language ?? 'en').toLowerCase().split('-')[0];
  return base === 'tr' ? labels.tr : labels.en;
}
