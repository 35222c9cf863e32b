import { addRow, appendProse, setFact } from '@kopru/schema/capacity-model-document';
import { FACTS } from '@kopru/schema/capacity-model';
import * as Y from 'yjs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Loose } from '../support/client.ts';
import { spaceOfTwo } from '../support/space.ts';
import { change, NAME, SIGN, write } from '../support/versions.ts';
import { newWorld, type Inhabitant, type World } from '../support/world.ts';

const READ = `mutation ($documentId: ID!, $visit: ID!, $sequence: Int!) { markDocumentRead(documentId: $documentId, visit: $visit, sequence: $sequence) }`;
const NEWS = `query ($id: ID!, $visit: ID!) { document(id: $id) { news(visit: $visit) {
  since sections { id changed writers comments settled } versionsKept versionsSigned
  changes { id label rows { kind label } texts { blocks { kind words { kind text } } } } } } }`;
const START = `mutation ($input: StartCommentInput!) { startComment(input: $input) { id } }`;
const RESOLVE = `mutation ($id: ID!) { resolveComment(threadId: $id) { id } }`;

let world: World;
let documentId: string;
beforeAll(async () => {
  world = await newWorld();
});
beforeEach(async () => {
  documentId = await spaceOfTwo(world);
});
afterAll(() => world.close());

const read = (who: Pick<Inhabitant, 'client'>, sequence: number, visit = 'first', id = documentId): Promise<Loose> =>
  who.client.ask(READ, { documentId: id, visit, sequence });
const news = async (who: Pick<Inhabitant, 'client'>, visit = 'second', id = documentId): Promise<Loose> =>
  (await who.client.ask(NEWS, { id, visit })).document?.news;
const nameOf = async (who: Inhabitant): Promise<string> => (await who.client.ask('{ me { name } }')).me.name;

describe('what changed since somebody was there', () => {
  it('names who wrote in which section, by the log, and shows what it was word by word', async () => {
    const { aylin, lena } = world;
    await write(aylin, documentId, 'Volunteers leave.');
    await read(aylin, 1);
    expect(await news(aylin)).toBeNull();
    await write(lena, documentId, 'They find no tasks.');
    await change(lena, documentId, (doc) => void addRow(doc, 'risks', { risk: 'Nobody answers' }));
    await change(aylin, documentId, (doc) => void addRow(doc, 'objectives', { objective: 'Her own' }));
    const told = await news(aylin);
    const lenas = await nameOf(lena);
    expect(told.sections).toEqual([
      { id: 'practice', changed: true, writers: [lenas], comments: 0, settled: 0 },
      { id: 'risks', changed: true, writers: [lenas], comments: 0, settled: 0 },
    ]);
    expect(Date.parse(told.since)).toBeLessThanOrEqual(Date.now());
    expect(told.changes.map(({ id }: Loose) => id)).toEqual(['objectives', 'practice', 'risks']);
    expect(JSON.stringify(told.changes)).toContain('They find no tasks.');
    expect(JSON.stringify(told.changes)).not.toContain('Volunteers leave.');
    // The same stay goes on: what it counts from stays, also when it is read on. The next one counts from here.
    await read(aylin, 4, 'second');
    expect((await news(aylin)).sections).toHaveLength(2);
    expect(await news(aylin, 'third')).toBeNull();
    // Lena was never here before.
    expect(await news(lena)).toBeNull();
  });

  it('tells of single cells, takes what was put in and out again for nothing, and knows the adaptation of the other side', async () => {
    const { aylin, lena } = world;
    const fact = FACTS.find(({ column }) => column.type === 'choice')!;
    await read(aylin, 0);
    const choice = fact.column.type === 'choice' ? fact.column.choices[0]!.id : '';
    await change(lena, documentId, (doc) => setFact(doc, fact.column.id, choice));
    await change(lena, documentId, (doc) => appendProse(doc, 'prose:shared-problem', ['Not so']));
    await change(lena, documentId, (doc) => doc.getXmlFragment('prose:shared-problem').delete(0, 1));
    await change(lena, documentId, (doc) => doc.getXmlFragment('prose:commitment').insert(0, [new Y.XmlElement('paragraph')]));
    expect((await news(aylin)).sections.map(({ id }: Loose) => id)).toEqual([fact.section]);
    const { document } = await aylin.client.ask(
      'query ($id: ID!) { document(id: $id) { partnership { adaptations { id organisation { id } } } } }',
      {
        id: documentId,
      },
    );
    const hers = document.partnership.adaptations.find(({ organisation }: Loose) => organisation.id === lena.organisationId).id;
    await read(aylin, 0, 'first', hers);
    await change(lena, hers, (doc) => appendProse(doc, 'prose:adaptation', ['At home']));
    expect((await news(aylin, 'second', hers)).sections).toMatchObject([{ id: 'adaptation', changed: true }]);
  });

  it('counts what others said, settled, kept and signed', async () => {
    const { aylin, lena } = world;
    await write(lena, documentId, 'Text.');
    await read(aylin, 1);
    const input = { documentId, section: 'risks', body: 'Is that all?' };
    const { startComment } = await lena.client.ask(START, { input });
    await aylin.client.ask(START, { input: { ...input, section: 'budget' } });
    await lena.client.ask(RESOLVE, { id: startComment.id });
    const { nameDocumentVersion } = await lena.client.ask(NAME, { documentId, name: 'First' });
    await lena.client.ask(SIGN, { id: nameDocumentVersion.id, organisationId: lena.organisationId });
    const told = await news(aylin);
    expect(told).toMatchObject({ versionsKept: 1, versionsSigned: 1, changes: [] });
    expect(told.sections).toEqual([{ id: 'risks', changed: false, writers: [], comments: 1, settled: 1 }]);
    await read(lena, 1);
    expect((await news(lena)) ?? null).toBeNull();
  });

  it('is known after the log was folded, also to several who were away at different times', async () => {
    const { aylin, lena } = world;
    await write(aylin, documentId, 'One.');
    await read(aylin, 1);
    await write(lena, documentId, 'Two.');
    await read({ client: world.staff }, 2);
    for (let count = 3; count <= 501; count += 1) await write(lena, documentId, `${count}.`);
    await expect
      .poll(
        async () =>
          (await world.server.services.db.query('select snapshot_sequence as at from document where id = $1', [documentId])).rows[0],
      )
      .toMatchObject({ at: expect.toSatisfy((at: number) => at > 400) });
    const told = await news(aylin);
    expect(told.sections).toMatchObject([{ id: 'practice', changed: true, writers: [await nameOf(lena)] }]);
    const words = JSON.stringify(told.changes);
    expect(words).toContain('Two.');
    expect(words).not.toContain('One.');
    const staffs = JSON.stringify((await news({ client: world.staff })).changes);
    expect(staffs).toContain('3.');
    expect(staffs).not.toContain('Two.');
  }, 120_000);

  it('is told without names and words where they are not known any more', async () => {
    const { aylin, lena } = world;
    await write(aylin, documentId, 'One.');
    await read(aylin, 1);
    await write(lena, documentId, 'Two.');
    const { db } = world.server.services;
    await db.query('update document_update set sections = null where document_id = $1', [documentId]);
    expect((await news(aylin)).sections).toMatchObject([{ id: 'practice', changed: true, writers: [] }]);
    await db.query(`update document set snapshot_sequence = 2 where id = $1`, [documentId]);
    expect(await news(aylin)).toBeNull();
  });
});

