import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { contentOf, newSpace, Peer } from '../support/space.ts';
import { newInhabitant, newWorld, type Inhabitant, type World } from '../support/world.ts';

const PUSH = `mutation ($documentId: ID!, $operationId: ID!, $update: Base64!) {
  pushDocumentUpdate(documentId: $documentId, operationId: $operationId, update: $update) { sequence } }`;
const DOCUMENT = `query ($id: ID!) { document(id: $id) { id kind title content sequence viewerCanWrite } }`;
const WATCH = `subscription ($documentId: ID!, $stateVector: Base64, $afterSequence: Int) {
  documentUpdated(documentId: $documentId, stateVector: $stateVector, afterSequence: $afterSequence) { sequence update } }`;

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));

let world: World;
beforeAll(async () => {
  world = await newWorld();
});
afterAll(() => world.close());

let counter = 0;
const operation = (): string => `operation-${++counter}`;

async function space(): Promise<string> {
  return (await newSpace(world.server.services, world.callId, world.aylin.organisationId, world.lena.organisationId)).documentId;
}

/** Changes of one client, collected one by one. */
function writer(): { doc: Y.Doc; text: Y.Text; updates: Uint8Array[] } {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  return { doc, text: doc.getText('t'), updates };
}

async function push(who: Inhabitant, documentId: string, update: Uint8Array, operationId = operation()): Promise<number> {
  const { pushDocumentUpdate } = await who.client.ask(PUSH, { documentId, operationId, update: base64(update) });
  return pushDocumentUpdate.sequence as number;
}

