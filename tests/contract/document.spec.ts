import { addRow } from '@kopru/schema/capacity-model-document';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { base64, bytesOf, contentOf, operation, Peer, push, PUSH, refusal, spaceOfTwo, writer } from '../support/space.ts';
import { newWorld, type World } from '../support/world.ts';

const DOCUMENT = `query ($id: ID!) { document(id: $id) { id kind title content sequence viewerCanWrite } }`;
let world: World;
beforeAll(async () => {
  world = await newWorld();
});
afterAll(() => world.close());

const space = (): Promise<string> => spaceOfTwo(world);

async function stored(documentId: string): Promise<{ text: string; sequence: number }> {
  const { document } = await world.aylin.client.ask(DOCUMENT, { id: documentId });
  const doc = new Y.Doc();
  Y.applyUpdate(doc, bytesOf(document.content));
  return { text: doc.getText('t').toString(), sequence: document.sequence };
}

describe('a document', () => {
  it('begins empty and holds what both wrote', async () => {
    const documentId = await space();
    const { document } = await world.lena.client.ask(DOCUMENT, { id: documentId });
    expect(document).toEqual({
      id: documentId,
      kind: 'CAPACITY_MODEL',
      title: 'Capacity model',
      content: 'AAA=',
      sequence: 0,
      viewerCanWrite: true,
    });
    const [aylin, lena] = [writer(), writer()];
    aylin.text.insert(0, 'köprü');
    expect(await push(world.aylin, documentId, aylin.updates[0]!)).toBe(1);
    Y.applyUpdate(lena.doc, aylin.updates[0]!);
    lena.text.insert(5, ' kurduk');
    expect(await push(world.lena, documentId, lena.updates[1]!)).toBe(2);
    expect(await stored(documentId)).toEqual({ text: 'köprü kurduk', sequence: 2 });
  });

  it('is there for its two sides and, to read, for staff; for nobody else', async () => {
    const documentId = await space();
    const staffView = await world.staff.ask(DOCUMENT, { id: documentId });
    expect(staffView.document).toMatchObject({ id: documentId, viewerCanWrite: false });
    expect((await world.stranger.client.ask(DOCUMENT, { id: documentId })).document).toBeNull();
    expect(await world.visitor.refused(DOCUMENT, { id: documentId })).toBe('UNAUTHENTICATED');
    for (const id of ['no-uuid', '00000000-0000-7000-8000-000000000000']) {
      expect((await world.aylin.client.ask(DOCUMENT, { id })).document).toBeNull();
    }
  });
});

describe('an operation', () => {
  it('sent again answers the first sequence and is stored once', async () => {
    const documentId = await space();
    const { text, updates } = writer();
    text.insert(0, 'once');
    text.insert(4, '!');
    const id = operation();
    expect(await push(world.aylin, documentId, updates[0]!, id)).toBe(1);
    expect(await push(world.aylin, documentId, updates[1]!)).toBe(2);
    expect(await push(world.aylin, documentId, updates[0]!, id)).toBe(1);
    expect(await stored(documentId)).toEqual({ text: 'once!', sequence: 2 });
  });

  it('sent many times at once is stored once', async () => {
    const documentId = await space();
    const { text, updates } = writer();
    text.insert(0, 'once');
    const id = operation();
    const answers = await Promise.all(Array.from({ length: 20 }, () => push(world.aylin, documentId, updates[0]!, id)));
    expect(new Set(answers)).toEqual(new Set([1]));
    expect((await stored(documentId)).sequence).toBe(1);
  });

  it('with an id that was used for other bytes is a conflict, and not stored', async () => {
    const documentId = await space();
    const { text, updates } = writer();
    text.insert(0, 'first');
    text.insert(5, 'second');
    const id = operation();
    await push(world.aylin, documentId, updates[0]!, id);
    expect(await refusal(world.aylin, documentId, updates[1]!, id)).toBe('CONFLICT');
    expect(await refusal(world.lena, documentId, updates[1]!, id)).toBe('CONFLICT');
    expect(await stored(documentId)).toEqual({ text: 'first', sequence: 1 });
  });

  it('needs an id of a sensible length', async () => {
    const documentId = await space();
    const { text, updates } = writer();
    text.insert(0, 'x');
    for (const id of ['', 'x'.repeat(101)]) expect(await refusal(world.aylin, documentId, updates[0]!, id)).toBe('BAD_USER_INPUT');
  });
});