describe('reading', () => {
  it('is remembered for those who may read only, and never further than there is something to read', async () => {
    const { aylin, lena, stranger } = world;
    await write(lena, documentId, 'One.');
    for (const [client, code] of [
      [stranger.client, 'NOT_FOUND'],
      [world.visitor, 'UNAUTHENTICATED'],
    ] as const) {
      expect(await client.refused(READ, { documentId, visit: 'first', sequence: 1 })).toBe(code);
    }
    expect(await news(stranger)).toBeUndefined();
    expect(await aylin.client.refused(READ, { documentId, visit: '', sequence: 1 })).toBe('BAD_USER_INPUT');
    expect(await aylin.client.refused(READ, { documentId, visit: 'x'.repeat(65), sequence: 1 })).toBe('BAD_USER_INPUT');
    expect(await aylin.client.refused(READ, { documentId, visit: 'first', sequence: -1 })).toBe('BAD_USER_INPUT');
    expect(await aylin.client.refused(READ, { documentId: 'none', visit: 'first', sequence: 1 })).toBe('NOT_FOUND');
    await read(aylin, 1_000_000);
    await write(lena, documentId, 'Two.');
    expect((await news(aylin)).sections).toMatchObject([{ id: 'practice' }]);
    await read(aylin, 0);
    expect(JSON.stringify((await news(aylin)).changes)).not.toContain('One.');
  });

  it('ends with the membership', async () => {
    const { aylin, lena } = world;
    await read(aylin, 0);
    await write(lena, documentId, 'One.');
    expect(await news(aylin)).not.toBeNull();
    await world.server.services.db.query(
      'delete from partnership_side s using document d where d.id = $1 and s.partnership_id = d.partnership_id and s.organisation_id = $2',
      [documentId, aylin.organisationId],
    );
    expect(await news(aylin)).toBeUndefined();
    expect(await aylin.client.refused(READ, { documentId, visit: 'second', sequence: 1 })).toBe('NOT_FOUND');
  });
});