const refusal = (who: Inhabitant, documentId: string, update: Uint8Array, operationId = operation()): Promise<string> =>
  who.client.refused(PUSH, { documentId, operationId, update: base64(update) });

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

  it('anything from a stranger, staff or a visitor', async () => {
    const documentId = await space();
    const { text, updates } = writer();
    text.insert(0, 'a');
    const variables = { documentId, operationId: operation(), update: base64(updates[0]!) };
    expect(await world.stranger.client.refused(PUSH, variables)).toBe('NOT_FOUND');
    expect(await world.staff.refused(PUSH, variables)).toBe('NOT_FOUND');
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

describe('watching', () => {
  /** A document of five updates by Aylin: "abcde". */
  async function five(): Promise<{ documentId: string; updates: Uint8Array[]; doc: Y.Doc }> {
    const documentId = await space();
    const { doc, text, updates } = writer();
    for (const letter of 'abcde') text.insert(text.length, letter);
    for (const update of updates) await push(world.aylin, documentId, update);
    return { documentId, updates, doc };
  }

  const textAfter = (base: Uint8Array[], update: string): string => {
    const doc = new Y.Doc();
    for (const known of base) Y.applyUpdate(doc, known);
    Y.applyUpdate(doc, bytesOf(update));
    return doc.getText('t').toString();
  };

  it('begins with everything, or an empty update for an empty document', async () => {
    const { documentId } = await five();
    const all = await world.lena.client.subscribe(WATCH, { documentId }).next();
    expect(all.documentUpdated.sequence).toBe(5);
    expect(textAfter([], all.documentUpdated.update)).toBe('abcde');
    const empty = await world.lena.client.subscribe(WATCH, { documentId: await space() }).next();
    expect(empty.documentUpdated).toEqual({ sequence: 0, update: 'AAA=' });
  });

  it('begins with what is missed since any sequence', async () => {
    const { documentId, updates } = await five();
    for (let after = 0; after <= 5; after += 1) {
      const { documentUpdated } = await world.lena.client.subscribe(WATCH, { documentId, afterSequence: after }).next();
      expect(documentUpdated.sequence).toBe(5);
      expect(textAfter(updates.slice(0, after), documentUpdated.update)).toBe('abcde');
      if (after === 4) expect(documentUpdated.update).toBe(base64(updates[4]!));
      if (after === 5) expect(documentUpdated.update).toBe('AAA=');
    }
  });

  it('begins with everything for a sequence that was never reached', async () => {
    const { documentId } = await five();
    const { documentUpdated } = await world.lena.client.subscribe(WATCH, { documentId, afterSequence: 99 }).next();
    expect(textAfter([], documentUpdated.update)).toBe('abcde');
  });

  it('begins with what a state vector misses', async () => {
    const { documentId, updates, doc } = await five();
    const half = new Y.Doc();
    for (const update of updates.slice(0, 3)) Y.applyUpdate(half, update);
    const { documentUpdated } = await world.lena.client
      .subscribe(WATCH, { documentId, stateVector: base64(Y.encodeStateVector(half)) })
      .next();
    expect(textAfter(updates.slice(0, 3), documentUpdated.update)).toBe('abcde');
    expect(Y.decodeUpdate(bytesOf(documentUpdated.update)).structs[0]?.id.clock).toBe(3);
    const none = await world.lena.client.subscribe(WATCH, { documentId, stateVector: base64(Y.encodeStateVector(doc)) }).next();
    expect(none.documentUpdated).toEqual({ sequence: 5, update: 'AAA=' });
  });

  it('goes on with each update as it is stored, to its sender too, in order', async () => {
    const { documentId, doc, updates } = await five();
    const own = world.aylin.client.subscribe(WATCH, { documentId });
    const other = world.lena.client.subscribe(WATCH, { documentId, afterSequence: 5 });
    await Promise.all([own.next(), other.next()]);
    for (const letter of 'fghij') doc.getText('t').insert(doc.getText('t').length, letter);
    for (const update of updates.slice(5)) await push(world.aylin, documentId, update);
    for (const watched of [own, other]) {
      for (let sequence = 6; sequence <= 10; sequence += 1) {
        expect((await watched.next()).documentUpdated).toEqual({ sequence, update: base64(updates[sequence - 1]!) });
      }
    }
  });

  it('misses nothing and repeats nothing when it begins while others write', async () => {
    const documentId = await space();
    const { text, updates } = writer();
    for (let letter = 0; letter < 120; letter += 1) text.insert(letter, 'x');
    const watched: { sequences: number[]; done: Promise<void> }[] = [];
    for (const [index, update] of updates.entries()) {
      const pushed = push(world.aylin, documentId, update);
      if (index % 10 === 0) {
        const subscription = world.lena.client.subscribe(WATCH, { documentId });
        const sequences: number[] = [];
        const done = (async () => {
          while (sequences.at(-1) !== 120) sequences.push((await subscription.next()).documentUpdated.sequence);
          subscription.stop();
        })();
        watched.push({ sequences, done });
      }
      await pushed;
    }
    for (const { sequences, done } of watched) {
      await done;
      const [first] = sequences;
      expect(sequences).toEqual(Array.from({ length: 120 - first! + 1 }, (_, step) => first! + step));
    }
  });

  it('is refused to a stranger and a visitor, and with a state vector that is none', async () => {
    const documentId = await space();
    const code = async (client: World['visitor'], variables: Record<string, unknown> = {}): Promise<unknown> => {
      const end = (await client.subscribe(WATCH, { documentId, ...variables }).end) as { extensions: { code: string } }[];
      return end[0]?.extensions.code;
    };
    expect(await code(world.stranger.client)).toBe('NOT_FOUND');
    expect(await code(world.visitor)).toBe('UNAUTHENTICATED');
    expect(await code(world.aylin.client, { stateVector: base64(new Uint8Array([200, 1])) })).toBe('BAD_USER_INPUT');
    expect(await code(world.aylin.client, { afterSequence: -1 })).toBe('BAD_USER_INPUT');
    await world.visitor.close();
  });
});

describe('membership', () => {
  const REMOVE = `mutation ($organisationId: ID!, $personId: ID!) { removeRepresentative(organisationId: $organisationId, personId: $personId) { id } }`;

  it('ends: the stream ends at once, nothing more arrives, and updates are refused', async () => {
    const leaver = await newInhabitant(world.server, { country: 'BG' });
    const { rows } = await world.server.services.db.query<{ id: string }>('select id from auth."user" where email = $1', [leaver.email]);
    await world.server.services.db.query(
      'insert into representative (organisation_id, person_id) select $1, id from auth."user" where email = $2',
      [leaver.organisationId, world.lena.email],
    );
    const { documentId } = await newSpace(world.server.services, world.callId, world.aylin.organisationId, leaver.organisationId);
    const watched = leaver.client.subscribe(WATCH, { documentId });
    await watched.next();
    await world.lena.client.ask(REMOVE, { organisationId: leaver.organisationId, personId: rows[0]!.id });
    const { text, updates } = writer();
    text.insert(0, 'not for the leaver');
    await push(world.aylin, documentId, updates[0]!);
    expect(await watched.end).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    await expect(watched.next(50)).rejects.toThrow(/No event/);
    expect(await refusal(leaver, documentId, updates[0]!)).toBe('NOT_FOUND');
  });

  it('that ends in silence still lets nothing through', async () => {
    const leaver = await newInhabitant(world.server, { country: 'BG' });
    const { documentId } = await newSpace(world.server.services, world.callId, world.aylin.organisationId, leaver.organisationId);
    const watched = leaver.client.subscribe(WATCH, { documentId });
    await watched.next();
    await world.server.services.db.query('delete from representative where organisation_id = $1', [leaver.organisationId]);
    const { text, updates } = writer();
    text.insert(0, 'not for the leaver');
    await push(world.aylin, documentId, updates[0]!);
    expect(await watched.end).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    await expect(watched.next(50)).rejects.toThrow(/No event/);
  });

  it('ends with the session', async () => {
    const leaver = await newInhabitant(world.server, { country: 'BG' });
    const { documentId } = await newSpace(world.server.services, world.callId, world.aylin.organisationId, leaver.organisationId);
    const watched = leaver.client.subscribe(WATCH, { documentId });
    await watched.next();
    await leaver.client.auth('/sign-out');
    expect(await watched.end).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
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
