import { afterAll, beforeAll, expect, it } from 'vitest';
import { PostgresSearch } from '@kopru/search/postgres/postgres-search';
import { documentsNamed, FORMS, isAmongFirstTen, placeNames, seeded, withTypo } from '../../support/place-names.ts';
import { searchDatabase } from './database.ts';

/** All of them take minutes: `npm run bench:letters`. */
const INDEXED = 4_000;
const ASKED = 250;

let database: Awaited<ReturnType<typeof searchDatabase>>;
let search: PostgresSearch;
const random = seeded(29_112);
const all = placeNames();
const names = Array.from({ length: INDEXED }, () => all.splice(random(all.length), 1)[0] ?? '');

beforeAll(async () => {
  database = await searchDatabase();
  search = new PostgresSearch(database.pool);
  for (let start = 0; start < INDEXED; start += 1000) await search.upsert(documentsNamed(names).slice(start, start + 1000));
});
afterAll(() => database.drop());

/** The names, of the first of the list, that are not found when typed so. */
async function missed(form: (name: string) => string | undefined): Promise<{ asked: number; missed: string[] }> {
  const outcome = { asked: 0, missed: [] as string[] };
  for (const [index, name] of names.slice(0, ASKED).entries()) {
    const query = form(name);
    if (query === undefined) continue;
    outcome.asked += 1;
    if (!(await isAmongFirstTen(search, query, index))) outcome.missed.push(`${query} (${name})`);
  }
  return outcome;
}

it('the package holds the names the figures are about', () => {
  expect(placeNames()).toHaveLength(54_569);
});

it.each(Object.entries(FORMS))('every place name is among the first ten in its %s form', async (_name, form) => {
  expect(await missed(form)).toEqual({ asked: ASKED, missed: [] });
});

it('at least 97 of 100 with a word of five letters are, with a typo', async () => {
  const { asked, missed: lost } = await missed((name) => withTypo(name, random));
  expect(asked).toBeGreaterThan(ASKED / 2);
  expect(lost.length / asked, lost.join(', ')).toBeLessThanOrEqual(0.03);
});
