import { badInput } from '../access/errors.ts';
import { cleanText, holdsAddress } from '../schema/text.ts';
import { isCountry, isField, isIssue, isLanguage } from '../vocabulary/known.ts';
import type { OrganisationInput } from './organisation.inputs.ts';

export { cleanText };

const LIMITS = {
  name: 200,
  acronym: 40,
  city: 100,
  about: 5000,
  statement: 500,
  website: 300,
  fields: 5,
  issues: 30,
  languages: 15,
  formerNames: 10,
};

function websiteOf(text: string): string | null {
  const address = /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`;
  try {
    const url = new URL(address);
    return (url.protocol === 'https:' || url.protocol === 'http:') && url.hostname.includes('.') ? url.href : null;
  } catch {
    return null;
  }
}

/**
 * The input made clean (trimmed, NFC, website with its scheme, lists without repeats), or BAD_USER_INPUT naming every wrong field at once.
 * What was left out stays undefined; `creating` asks for name, kind and country.
 */
export function cleanProfile(input: OrganisationInput, creating: boolean): OrganisationInput {
  const wrong: Record<string, string> = {};
  const clean: OrganisationInput = { ...input };
  if (creating || input.name !== undefined) {
    clean.name = cleanText(input.name);
    if (!clean.name || [...clean.name].length < 2) wrong['name'] = 'Give the organisation’s name, at least two letters.';
    else if (clean.name.length > LIMITS.name) wrong['name'] = `Shorten the name to ${LIMITS.name} characters.`;
    else if (holdsAddress(clean.name)) wrong['name'] = 'Give the name without a web address; that has a field of its own.';
  }
  if (input.kind === null || (creating && !input.kind)) wrong['kind'] = 'Choose what kind of organisation it is.';
  if (input.country === null || (creating && !input.country)) wrong['country'] = 'Choose the country.';
  else if (input.country && !isCountry(input.country)) wrong['country'] = 'Choose a country of the list.';
  if (input.visibility === null) delete clean.visibility;
  cleanTexts(input, clean, wrong);
  cleanLists(input, clean, wrong);
  if (Object.keys(wrong).length > 0) throw badInput(wrong);
  return clean;
}

function cleanTexts(input: OrganisationInput, clean: OrganisationInput, wrong: Record<string, string>): void {
  for (const field of ['acronym', 'city', 'about'] as const) {
    if (input[field] === undefined) continue;
    const text = cleanText(input[field], field === 'about');
    if (text && text.length > LIMITS[field]) wrong[field] = `Shorten this to ${LIMITS[field]} characters.`;
    clean[field] = text;
  }
  if (input.website !== undefined) {
    const text = cleanText(input.website);
    clean.website = text && websiteOf(text);
    if (text && (!clean.website || clean.website.length > LIMITS.website))
      wrong['website'] = 'Give a web address such as https://example.org.';
  }
}

function cleanLists(input: OrganisationInput, clean: OrganisationInput, wrong: Record<string, string>): void {
  if (input.fields !== undefined) {
    clean.fields = [...new Set(input.fields ?? [])];
    const unknown = clean.fields.filter((id) => !isField(id));
    if (unknown.length > 0) wrong['fields'] = `Choose fields of the list; unknown: ${unknown.join(', ').slice(0, 200)}.`;
    else if (clean.fields.length > LIMITS.fields) wrong['fields'] = `Choose at most ${LIMITS.fields} fields.`;
  }
  if (input.languages !== undefined) {
    clean.languages = [...new Set((input.languages ?? []).map((language) => language.toLowerCase()))];
    if (clean.languages.length > LIMITS.languages || !clean.languages.every(isLanguage))
      wrong['languages'] = 'Choose languages of the list, e.g. en, tr.';
  }
  if (input.formerNames !== undefined) {
    clean.formerNames = [...new Set((input.formerNames ?? []).flatMap((name) => cleanText(name) ?? []))];
    if (clean.formerNames.length > LIMITS.formerNames || clean.formerNames.some((name) => name.length > LIMITS.name)) {
      wrong['formerNames'] = `Give at most ${LIMITS.formerNames} former names of up to ${LIMITS.name} characters.`;
    }
  }
  if (input.issues !== undefined) cleanIssues(input, clean, wrong);
  if (input.registrations !== undefined) {
    clean.registrations = (input.registrations ?? []).map((row) => ({
      scheme: cleanText(row.scheme) ?? '',
      value: cleanText(row.value) ?? '',
    }));
    const ok = clean.registrations.every(
      ({ scheme, value }) => /^[A-Z]{2,3}(-[A-Z0-9_]{1,20})?$/.test(scheme) && value.length > 0 && value.length <= 60,
    );
    if (!ok || clean.registrations.length > 10) wrong['registrations'] = 'Give scheme (e.g. TR-MOI, DE-CR) and number; at most ten.';
  }
}

function cleanIssues(input: OrganisationInput, clean: OrganisationInput, wrong: Record<string, string>): void {
  const issues = (input.issues ?? []).map((row) => ({ ...row, statement: cleanText(row.statement, true) }));
  const unknown = issues.filter((row) => !isIssue(row.issueId)).map((row) => row.issueId);
  const distinct = new Set(issues.map((row) => `${row.issueId} ${row.direction}`)).size;
  if (unknown.length > 0) wrong['issues'] = `Choose issues of the list; unknown: ${unknown.join(', ').slice(0, 200)}.`;
  else if (distinct < issues.length) wrong['issues'] = 'Say each issue once per direction.';
  else if (issues.length > LIMITS.issues) wrong['issues'] = `Choose at most ${LIMITS.issues} issues.`;
  else if (issues.some((row) => (row.statement?.length ?? 0) > LIMITS.statement))
    wrong['issues'] = `Shorten each statement to ${LIMITS.statement} characters.`;
  clean.issues = issues;
}
