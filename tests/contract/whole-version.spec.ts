import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Loose, TestClient } from '../support/client.ts';
import { newestMailTo } from '../support/mailbox.ts';
import { spaceOfTwo } from '../support/space.ts';
import { adapt, adaptationOf, NAME, RESTORE, SIGN, VERSIONS, write } from '../support/versions.ts';
import { newWorld, type Inhabitant, type World } from '../support/world.ts';

let world: World;
let documentId: string;
/** The adaptations of Aylin's and of Lena's organisation. */
let turkish: string;
let german: string;
beforeAll(async () => {
  world = await newWorld();
});
afterAll(() => world.close());

async function newModel(): Promise<void> {
  documentId = await spaceOfTwo(world);
  [turkish, german] = await Promise.all([adaptationOf(world.aylin, documentId), adaptationOf(world.lena, documentId)]);
  await write(world.aylin, documentId, 'A companion for ninety days.');
}

const named = async (name = 'Whole'): Promise<Loose> => (await world.aylin.client.ask(NAME, { documentId, name })).nameDocumentVersion;
const signed = async (who: Inhabitant, id: string): Promise<Loose> =>
  (await who.client.ask(SIGN, { id, organisationId: who.organisationId })).signDocumentVersion;
const newest = async (): Promise<Loose> => (await world.lena.client.ask(VERSIONS, { id: documentId })).document.versions[0];

const exported = async (client: TestClient, id: string, rest: string): Promise<string> =>
  (await fetch(`${world.server.url}/documents/${id}/${rest}`, { headers: { cookie: client.cookie } })).text();
/** What stands under the heading of section 10 in the Markdown. */
const sectionTen = (markdown: string): string | undefined =>
  /^## 10\\\. [^\n]*\n([\s\S]*?)^## 11\\\./m
    .exec(markdown)?.[1]
    ?.trim()
    .replace(/\n{2,}/g, '\n');

const COMPARE = `query ($id: ID!, $from: ID!, $to: ID) { documentComparison(documentId: $id, from: $from, to: $to) {
  number texts { label blocks { kind words { kind text } } } } }`;

describe('a version of a model', () => {
  it('holds both adaptations as they were, for both sides and in every export', async () => {
    await newModel();
    await adapt(world.aylin, turkish, 'The rota hangs in the depot.');
    await adapt(world.lena, german, 'The baker invites.');
    const version = await named();
    expect(version).toMatchObject({ isCurrent: true, holdsAdaptations: true });
    await adapt(world.lena, german, 'Written after.');
    expect(await newest()).toMatchObject({ id: version.id, isCurrent: false });
    const kept = [
      '### How we adapt it at home: Su Yolu Derneği',
      'The rota hangs in the depot.',
      '### How we adapt it at home: Flussland e. V.',
      'The baker invites.',
    ].join('\n');
    for (const who of [world.aylin.client, world.lena.client, world.staff]) {
      expect(sectionTen(await exported(who, documentId, `export.md?version=${version.id}`))).toBe(kept);
    }
    expect(sectionTen(await exported(world.aylin.client, documentId, 'export.md'))).toBe(`${kept}\nWritten after.`);
    const json = JSON.parse(await exported(world.lena.client, documentId, `export.json?version=${version.id}`)) as Loose;
    expect(json.adaptations.map((one: Loose) => [one.organisationId, one.sequence])).toEqual([
      [world.aylin.organisationId, 1],
      [world.lena.organisationId, 1],
    ]);
  });

  it('compares section 10 organisation by organisation', async () => {
    await newModel();
    await adapt(world.aylin, turkish, 'Before.');
    const { id: from } = await named();
    await adapt(world.lena, german, 'The baker invites.');
    const { documentComparison: sections } = await world.aylin.client.ask(COMPARE, { id: documentId, from });
    expect(sections).toEqual([
      {
        number: 10,
        texts: [
          {
            label: 'How we adapt it at home: Flussland e. V.',
            blocks: [{ kind: 'ADDED', words: [{ kind: 'ADDED', text: 'The baker invites.' }] }],
          },
        ],
      },
    ]);
  });

  it('is restored without touching what is each organisation’s own', async () => {
    await newModel();
    await adapt(world.lena, german, 'Of then.');
    const { id } = await named();
    await write(world.aylin, documentId, 'More.');
    await adapt(world.lena, german, 'Of now.');
    const { restoreDocumentVersion: restored } = await world.aylin.client.ask(RESTORE, { id });
    expect(restored).toMatchObject({ cause: 'RESTORED', isCurrent: true, holdsAdaptations: true });
    expect(sectionTen(await exported(world.lena.client, documentId, `export.md?version=${restored.id}`))).toContain('Of now.');
    // The model's own text is the same again; section 10 is not, and is not this mutation's to change.
    expect(await world.aylin.client.ruleOf(RESTORE, { id })).toBe('same-text');
  });

  it('that was kept before section 10 belonged to it says so, stands, and is signed no more', async () => {
    await newModel();
    const { id } = await named();
    await signed(world.aylin, id);
    const { db } = world.server.services;
    await db.query('update document_version set adaptations = null, adaptation_seal = null where id = $1', [id]);
    await db.query('delete from document_signature_text where document_id <> $1', [documentId]);
    await adapt(world.lena, german, 'Later.');
    expect(await newest()).toMatchObject({
      isCurrent: true,
      holdsAdaptations: false,
      viewerCanSign: false,
      signatures: [{ status: 'STANDING' }],
    });
    expect(await world.lena.client.ruleOf(SIGN, { id, organisationId: world.lena.organisationId })).toBe('incomplete-version');
    expect(sectionTen(await exported(world.lena.client, documentId, `export.md?version=${id}`))).toMatch(/^Not part of this version/);
    const to = (await named('Whole')).id;
    expect((await world.lena.client.ask(COMPARE, { id: documentId, from: id, to })).documentComparison).toEqual([]);
    await write(world.lena, documentId, 'A change of the model.');
    expect((await world.lena.client.ask(VERSIONS, { id: documentId })).document.versions[1].signatures).toMatchObject([
      { status: 'FALLEN' },
    ]);
  });
});

