/**
 * Turns two public lists into the CSV that `importOrganisations` reads, on standard output. The lists themselves stay outside the project.
 *
 *   node scripts/convert-register.mjs ../shared/data/social-forum-groups.csv > /tmp/forum.csv
 *   node scripts/convert-register.mjs ../shared/data/research-register.csv > /tmp/research.csv
 *
 * The list is recognised by its header. Every record comes out as one record, so that the import's report accounts for all of them.
 * What is mapped to what, and why: docs/import.md.
 */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

/** @type {Record<string, string>} */
const KIND_OF_TYPE = {
  'NGO or Association': 'ASSOCIATION',
  'Youth organization': 'ASSOCIATION',
  'Foundation or trust': 'FOUNDATION',
  'Co-operative': 'COOPERATIVE',
  'Affinity group or collective': 'CIVIL_INITIATIVE',
  'Project or campaign of several organisations': 'CIVIL_INITIATIVE',
  'Social Forum Local/Regional/Thematic': 'CIVIL_INITIATIVE',
  'Social Forum preparatory working group': 'CIVIL_INITIATIVE',
};

/** @type {Record<string, string>} */
const FIELDS_OF_THEME = {
  'Labour, precarity and unemployment': 'social-economy',
  'Democracy and politics': 'democracy-and-participation',
  'Migrations and antiracism': 'refugees-and-migration;anti-discrimination',
  'International solidarity and cooperation': 'peace-and-dialogue',
  'War, conflict resolutions and peace': 'peace-and-dialogue',
  'Ecology and sustainability': 'ecology',
  Economy: 'social-economy',
  Education: 'non-formal-education',
  'Human and civil rights': 'human-rights',
  'Art, culture and entertainment': 'culture-and-arts',
  'Gender, sexuality, feminism': 'gender;womens-rights',
  Health: 'health',
  'Media and publications': 'culture-and-arts',
  'Community and local development': 'urban-development',
  'Social exclusion and poverty': 'anti-discrimination',
  'Agriculture and food': 'rural-development',
  'Cultural and linguistic diversity': 'culture-and-arts;anti-discrimination',
  Housing: 'urban-development',
  Youth: 'youth',
};

/**
 * Parts of states, and names in other languages, which the import does not know as countries.
 * @type {Record<string, string>}
 */
const COUNTRY_OF_NAME = { 'Pais Vasco': 'Spain', Palestina: 'Palestine', Maroc: 'Morocco', England: 'United Kingdom' };

/** A short name that is one: at most the 40 letters of a profile, and not the name again. */
const shortName = (/** @type {string} */ text, /** @type {string} */ name) =>
  text.trim().length <= 40 && text.trim().toLowerCase() !== name.trim().toLowerCase() ? text : '';

/** @typedef {Record<string, string>} Row one value for every column */

/**
 * Ids of different lists must not meet, so each gets its list's name in front.
 * @type {{ knownBy: string[], columns: string[], convert: (cell: (column: string) => string) => Row }[]}
 */
const LISTS = [
  {
    knownBy: ['type', 'theme', 'description'],
    columns: ['name', 'acronym', 'country', 'city', 'kind', 'fields', 'website', 'about', 'external_id'],
    convert: (cell) => ({
      name: cell('name'),
      acronym: shortName(cell('acronym'), cell('name')),
      country: COUNTRY_OF_NAME[cell('country').trim()] ?? cell('country'),
      city: cell('city'),
      kind: KIND_OF_TYPE[cell('type').trim()] ?? 'OTHER',
      fields: FIELDS_OF_THEME[cell('theme').replace(/\s+/g, ' ').trim()] ?? '',
      website: cell('website'),
      about: cell('description'),
      external_id: `forum-${cell('id')}`,
    }),
  },
  {
    knownBy: ['short_name', 'activity_type'],
    columns: ['name', 'acronym', 'country', 'city', 'external_id'],
    convert: (cell) => ({
      name: cell('name'),
      acronym: shortName(cell('short_name'), cell('name')),
      country: cell('country'),
      city: cell('city'),
      external_id: `research-${cell('id')}`,
    }),
  },
];

const quoted = (/** @type {string} */ cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

function main(/** @type {string | undefined} */ path) {
  if (!path) throw new Error('Name the file to convert: node scripts/convert-register.mjs FILE.csv > converted.csv');
  /** @type {Row[]} */
  const rows = parse(readFileSync(path), { columns: true, bom: true, skip_empty_lines: true });
  const list = LISTS.find(({ knownBy }) => knownBy.every((column) => Object.hasOwn(rows[0] ?? {}, column)));
  if (!list) throw new Error(`${path} is none of the lists this script knows; see docs/import.md for the format to write yourself.`);
  const lines = rows.map((row) => {
    const converted = list.convert((column) => row[column] ?? '');
    return list.columns.map((column) => quoted(converted[column] ?? '')).join(',');
  });
  process.stdout.write([list.columns.join(','), ...lines, ''].join('\n'));
}

try {
  main(process.argv[2]);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
