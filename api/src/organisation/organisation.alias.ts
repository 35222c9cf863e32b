import { randomInt } from 'node:crypto';
import { countryLabel, fieldLabel } from '../vocabulary/known.ts';

const LETTERS = 'ACDEFGHJKLMNPQRTUVWXYZ2346789';

/** A name that says only field and country, and a random mark that tells two such organisations apart. */
export function makeAlias(country: string, fieldIds: readonly string[]): string {
  const mark = Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  const field = fieldIds[0] ? fieldLabel(fieldIds[0]) : 'Civil society';
  return `${field} organisation in ${countryLabel(country)} (${mark})`;
}
