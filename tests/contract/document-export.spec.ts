import { addRow } from '@kopru/schema/capacity-model-document';
import { attachment } from '@kopru/api/server/export-route';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { TestClient } from '../support/client.ts';
import { spaceOfTwo } from '../support/space.ts';
import { adapt, adaptationOf, change, NAME, SIGN, write } from '../support/versions.ts';
import { newWorld, type World } from '../support/world.ts';

let world: World;
let documentId: string;
let versionId: string;
beforeAll(async () => {
  world = await newWorld();
  const { aylin, lena } = world;
  documentId = await spaceOfTwo(world);
  await write(aylin, documentId, 'Önce çay, sonra söz. Ελληνικά, кириллица.', '# <script>alert(1)</script> | *not* [a link](javascript:x)');
  await change(lena, documentId, (doc) => {
    addRow(doc, 'actions', { action: 'Bir | kılavuz\nyazmak', organisation: lena.organisationId, status: 'planned', due: '2027-03-01' });
    // What breaks careless writers of files: control characters, half characters, other directions, pictures, endless words.
    const hostile = `\u0000\u0001\u001b[31m \ud800 \u202eabc\u202c مرحبا שלום 🌊👩‍👩‍👧 ${'x'.repeat(4000)} ]]> &amp; \ufffe`;
    const text = new Y.XmlText();
    text.applyDelta([
      { insert: hostile, attributes: { bold: {}, link: { href: 'https://example.test/?a=)' } } },
      { insert: 'end', attributes: {} },
    ]);
    const inner = new Y.XmlElement('paragraph');
    inner.insert(0, [text]);
    const quote = new Y.XmlElement('blockquote');
    quote.insert(0, [inner]);
    const table = new Y.XmlElement('table');
    for (let row = 0; row < 60; row += 1) {
      const line = new Y.XmlElement('tableRow');
      for (let cell = 0; cell < 6; cell += 1) {
        const made = new Y.XmlElement(row === 0 ? 'tableHeader' : 'tableCell');
        const paragraph = new Y.XmlElement('paragraph');
        paragraph.insert(0, [new Y.XmlText(`cell ${row} ${cell}`)]);
        made.insert(0, [paragraph]);
        line.insert(cell, [made]);
      }
      table.insert(row, [line]);
    }
    doc.getXmlFragment('prose:lessons').insert(0, [quote, table]);
  });
  const { nameDocumentVersion } = await aylin.client.ask(NAME, { documentId, name: 'To be signed' });
  versionId = nameDocumentVersion.id;
  await aylin.client.ask(SIGN, { id: versionId, organisationId: aylin.organisationId });
  await lena.client.ask(SIGN, { id: versionId, organisationId: lena.organisationId });
});
afterAll(() => world.close());

const get = (client: TestClient, path: string): Promise<Response> =>
  fetch(`${world.server.url}/documents/${documentId}/${path}`, { headers: client.cookie ? { cookie: client.cookie } : {} });

describe('an export', () => {
  it('as Markdown keeps the words as words, and shows both signatures', async () => {
    const answer = await get(world.lena.client, `export.md?version=${versionId}&language=tr`);
    expect(answer.headers.get('content-type')).toBe('text/markdown; charset=utf-8');
    const text = await answer.text();
    expect(text).toContain('# Kapasite modeli');
    expect(text).toContain('Bu sürümü iki kuruluş da imzaladı.');
    expect(text).toMatch(/\| Su Yolu Derneği \| Person \d+ \| .*2\d{3}/);
    expect(text).toContain('Önce çay, sonra söz. Ελληνικά, кириллица.');
    expect(text).toContain('\\# \\<script\\>alert(1)\\</script\\> | \\*not\\* \\[a link\\](javascript:x)');
    expect(text).toContain('| Bir \\| kılavuz yazmak |');
    expect(text).not.toContain('javascript:alert');
  });

  it('as JSON holds the whole text', async () => {
    const whole = await (await get(world.staff, `export.json?version=${versionId}`)).json();
    expect(whole).toMatchObject({ format: 'kopru-document', version: { number: 1, name: 'To be signed' } });
    expect(whole.signatures).toHaveLength(2);
    expect(whole.text.rows.actions[0].cells.action).toBe('Bir | kılavuz\nyazmak');
    expect(JSON.stringify(whole.text)).toContain('cell 59 5');
  });

  it('as PDF is tagged, with a language, a title and its own letters', async () => {
    const answer = await get(world.aylin.client, `export.pdf?version=${versionId}`);
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="Capacity model - .*v1\.pdf"; filename\*=UTF-8''Capacity%20model/,
    );
    const bytes = Buffer.from(await answer.arrayBuffer()).toString('latin1');
    expect(bytes.startsWith('%PDF-1.7')).toBe(true);
    for (const wanted of [
      '/StructTreeRoot',
      '/Marked true',
      '/Lang (en-GB)',
      '/DisplayDocTitle true',
      '/S /H1',
      '/S /TH',
      '/S /Link',
      '/Subtype /Link',
      '/URI (https://example.test/?a=\\))',
      '/Contents (https://example.test/?a=\\))',
      '/Type /OBJR',
      '/Scope /Column',
      '/Outlines ',
      '/Title (13. Lessons and reusable outputs)',
      'SourceSans3',
      'SourceSerif4',
    ])
      expect(bytes).toContain(wanted);
  });

  it('as DOCX is an archive of Word', async () => {
    const bytes = Buffer.from(await (await get(world.aylin.client, 'export.docx')).arrayBuffer());
    expect(bytes.subarray(0, 2).toString()).toBe('PK');
    expect(bytes.includes('word/document.xml')).toBe(true);
  });

  it('of the text as it is now bears the version that reads exactly so, and its signatures, in every format', async () => {
    const text = await (await get(world.aylin.client, 'export.md')).text();
    expect(text).toMatch(/Version 1 – To be signed, kept on /);
    expect(text).toContain('Both organisations have signed this version.');
    const whole = await (await get(world.lena.client, 'export.json')).json();
    expect([whole.version.number, whole.signatures.length]).toEqual([1, 2]);
    for (const format of ['pdf', 'docx']) {
      const answer = await get(world.lena.client, `export.${format}`);
      expect(answer.headers.get('content-disposition')).toContain(`v1.${format}`);
    }
  });

  it('of a text that is no version any more bears no signature', async () => {
    const other = await spaceOfTwo(world);
    const { aylin, lena } = world;
    const now = async (): Promise<string> =>
      (await fetch(`${world.server.url}/documents/${other}/export.md`, { headers: { cookie: aylin.client.cookie } })).text();
    await write(aylin, other, 'Signed by one.');
    const { nameDocumentVersion } = await aylin.client.ask(NAME, { documentId: other, name: 'First' });
    await aylin.client.ask(SIGN, { id: nameDocumentVersion.id, organisationId: aylin.organisationId });
    await aylin.client.ask(NAME, { documentId: other, name: 'The same again' });
    expect(await now()).toContain('Version 1 – First');
    await adapt(lena, await adaptationOf(lena, other), 'The baker invites.');
    const text = await now();
    expect(text).toContain('As it is now; not a version that could be signed');
    expect(text).toContain('not signed');
    expect(text).not.toContain('First');
  });

  it('is for those who may read the document', async () => {
    for (const format of ['pdf', 'docx', 'md', 'json']) {
      expect((await get(world.stranger.client, `export.${format}?version=${versionId}`)).status).toBe(404);
      expect((await get(world.visitor, `export.${format}`)).status).toBe(401);
    }
    const elsewhere = await spaceOfTwo(world);
    const { nameDocumentVersion } = await world.aylin.client.ask(NAME, { documentId: elsewhere, name: 'Of another document' });
    const answer = await get(world.aylin.client, `export.json?version=${nameDocumentVersion.id}`);
    expect([answer.status, (await answer.json()).code]).toEqual([404, 'NOT_FOUND']);
    expect((await get(world.aylin.client, 'export.json?version=no-id')).status).toBe(404);
  });
});

