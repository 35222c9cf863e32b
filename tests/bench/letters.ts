/**
 * The letters of 54,569 place names, each as the name of an organisation: `npm run bench:letters -- postgres://an-empty-database [every]`.
 * Indexes all of them and asks for every one (or every n-th) in each form, as a server does: the tables' copy in this process answers. Ends with 1 when an aim is missed.
 */
import pg from 'pg';
import { CopiedSearch } from '@kopru/search/copy/copied-search';
import { PostgresSearch } from '@kopru/search/postgres/postgres-search';
import { SEARCH_SCHEMA_SQL } from '@kopru/search/postgres/schema.sql';
import { documentsNamed, FORMS, isAmongFirstTen, placeNames, seeded, withTypo } from '../support/place-names.ts';

const [url, every = '1'] = process.argv.slice(2);
if (url === undefined) throw new Error('Name an empty database: npm run bench:letters -- postgres://…');

const AT_ONCE = 20;
const pool = new pg.Pool({ connectionString: url, max: 4 });
for (const statement of SEARCH_SCHEMA_SQL) await pool.query(statement);
const search = new CopiedSearch(pool, new PostgresSearch(pool));
const names = placeNames();
const documents = documentsNamed(names);

const started = performance.now();
await search.rebuild(
  (function* () {
    for (let start = 0; start < documents.length; start += 1000) yield documents.slice(start, start + 1000);
  })(),
);
await pool.query('analyze search.face');
await search.load();
console.log(`indexed ${names.length} names in ${((performance.now() - started) / 1000).toFixed(1)} s`);

const asked = names.map((name, index) => ({ name, index })).filter(({ index }) => index % Number(every) === 0);
const random = seeded(29_112);
const forms = [
  ...Object.entries(FORMS).map(([name, form]) => ({ name, form, aim: 1 })),
  { name: 'one typo', form: (name: string) => withTypo(name, random), aim: 0.97 },
];
let good = true;

for (const { name: form, form: typed, aim } of forms) {
  const questions = asked.flatMap(({ name, index }) => {
    const query = typed(name);
    return query === undefined ? [] : [{ query, index }];
  });
  const missed: string[] = [];
  const waiting = [...questions];
  const began = performance.now();
  const worker = async (): Promise<void> => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      if (!(await isAmongFirstTen(search, next.query, next.index))) missed.push(`${next.query} (${names[next.index]})`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const share = 1 - missed.length / questions.length;
  good &&= share >= aim;
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  console.log(
    `${form.padEnd(14)} ${questions.length - missed.length} of ${questions.length} = ${(100 * share).toFixed(2)}%  (aim ${100 * aim}%, ${seconds} s)`,
  );
  if (missed.length > 0) console.log(`  missed: ${missed.slice(0, 12).join(' · ')}`);
}
await pool.end();
process.exitCode = good ? 0 : 1;
