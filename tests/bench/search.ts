/**
 * How long the PostgreSQL index takes, on invented organisations: `node tests/bench/search.ts <postgres url> [organisations]`.
 * The database is used as it is: give an empty one. Prints milliseconds per question (median and 95th percentile of 60) and per write.
 */
import pg from 'pg';
import { COUNTRIES, EU_27, FIELDS, ISSUES, LANGUAGES, ORGANISATION_KINDS } from '@kopru/schema/vocabulary';
import { audienceFilter } from '@kopru/search/audience';
import { facesOf, type IndexedOrganisation, type SearchDocument } from '@kopru/search/document';
import type { OrganisationQuery } from '@kopru/search/port';
import { PostgresSearch } from '@kopru/search/postgres/postgres-search';
import { SEARCH_SCHEMA_SQL } from '@kopru/search/postgres/schema.sql';

const [url, size = '20000'] = process.argv.slice(2);
if (url === undefined) throw new Error('Name an empty database: node tests/bench/search.ts postgres://…');

let state = 20_260;
/** Park and Miller's generator: the same organisations every time. */
function random(below: number): number {
  state = (state * 48_271) % 2_147_483_647;
  return state % below;
}
const one = <Value>(list: readonly Value[]): Value => list[random(list.length)] as Value;
const some = <Value>(list: readonly Value[], most: number): Value[] => Array.from({ length: 1 + random(most) }, () => one(list));

const SYLLABLES =
  'ka da ri şe mo lü ve zan tor bel ğı çe nis ro pa lu mar tin gö ksu del fra han ice jo ber wal sto pe ün dağ kö le sen'.split(' ');
const COMMON = [
  'Derneği',
  'Vakfı',
  'Association',
  'Foundation',
  'Verein',
  'Network',
  'Women',
  'Kadın',
  'Youth',
  'Europe',
  'Ekoloji',
  'Platform',
];
/** Few words are frequent and most are rare, as in real names. */
const VOCABULARY = Array.from({ length: 60_000 }, () => Array.from({ length: 2 + random(3) }, () => one(SYLLABLES)).join(''));
const word = (): string => VOCABULARY[Math.floor(VOCABULARY.length * (random(1_000_000) / 1_000_000) ** 3)] as string;
const words = (count: number): string => Array.from({ length: count }, word).join(' ');
const countries = ['TR', 'TR', 'TR', ...EU_27, ...COUNTRIES.slice(0, 10).map((country) => country.id)];

function organisation(index: number): IndexedOrganisation {
  const lot = random(100);
  return {
    id: `0199a000-0000-7000-8000-${String(index).padStart(12, '0')}`,
    visibility: lot < 90 ? 'PUBLIC' : lot < 94 ? 'MEMBERS' : lot < 98 ? 'PSEUDONYMOUS' : 'HIDDEN',
    name: `${words(1 + random(3))} ${one(COMMON)} ${random(2) ? word() : ''}`.trim(),
    alias: words(2),
    acronym: random(3) ? null : word().slice(0, 4).toUpperCase(),
    formerNames: random(10) ? [] : [words(3)],
    about: words(20 + random(60)),
    city: word(),
    country: one(countries),
    kind: one(ORGANISATION_KINDS).id,
    fields: some(FIELDS, 3).map((field) => field.id),
    issues: some(ISSUES, 5).map((issue) => ({ issueId: issue.id, direction: random(2) ? 'NEED' : 'OFFER', statement: words(8) })),
    languages: some(LANGUAGES, 3).map((language) => language.id),
    verified: random(3) > 0,
    withoutPartner: random(8) > 0,
    createdAt: new Date(Date.UTC(2024, 0, 1) + index * 60_000),
  };
}

function* batches(count: number): Generator<SearchDocument[]> {
  for (let start = 0; start < count; start += 500) {
    yield Array.from({ length: Math.min(500, count - start) }, (_, index) => organisation(start + index)).flatMap(facesOf);
  }
}

const median = (times: number[], part = 0.5): string =>
  (times.sort((a, b) => a - b)[Math.floor(times.length * part)] ?? 0).toFixed(1).padStart(7);

async function measure(what: string, repeat: number, work: () => Promise<string>): Promise<void> {
  const times: number[] = [];
  let note = '';
  for (let round = 0; round < repeat; round += 1) {
    const start = performance.now();
    note = await work();
    times.push(performance.now() - start);
  }
  console.log(`${median(times)} ${median(times, 0.95)}  ${what} (${note})`);
}

const pool = new pg.Pool({ connectionString: url, max: 2 });
for (const statement of SEARCH_SCHEMA_SQL) await pool.query(statement);
const search = new PostgresSearch(pool);
console.log(' median    95th');
const batch = batches(Number(size));
await measure('put 500 organisations', Math.ceil(Number(size) / 500), async () => {
  const documents = batch.next().value as SearchDocument[];
  await search.upsert(documents);
  return `${documents.length} faces`;
});
await pool.query('analyze search.face');

const facets = ['countries', 'fields', 'issues', 'kinds', 'languages'] as const;
const own = [7, 77, 777].map((index) => organisation(index).id);
const audience = audienceFilter({ isStaff: false, isVerifiedMember: true, fullOrganisationIds: own });
const misspelt = (text: string): string => text.slice(0, 2) + (text[3] ?? '') + (text[2] ?? '') + text.slice(4);
const questions: [string, () => Partial<OrganisationQuery>][] = [
  ['everything', () => ({})],
  ['everything, newest', () => ({ sort: 'NEWEST' })],
  ['one country', () => ({ filter: { countries: ['TR'] } })],
  [
    'two countries, field, need',
    () => ({ filter: { countries: ['TR', 'DE'], fields: ['ecology', 'youth'], issues: ['campaigning'], direction: 'NEED' } }),
  ],
  ['without a partner, verified', () => ({ filter: { withoutPartner: true, verified: true } })],
  ['a rare word', () => ({ query: word() })],
  ['two words', () => ({ query: `${word()} ${word()}` })],
  ['a misspelt word', () => ({ query: misspelt(word()) })],
  ['three words, the last begun', () => ({ query: `${misspelt(word())} ${word()} ${word().slice(0, 3)}` })],
  ['a very frequent word', () => ({ query: one(COMMON) })],
  ['a frequent word, one country', () => ({ query: one(COMMON), filter: { countries: ['TR'] } })],
  ['one letter', () => ({ query: 'k' })],
];
for (const [what, question] of questions) {
  await measure(
    what,
    60,
    async () => `${(await search.search({ audience, sort: 'RELEVANCE', first: 20, facets, ...question() })).totalCount} hits`,
  );
}
await measure('suggestions', 60, async () => `${(await search.suggest({ query: word().slice(0, 4), audience, limit: 8 })).length}`);
await pool.end();
