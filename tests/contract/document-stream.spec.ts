import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { base64, bytesOf, newSpace, push, refusal, spaceOfTwo, writer } from '../support/space.ts';
import { newInhabitant, newWorld, type World } from '../support/world.ts';

const WATCH = `subscription ($documentId: ID!, $stateVector: Base64, $afterSequence: Int) {
  documentUpdated(documentId: $documentId, stateVector: $stateVector, afterSequence: $afterSequence) { sequence update } }`;

let world: World;
beforeAll(async () => {
  world = await newWorld();
});
afterAll(() => world.close());

const space = (): Promise<string> => spaceOfTwo(world);

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
    }
    const one = await world.lena.client.subscribe(WATCH, { documentId, afterSequence: 4 }).next();
    expect(one.documentUpdated.update).toBe(base64(updates[4]!));
    const none = await world.lena.client.subscribe(WATCH, { documentId, afterSequence: 5 }).next();
    expect(none.documentUpdated.update).toBe('AAA=');
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

  it('begins with both for who knows both: what was stored, which names only what its authors deleted, and what is missed', async () => {
    const documentId = await space();
    const aylin = writer();
    const gone = new Y.Map();
    aylin.doc.getMap('m').set('row', gone);
    for (const update of aylin.updates.splice(0)) await push(world.aylin, documentId, update);
    const lena = new Y.Doc();
    Y.applyUpdate(lena, Y.encodeStateAsUpdate(aylin.doc));
    aylin.doc.getMap('m').delete('row');
    const written: Uint8Array[] = [];
    lena.on('update', (update: Uint8Array) => written.push(update));
    (lena.getMap('m').get('row') as Y.Map<string>).set('late', 'words');
    await push(world.aylin, documentId, aylin.updates[0]!);
    await push(world.lena, documentId, written[0]!);
    const stream = world.aylin.client.subscribe(WATCH, {
      documentId,
      stateVector: base64(Y.encodeStateVector(aylin.doc)),
      afterSequence: 1,
    });
    const names = (update: string): boolean => Y.decodeUpdate(bytesOf(update)).ds.clients.has(lena.clientID);
    const [stored, missed] = [(await stream.next()).documentUpdated, (await stream.next()).documentUpdated];
    expect([stored.sequence, missed.sequence]).toEqual([3, 3]);
    expect([names(stored.update), names(missed.update)]).toEqual([false, true]);
    const one = world.aylin.client.subscribe(WATCH, { documentId, stateVector: base64(Y.encodeStateVector(aylin.doc)), afterSequence: 99 });
    expect((await one.next()).documentUpdated).toEqual(missed);
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
