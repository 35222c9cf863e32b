import { countryLabel, fieldLabel } from '../vocabulary/known.ts';

/** “Germany (B)”, “ecology (A)”: a quota by its stored name. */
export function quotaLabel(name: string, language: string): string {
  const [kind = '', value = '', side = ''] = name.split(' ');
  const spoken = language === 'tr' ? 'tr' : 'en';
  return `${kind === 'COUNTRY' ? countryLabel(value, spoken) : fieldLabel(value, spoken)} (${side})`;
}
