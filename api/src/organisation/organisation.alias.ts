import { randomInt } from 'node:crypto';
import { countryLabel, fieldLabel } from '../vocabulary/known.ts';

const LETTERS = 'ACDEFGHJKLMNPQRTUVWXYZ2346789';

const wordsOf = (country: string, fieldIds: readonly string[]): string => {
  const field = fieldIds[0] ? fieldLabel(fieldIds[0]) : 'Civil society';
  return `${field} organisation in ${countryLabel(country)}`;
};

/**
 * A name that says only field and country, and a random mark that tells two such organisations apart; the one it has while that still says
 * what is so. Otherwise another mark too: kept, it would tell which organisation has moved.
 */
export function aliasOf(country: string, fieldIds: readonly string[], alias?: string): string {
  const words = wordsOf(country, fieldIds);
  if (alias?.startsWith(`${words} (`)) return alias;
  return `${words} (${Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join('')})`;
}