describe('a signature on a model', () => {
  it.each(['aylin', 'lena'] as const)('falls with a change of the adaptation of %s’s organisation, and both hear of it', async (name) => {
    await newModel();
    const { id } = await named();
    await signed(world.aylin, id);
    await signed(world.lena, id);
    await adapt(world[name], name === 'aylin' ? turkish : german, 'Another word.');
    const version = await newest();
    expect(version).toMatchObject({ isCurrent: false, jointlySigned: false });
    expect(version.signatures.map(({ status }: Loose) => status)).toEqual(['FALLEN', 'FALLEN']);
    expect((await newestMailTo(world.server, world.lena.email)).text).toContain('an adaptation in its section 10');
    const { activities } = await world.staff.ask('{ activities(first: 2) { nodes { kind } } }');
    expect(activities.nodes.map(({ kind }: Loose) => kind)).toEqual(['SIGNATURE_FALLEN', 'SIGNATURE_FALLEN']);
    expect(await world.aylin.client.ruleOf(SIGN, { id, organisationId: world.aylin.organisationId })).toBe('stale-version');
  });

  it('stands while an adaptation changes in nothing that people read, and falls once, whichever document is changed next', async () => {
    await newModel();
    const { id } = await named();
    await signed(world.aylin, id);
    await adapt(world.lena, german, '');
    expect((await newest()).signatures).toMatchObject([{ status: 'STANDING' }]);
    await Promise.all([adapt(world.lena, german, 'One.'), adapt(world.aylin, turkish, 'Two.'), write(world.lena, documentId, 'Three.')]);
    expect((await newest()).signatures).toMatchObject([{ status: 'FALLEN' }]);
    const { rows } = await world.server.services.db.query(
      `select from activity where kind = 'SIGNATURE_FALLEN' and at > (select signed_at from document_signature where version_id = $1)`,
      [id],
    );
    expect(rows).toHaveLength(1);
  });
});

describe('an adaptation', () => {
  it('is exported as its own section and nothing of the model’s', async () => {
    await newModel();
    await adapt(world.aylin, turkish, 'The rota hangs in the depot.');
    const text = await exported(world.lena.client, turkish, 'export.md?language=tr');
    expect(text.match(/^#+ .*$/gm)).toEqual(['# Uyarlama', '## Her kuruluşta uyarlama', '### Kendi kuruluşumuza nasıl uyarlıyoruz']);
    expect(text).toContain('The rota hangs in the depot.');
    expect(await exported(world.aylin.client, german, 'export.md')).toMatch(/^## [^\n]*\n\nNothing written yet\.\n$/m);
    expect(await exported(world.stranger.client, turkish, 'export.md')).toContain('NOT_FOUND');
  });
});
