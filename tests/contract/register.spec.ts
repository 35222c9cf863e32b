import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Loose } from '../support/client.ts';
import { newWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await newWorld();
});
afterAll(() => world.close());

const IMPORT = `mutation ($csv: String!, $dryRun: Boolean) { importOrganisations(csv: $csv, dryRun: $dryRun) {
  created updated unchanged rejected { line column message } remarks { line column message } } }`;
const bring = async (csv: string, dryRun = false): Promise<Loose> => (await world.staff.ask(IMPORT, { csv, dryRun })).importOrganisations;
const count = async (): Promise<number> => (await world.server.services.db.query('select from organisation')).rows.length;
const stored = async (name: string): Promise<Loose[]> =>
  (await world.server.services.db.query('select * from organisation where name = $1', [name])).rows;

const CSV = [
  'name,country,city,fields,issues,external_id,colour',
  'Çağla Kültür Derneği,Türkiye,İzmir,culture-and-arts,offer:campaigning,A-1,blue',
  '"Rot, Grün & ""Blau""\ne. V.",Germany,Köln,ecology;youth,,A-2,red',
  'Nowhere Club,Atlantis,,,,A-3,',
  'Çağla Kültür Derneği,TR,Ankara,,,A-1,',
].join('\r\n');

it('says before storing exactly what it will say after, accounts for every line, and changes nothing the second time', async () => {
  const before = await count();
  const dry = await bring(CSV, true);
  expect(dry).toMatchObject({ created: 2, updated: 0, unchanged: 0 });
  expect(dry.rejected).toEqual([
    { line: 5, column: 'country', message: expect.stringContaining('Atlantis') },
    { line: 6, column: 'external_id', message: expect.stringContaining('line 2') },
  ]);
  expect(dry.remarks).toEqual([{ line: 1, column: null, message: expect.stringContaining('colour') }]);
  expect(await count()).toBe(before);

  expect(await bring(CSV)).toEqual(dry);
  expect(await count()).toBe(before + 2);
  expect(await stored('Rot, Grün & "Blau" e. V.')).toMatchObject([
    {
      country: 'DE',
      city: 'Köln',
      field_ids: ['ecology', 'youth'],
      visibility: 'PUBLIC',
      verified_at: null,
      external_source: 'register',
      external_id: 'A-2',
    },
  ]);

  expect(await bring(CSV)).toEqual({ ...dry, created: 0, unchanged: 2 });
  expect(await count()).toBe(before + 2);
  const { rows } = await world.server.services.db.query<{ at: Date }>(
    `select created_at = updated_at as same from organisation where external_source = 'register'`,
  );
  expect(rows).toEqual([{ same: true }, { same: true }]);
});

it('updates what changed and nothing else, and the directory follows', async () => {
  const outcome = await bring(CSV.replace('İzmir', 'Bergama').replace('offer:campaigning', 'need:digital-tools'));
  expect(outcome).toMatchObject({ created: 0, updated: 1, unchanged: 1 });
  const [row] = await stored('Çağla Kültür Derneği');
  expect(row).toMatchObject({ city: 'Bergama', visibility: 'PUBLIC' });
  const { organisation } = await world.visitor.ask(
    'query ($id: ID!) { organisation(id: $id) { issues { issue { id } direction } verified representativeCount } }',
    { id: row.id },
  );
  expect(organisation).toEqual({
    issues: [{ issue: { id: 'digital-tools' }, direction: 'NEED' }],
    verified: false,
    representativeCount: 0,
  });
  await vi.waitFor(
    async () => {
      const { organisations } = await world.visitor.ask('{ organisations(query: "cagla bergama") { nodes { id } } }');
      expect(organisations.nodes).toEqual([{ id: row.id }]);
    },
    { timeout: 10_000 },
  );
});

it('leaves a profile alone that its own people look after', async () => {
  const profile = 'query ($id: ID!) { organisation(id: $id) { name city fields { id } } }';
  const before = await world.visitor.ask(profile, { id: world.aylin.organisationId });
  const { name } = before.organisation;
  expect(await bring(`name,country,fields\n${name},TR,health`)).toMatchObject({ created: 0, updated: 0, unchanged: 1 });
  expect(await world.visitor.ask(profile, { id: world.aylin.organisationId })).toEqual(before);
});

it('tells staff once, not a thousand times', async () => {
  const { activities } = await world.staff.ask('{ activities(first: 100) { nodes { kind } } }');
  const kinds: string[] = activities.nodes.map((node: Loose) => node.kind);
  expect(kinds.filter((kind) => kind === 'ORGANISATIONS_IMPORTED')).toHaveLength(2);
});

it('refuses everyone but staff, and what is not CSV, and stores nothing', async () => {
  const before = await count();
  expect(await world.visitor.refused(IMPORT, { csv: CSV })).toBe('UNAUTHENTICATED');
  expect(await world.aylin.client.refused(IMPORT, { csv: CSV, dryRun: true })).toBe('NOT_FOUND');
  for (const csv of ['', 'not a table', '{"name": "x"}', '\u0000\u0001\u0002']) {
    const answer = await world.staff.send(IMPORT, { csv });
    expect(answer.errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: { csv: expect.stringContaining('first line') },
    });
  }
  expect(await count()).toBe(before);
});

it('remarks on wrong encoding, line by line and, when it is many, for the file', async () => {
  const lines = ['GÃ¶teborg FÃ¶rening,SE,MalmÃ¶', 'Linköpings Förening,SE,Malmö', 'ÃkesjÃ¶ FÃ¶rening,SE,Lund', 'VÃ¤xjÃ¶ FÃ¶rening,SE,Lund'];
  const outcome = await bring(`name,country,city\n${lines.join('\n')}\n`, true);
  expect(outcome.created).toBe(4);
  const wrong = outcome.remarks.filter(({ message }: { message: string }) => message.includes('wrongly encoded'));
  expect(wrong.map(({ line, column }: { line: number; column: string | null }) => [line, column])).toContainEqual([2, 'name']);
  expect(wrong.find(({ line, column }: { line: number; column: string | null }) => line === 2 && column === 'name')).toMatchObject({
    message: expect.stringContaining('Göteborg Förening'),
  });
  expect(wrong.some(({ line }: { line: number }) => line === 3)).toBe(false);
  const many = await bring(`name,country\nGÃ¶teborg,SE\nVÃ¤xjÃ¶,SE\nMalmÃ¶,SE\n`, true);
  expect(many.remarks[0]).toEqual({ line: 1, column: null, message: expect.stringContaining('in 3 lines') });
});