describe('comparing', () => {
  const COMPARE = `query ($id: ID!, $from: ID!, $to: ID) { documentComparison(documentId: $id, from: $from, to: $to) {
    id number texts { label blocks { kind block count words { kind text } } } rows { kind label cells { label words { kind text } } } } }`;

  it('tells words, blocks, rows and cells apart', async () => {
    const { aylin, lena } = world;
    const id = await spaceOfTwo(world);
    await write(aylin, id, 'The first stays.', 'The second one changes a little.', 'The third goes away entirely.');
    await change(aylin, id, (doc) => void addRow(doc, 'actions', { action: 'Plan', status: 'planned' }));
    const from = (await aylin.client.ask(NAME, { documentId: id, name: 'One' })).nameDocumentVersion.id;
    await change(lena, id, (doc) => {
      const practice = doc.getXmlFragment('prose:practice');
      practice.delete(2, 1);
      ((practice.get(1) as Y.XmlElement).get(0) as Y.XmlText).insert(23, 's quite');
      addRow(doc, 'actions', { action: 'Test' });
      const [row] = doc.getMap('rows:actions').values() as IterableIterator<Y.Map<unknown>>;
      row!.set('status', 'done');
    });
    const { documentComparison: sections } = await lena.client.ask(COMPARE, { id, from });
    expect(sections.map((section: { number: number }) => section.number)).toEqual([5, 6]);
    const [practice, actions] = sections;
    expect(practice.texts[0].blocks.map(({ kind }: { kind: string }) => kind)).toEqual(['SAME', 'CHANGED', 'REMOVED']);
    expect(practice.texts[0].blocks[1].words.filter(({ kind }: { kind: string }) => kind !== 'SAME').length).toBeGreaterThan(0);
    expect(actions.rows.map(({ kind, label }: { kind: string; label: string }) => `${kind} ${label}`).sort()).toEqual([
      'ADDED Test',
      'CHANGED Plan',
    ]);
    expect(JSON.stringify(actions.rows)).toContain('{"kind":"REMOVED","text":"Planned"}');
    expect((await aylin.client.ask(COMPARE, { id, from, to: from })).documentComparison).toEqual([]);
    expect(await world.stranger.client.refused(COMPARE, { id, from })).toBe('NOT_FOUND');
    expect(await aylin.client.refused(COMPARE, { id, from: versionId })).toBe('NOT_FOUND');
  });
});

describe('a file name', () => {
  it('can end neither the header nor the folder it lies in', () => {
    expect(attachment('a/../b"\r\nX: y\u202e.pdf')).toBe(
      `attachment; filename="a .. b X y .pdf"; filename*=UTF-8''a%20..%20b%20X%20y%20.pdf`,
    );
    expect(attachment("Çağrı (1)'*.md")).toBe(
      `attachment; filename="Cagr (1)' .md"; filename*=UTF-8''%C3%87a%C4%9Fr%C4%B1%20%281%29%27%20.md`,
    );
  });
});
