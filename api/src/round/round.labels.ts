import { countryLabel, fieldLabel } from '../vocabulary/known.ts';

/** “Norway (B) and Ecology (A)”: quotas by their stored names, one on each line. */
export const quotaLabels = (names: string, language: string): string =>
  new Intl.ListFormat(language === 'tr' ? 'tr' : 'en').format(names.split('\n').map((name) => quotaLabel(name, language)));

/** “Germany (B)”, “ecology (A)”: a quota by its stored name. */
export function quotaLabel(name: string, language: string): string {
  const [kind = '', value = '', side = ''] = name.split(' ');
  const spoken = language === 'tr' ? 'tr' : 'en';
  return `${kind === 'COUNTRY' ? countryLabel(value, spoken) : fieldLabel(value, spoken)} (${side})`;
}
