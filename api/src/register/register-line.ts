import { fold } from '@kopru/schema/fold';
import { countryFromText, FIELDS, ISSUES, LANGUAGES, ORGANISATION_KINDS } from '@kopru/schema/vocabulary';
import { KopruError } from '../access/errors.ts';
import { cleanProfile } from '../organisation/organisation-batch.service.ts';
import { IssueDirection, OrganisationKind } from '../organisation/organisation.enums.ts';
import { cleanText } from '../schema/text.ts';
import { readOnce } from './double-encoding.ts';
import type { OrganisationInput } from '../organisation/organisation.inputs.ts';

/** The columns an import understands, as its header names them. */
export const REGISTER_COLUMNS = [
  'name',
  'country',
  'city',
  'kind',
  'fields',
  'issues',
  'website',
  'about',
  'languages',
  'external_id',
  'acronym',
  'former_names',
] as const;
export type RegisterColumn = (typeof REGISTER_COLUMNS)[number];

/** Why a line, or a cell of it, is not taken as it stands. */
export interface Remark {
  readonly line: number;
  readonly column: RegisterColumn | null;
  readonly message: string;
}

/** A line that can be stored. A column that the file does not have is left out of `profile`. */
export interface RegisterLine {
  readonly line: number;
  readonly externalId: string | null;
  readonly profile: OrganisationInput & { name: string; country: string };
}

/** A line read: to be stored or rejected, with remarks on cells that were passed over. */
export type LineReading = { readonly accepted: RegisterLine; readonly remarks: Remark[] } | { readonly rejected: Remark };

type Cells = Readonly<Partial<Record<RegisterColumn, string>>>;

/** How a remark on such a text begins. */
export const WRONGLY_ENCODED = 'This looks wrongly encoded';
const LOST = '\uFFFD';
const LONGEST_NAME = 200;
const LONGEST_EXTERNAL_ID = 100;
const NOTHING = new Set(['', '-', '–', 'na', 'n/a', 'none', 'null', 'yok']);

class Rejection extends Error {
  constructor(
    readonly column: RegisterColumn,
    message: string,
  ) {
    super(message);
  }
}

/** Ids by id and by label in every language, folded: registers write "Dernek", "association" or "ASSOCIATION". */
function spellings(
  entries: readonly { readonly id: string; readonly labels: Readonly<Record<string, string>> }[],
): ReadonlyMap<string, string> {
  return new Map(entries.flatMap(({ id, labels }) => [id, ...Object.values(labels)].map((text): [string, string] => [fold(text), id])));
}
const kinds = spellings(ORGANISATION_KINDS);
const fields = spellings(FIELDS);
const issues = spellings(ISSUES);
const languages = spellings(LANGUAGES);

const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);
const listOf = (cell: string): string[] =>
  cell
    .split(';')
    .map((item) => item.trim())
    .filter((item) => item !== '');

function idsOf(column: RegisterColumn, cell: string, known: ReadonlyMap<string, string>): string[] {
  const unknown: string[] = [];
  const ids = listOf(cell).flatMap((item) => {
    const id = known.get(fold(item));
    if (id === undefined) unknown.push(item);
    return id ?? [];
  });
  if (unknown.length > 0) throw new Rejection(column, `Not in the vocabulary: ${unknown.map((item) => `“${shorten(item)}”`).join(', ')}.`);
  return [...new Set(ids)];
}

/** `need:volunteer-management` or `offer:campaigning`; an issue without a word in front is a need. */
function issuesIn(cell: string): NonNullable<OrganisationInput['issues']> {
  const seen = new Map<string, { issueId: string; direction: IssueDirection }>();
  for (const item of listOf(cell)) {
    const [, word = 'need', name = ''] = /^(?:(need|offer)\s*:)?\s*(.*)$/is.exec(item) ?? [];
    const direction = word.toLowerCase() === 'offer' ? IssueDirection.OFFER : IssueDirection.NEED;
    for (const issueId of idsOf('issues', name, issues)) seen.set(`${issueId} ${direction}`, { issueId, direction });
  }
  return [...seen.values()];
}

function nameIn(cell: string): string {
  const name = cleanText(cell) ?? '';
  if (name === '') throw new Rejection('name', 'The name is missing.');
  if (name.includes(LOST)) {
    throw new Rejection(
      'name',
      'Letters of the name were lost in an earlier conversion (�). Save the file as UTF-8 and import this line again.',
    );
  }
  if (name.length > LONGEST_NAME)
    throw new Rejection('name', `The name has ${name.length} characters; at most ${LONGEST_NAME} are allowed.`);
  return name;
}