describe('refused, with nothing stored', () => {
  it.each([
    ['nothing', new Uint8Array()],
    ['a text', new TextEncoder().encode('hello')],
    ['thirty million structs in seven bytes', new Uint8Array([1, 128, 135, 167, 14, 1, 0])],
    ['V2 bytes', Y.encodeStateAsUpdateV2(new Y.Doc())],
    ['more than 256 KiB', new Uint8Array(256 * 1024 + 1)],
  ])('%s', async (_what, update) => {
    const documentId = await space();
    expect(await refusal(world.aylin, documentId, update)).toBe('BAD_USER_INPUT');
    expect((await stored(documentId)).sequence).toBe(0);
  });

  it('what is not Base64', async () => {
    const documentId = await space();
    expect(await world.aylin.client.refused(PUSH, { documentId, operationId: operation(), update: 'AA*A' })).toBe('BAD_USER_INPUT');
  });

  it('an update that builds on one that is missing', async () => {
    const documentId = await space();
    const { text, updates } = writer();
    text.insert(0, 'a');
    text.insert(1, 'b');
    expect(await refusal(world.aylin, documentId, updates[1]!)).toBe('BAD_USER_INPUT');
    await push(world.aylin, documentId, updates[0]!);
    await push(world.aylin, documentId, updates[1]!);
    expect((await stored(documentId)).text).toBe('ab');
  });

  it("new changes under somebody else's client id", async () => {
    const documentId = await space();
    const { text, updates } = writer();
    text.insert(0, 'a');
    text.insert(1, 'b');
    await push(world.aylin, documentId, updates[0]!);
    expect(await refusal(world.lena, documentId, updates[1]!)).toBe('CONFLICT');
    expect((await stored(documentId)).text).toBe('a');
  });

  it('a row that names an organisation of another partnership, with nothing stored', async () => {
    const documentId = await space();
    const act = (organisation: string): Uint8Array => {
      const doc = new Y.Doc();
      addRow(doc, 'actions', { action: 'Write the guide', organisation });
      return Y.encodeStateAsUpdate(doc);
    };
    expect(await refusal(world.aylin, documentId, act(world.stranger.organisationId))).toBe('BAD_USER_INPUT');
    expect((await stored(documentId)).sequence).toBe(0);
    expect(await push(world.aylin, documentId, act(world.lena.organisationId))).toBe(1);
    expect(await push(world.lena, documentId, act(world.aylin.organisationId))).toBe(2);
  });

  it('anything from a stranger, staff or a visitor', async () => {
    const documentId = await space();
    const { text, updates } = writer();
    text.insert(0, 'a');
    const variables = { documentId, operationId: operation(), update: base64(updates[0]!) };
    expect(await world.stranger.client.refused(PUSH, variables)).toBe('NOT_FOUND');
    expect((await world.staff.send(PUSH, variables)).errors?.[0]?.extensions).toEqual({ code: 'RULE_BROKEN', rule: 'partners-only' });
    expect(await world.visitor.refused(PUSH, variables)).toBe('UNAUTHENTICATED');
    expect(await world.aylin.client.refused(PUSH, { ...variables, documentId: 'no-uuid' })).toBe('NOT_FOUND');
    expect((await stored(documentId)).sequence).toBe(0);
  });

  it('a change after one side left, which stays readable', async () => {
    const documentId = await space();
    const { text, updates } = writer();
    text.insert(0, 'a');
    text.insert(1, 'b');
    await push(world.aylin, documentId, updates[0]!);
    await world.server.services.db.query(
      `update partnership set status = 'DROPPED_OUT' where id = (select partnership_id from document where id = $1)`,
      [documentId],
    );
    expect(await refusal(world.aylin, documentId, updates[1]!)).toBe('RULE_BROKEN');
    expect((await stored(documentId)).text).toBe('a');
    expect((await world.aylin.client.ask(DOCUMENT, { id: documentId })).document.viewerCanWrite).toBe(false);
  });
});

describe('two people with the browser’s transport', () => {
  it('write at once and end with the same document, byte for byte', async () => {
    const documentId = await space();
    const [aylin, lena] = [Peer.join(world.aylin.client, documentId), Peer.join(world.lena.client, documentId)];
    await Promise.all([aylin.connection.loaded, lena.connection.loaded]);
    for (let round = 0; round < 30; round += 1) {
      aylin.write('a', 0);
      lena.write('l');
      if (round % 5 === 4) aylin.text.delete(0, 2);
      if (round % 10 === 9) await Promise.all([aylin.state('saved'), lena.state('saved')]);
    }
    await Promise.all([aylin.state('saved'), lena.state('saved')]);
    const length = 30 + 30 - 12;
    await Promise.all([aylin, lena].map((peer) => peer.until((text) => text.length === length)));
    expect(contentOf(aylin.doc)).toBe(contentOf(lena.doc));
    expect((await stored(documentId)).text).toBe(aylin.text.toString());
    await Promise.all([aylin.leave(), lena.leave()]);
  });
});