function countryIn(cell: string): string {
  if (cell.trim() === '') throw new Rejection('country', 'The country is missing.');
  const country = countryFromText(cell.trim());
  if (!country) {
    throw new Rejection(
      'country',
      `“${shorten(cell.trim())}” is not a country we know; give its two-letter code or its English or Turkish name.`,
    );
  }
  return country.id;
}

function kindIn(cell: string): OrganisationKind {
  if (cell.trim() === '') return OrganisationKind.OTHER;
  const kind = kinds.get(fold(cell.trim()));
  if (!kind) throw new Rejection('kind', `“${shorten(cell.trim())}” is not a kind of organisation we know.`);
  return kind as OrganisationKind;
}

function externalIdIn(cell: string | undefined): string | null {
  const id = cleanText(cell) ?? '';
  if (id.includes(LOST)) throw new Rejection('external_id', 'Characters of the external id were lost (�).');
  if (id.length > LONGEST_EXTERNAL_ID)
    throw new Rejection('external_id', `The external id is longer than ${LONGEST_EXTERNAL_ID} characters.`);
  return id || null;
}

function profileOf(cells: Cells): OrganisationInput & { name: string; country: string } {
  const { city, kind, website, about, acronym } = cells;
  const profile: OrganisationInput & { name: string; country: string } = {
    name: nameIn(cells.name ?? ''),
    country: countryIn(cells.country ?? ''),
  };
  if (city !== undefined) profile.city = city;
  if (kind !== undefined) profile.kind = kindIn(kind);
  if (website !== undefined) profile.website = NOTHING.has(website.trim().toLowerCase()) ? null : website;
  if (about !== undefined) profile.about = about;
  if (acronym !== undefined) profile.acronym = NOTHING.has(acronym.trim().toLowerCase()) ? null : acronym;
  if (cells.former_names !== undefined) profile.formerNames = listOf(cells.former_names);
  if (cells.fields !== undefined) profile.fields = idsOf('fields', cells.fields, fields);
  if (cells.issues !== undefined) profile.issues = issuesIn(cells.issues);
  if (cells.languages !== undefined) profile.languages = idsOf('languages', cells.languages, languages);
  return profile;
}

/** Passes the profile through the rules every profile obeys. A website that is none is passed over: it should not cost the organisation its place. */
function obey(
  profile: OrganisationInput & { name: string; country: string },
  remark: (column: RegisterColumn, message: string) => void,
): typeof profile {
  try {
    return { ...profile, ...cleanProfile(profile, false) } as typeof profile;
  } catch (error) {
    if (!(error instanceof KopruError)) throw error;
    const { website, ...others } = error.details['fields'] as Readonly<Record<string, string>>;
    const [first] = Object.entries(others);
    if (first) throw new Rejection(first[0] === 'formerNames' ? 'former_names' : (first[0] as RegisterColumn), first[1]);
    if (website === undefined) throw error;
    remark('website', `“${shorten(profile.website ?? '')}” is not a web address; the website stays empty.`);
    return obey({ ...profile, website: null }, remark);
  }
}

/**
 * Reads one record. Rejected: no usable name or country, an unknown value of the vocabulary, a text over its limit. Passed over with a
 * remark: a website that is none, letters lost in a description or city. Texts that look wrongly encoded are taken as they are, with a remark.
 */
export function readLine(line: number, cells: Cells): LineReading {
  const remarks: Remark[] = [];
  const remark = (column: RegisterColumn, message: string): void => void remarks.push({ line, column, message });
  try {
    const externalId = externalIdIn(cells.external_id);
    const profile = obey(profileOf(cells), remark);
    for (const column of ['name', 'city', 'about', 'acronym', 'former_names'] as const) {
      const meant = readOnce(cells[column] ?? '');
      if (meant !== null)
        remark(column, `${WRONGLY_ENCODED}; “${shorten(meant)}” was probably meant. Save the file as UTF-8 and import it again.`);
    }
    for (const column of ['city', 'about'] as const) {
      if (cells[column]?.includes(LOST)) remark(column, 'Letters were lost in an earlier conversion (�); the text is kept as it is.');
    }
    return { accepted: { line, externalId, profile }, remarks };
  } catch (error) {
    if (error instanceof Rejection) return { rejected: { line, column: error.column, message: error.message } };
    throw error;
  }
}
