import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { Line } from '../support/line.ts';
import { contentOf, Peer, serverOf, spaceOfTwo } from '../support/space.ts';
import { newWorld, type Inhabitant, type World } from '../support/world.ts';
import { SpaceFault, type SpaceServer } from '../../web/src/lib/space/transport.ts';

let world: World;
const peers: Peer[] = [];
const lines: Line[] = [];
beforeAll(async () => {
  world = await newWorld();
});
afterAll(async () => {
  await Promise.all(peers.map((peer) => peer.leave()));
  await Promise.all(lines.map((line) => line.close()));
  await world.close();
});

const space = (): Promise<string> => spaceOfTwo(world);

/** Somebody in the space, over a line of their own when given. */
async function enter(who: Inhabitant, documentId: string, line?: Line): Promise<Peer> {
  const peer = new Peer(serverOf(who.client, documentId, line?.url));
  peers.push(peer);
  await peer.connection.loaded;
  return peer;
}

async function newLine(): Promise<Line> {
  const line = await Line.to(world.server.url);
  lines.push(line);
  return line;
}

async function storedText(documentId: string): Promise<string> {
  const { document } = await world.lena.client.ask('query ($id: ID!) { document(id: $id) { content } }', { id: documentId });
  const doc = new Y.Doc();
  Y.applyUpdate(doc, new Uint8Array(Buffer.from(document.content, 'base64')));
  return doc.getText('t').toString();
}

async function updatesStored(documentId: string): Promise<number> {
  const { rows } = await world.server.services.db.query<{ count: number }>('select sequence as count from document where id = $1', [
    documentId,
  ]);
  return rows[0]!.count;
}

describe('“saved”', () => {
  it('is said only when the update is in the database', async () => {
    const documentId = await space();
    const peer = await enter(world.aylin, documentId);
    await peer.state('saved');
    peer.write('kept');
    expect(peer.connection.state).toBe('saving');
    expect(peer.connection.hasUnsaved).toBe(true);
    await peer.state('saved');
    expect(peer.connection.hasUnsaved).toBe(false);
    expect(await storedText(documentId)).toBe('kept');
  });

  it('takes bytes that are written into the operation itself as it takes those of a variable', async () => {
    const documentId = await space();
    const doc = new Y.Doc();
    doc.getText('t').insert(0, 'by hand');
    const update = Buffer.from(Y.encodeStateAsUpdate(doc)).toString('base64');
    const push = `mutation { pushDocumentUpdate(documentId: "${documentId}", operationId: "by-hand", update: "${update}") { sequence } }`;
    expect((await world.aylin.client.ask(push)).pushDocumentUpdate).toEqual({ sequence: 1 });
    expect(await storedText(documentId)).toBe('by hand');
    await expect(world.aylin.client.ask(push.replace(update, 'no bytes'))).rejects.toThrow(/standard alphabet/);
  });
});

describe('a broken line', () => {
  it('loses nothing that either side wrote meanwhile', async () => {
    const documentId = await space();
    const line = await newLine();
    const [aylin, lena] = [await enter(world.aylin, documentId, line), await enter(world.lena, documentId)];
    aylin.write('before ');
    await lena.until((text) => text === 'before ');
    line.cut();
    await aylin.state('offline');
    aylin.write('away ');
    lena.write('there ', 0);
    await lena.state('saved');
    aylin.write('and back');
    expect(aylin.connection.state).toBe('offline');
    line.mend();
    await aylin.state('saved');
    await Promise.all([aylin, lena].map((peer) => peer.until((text) => text === 'there before away and back')));
    expect(contentOf(aylin.doc)).toBe(contentOf(lena.doc));
  });

  it('that swallows the answer of a stored update: it is sent again and stored once', async () => {
    const documentId = await space();
    const line = await newLine();
    const peer = await enter(world.aylin, documentId, line);
    let lost = 0;
    line.loses = (answer) => answer.includes('"pushDocumentUpdate":{') && ++lost <= 3;
    peer.write('once');
    await peer.state('offline');
    await peer.state('saved');
    expect(lost).toBe(4);
    expect(await updatesStored(documentId)).toBe(1);
    expect(await storedText(documentId)).toBe('once');
  });

  it('again and again, while both write: both end with all of it', async () => {
    const documentId = await space();
    const line = await newLine();
    const [aylin, lena] = [await enter(world.aylin, documentId, line), await enter(world.lena, documentId)];
    let turn = 0;
    line.loses = (answer) => answer.includes('"pushDocumentUpdate":{') && ++turn % 3 === 0;
    for (let round = 0; round < 12; round += 1) {
      aylin.write('a');
      lena.write('l', 0);
      if (round % 3 === 1) {
        line.cut();
        await aylin.state('offline');
        aylin.write('a');
        line.mend();
      }
      await lena.state('saved');
    }
    await aylin.state('saved');
    const whole = (text: string): boolean => text.length === 12 + 12 + 4;
    await Promise.all([aylin.until(whole), lena.until(whole)]);
    expect(contentOf(aylin.doc)).toBe(contentOf(lena.doc));
    expect(await storedText(documentId)).toBe(aylin.text.toString());
  });
});

describe('a document that is refused', () => {
  it('says so, keeps the words on the page, and sends no more', async () => {
    const documentId = await space();
    const [aylin, lena] = [await enter(world.aylin, documentId), await enter(world.lena, documentId)];
    aylin.write('mine');
    await lena.until((text) => text === 'mine');
    // Another program of Lena's takes Aylin's client id.
    lena.doc.clientID = aylin.doc.clientID;
    lena.write(' and not hers');
    await lena.state('refused');
    expect(lena.connection.fault?.code).toBe('CONFLICT');
    expect(lena.connection.hasUnsaved).toBe(true);
    expect(await storedText(documentId)).toBe('mine');
    expect(lena.text.toString()).toBe('mine and not hers');
    lena.write(' nor this');
    lena.connection.reconnect();
    expect(lena.connection.state).toBe('refused');
  });

  it('ends for a stranger, for a visitor, and for a side that leaves', async () => {
    const documentId = await space();
    for (const client of [world.stranger.client, world.visitor]) {
      const peer = Peer.join(client, documentId);
      await peer.state('ended');
      await peer.leave();
    }
    const lena = await enter(world.lena, documentId);
    await world.server.services.db.query(
      `update partnership set status = 'DROPPED_OUT' where id = (select partnership_id from document where id = $1)`,
      [documentId],
    );
    lena.write('too late');
    await lena.state('ended');
    expect(lena.connection.fault?.message).toMatch(/ended/);
  });

  it('heals when the server was restored from a backup: what it lacks is sent', async () => {
    const documentId = await space();
    const peer = await enter(world.aylin, documentId);
    peer.write('one ');
    await peer.state('saved');
    // The backup was taken before: the server knows nothing of it any more, in whatever process.
    await world.server.services.db.query('delete from document_update where document_id = $1', [documentId]);
    await world.server.services.db.query('delete from document_client where document_id = $1', [documentId]);
    await world.server.services.db.query('update document set sequence = 0, snapshot = null, snapshot_sequence = 0 where id = $1', [
      documentId,
    ]);
    peer.write('two');
    await peer.state('saved');
    await expect.poll(() => storedText(documentId)).toBe('one two');
  });
});

describe('a large change', () => {
  it('is sent in parts', async () => {
    const documentId = await space();
    const peer = await enter(world.aylin, documentId);
    const text = 'Büyük bir metin. '.repeat(40_000);
    peer.write(text);
    await peer.state('saved');
    expect(await updatesStored(documentId)).toBeGreaterThan(2);
    expect(await storedText(documentId)).toBe(text);
  });
});

describe('the transport alone', () => {
  /** A server that the test plays. */
  class Played implements SpaceServer {
    readonly pushes: { operationId: string; update: Uint8Array; answer: PromiseWithResolvers<number> }[] = [];
    sink: Parameters<SpaceServer['subscribe']>[1] | undefined;
    subscriptions = 0;
    push(operationId: string, update: Uint8Array): Promise<number> {
      const answer = Promise.withResolvers<number>();
      this.pushes.push({ operationId, update, answer });
      return answer.promise;
    }
    subscribe(_stateVector: Uint8Array, sink: Parameters<SpaceServer['subscribe']>[1]): () => void {
      this.sink = sink;
      this.subscriptions += 1;
      return () => undefined;
    }
    content = (): Promise<Uint8Array> => Promise.resolve(new Uint8Array([0, 0]));
    setPresence = (): Promise<void> => Promise.resolve();
    subscribePresence = (): (() => void) => () => undefined;
    close(): void {}
  }

  function played(): { server: Played; peer: Peer } {
    const server = new Played();
    const peer = new Peer(server);
    peers.push(peer);
    server.sink!.next({ sequence: 0, update: new Uint8Array([0, 0]) });
    return { server, peer };
  }

  it('sends one operation at a time; what comes meanwhile goes together in the next', async () => {
    const { server, peer } = played();
    peer.write('a');
    await expect.poll(() => server.pushes.length).toBe(1);
    for (const letter of 'bcdef') peer.write(letter);
    server.pushes[0]!.answer.resolve(1);
    await expect.poll(() => server.pushes.length).toBe(2);
    const doc = new Y.Doc();
    for (const { update } of server.pushes) Y.applyUpdate(doc, update);
    expect(doc.getText('t').toString()).toBe('abcdef');
    expect(peer.connection.state).toBe('saving');
    server.pushes[1]!.answer.resolve(2);
    await peer.state('saved');
  });

  it('has nothing on its way twice, however often it is asked to try again', async () => {
    const { server, peer } = played();
    peer.write('a');
    await expect.poll(() => server.pushes.length).toBe(1);
    peer.write('b');
    for (let round = 0; round < 3; round += 1) peer.connection.reconnect();
    expect(server.pushes.length).toBe(1);
    server.pushes[0]!.answer.resolve(1);
    await expect.poll(() => server.pushes.length).toBe(2);
  });

  it('repeats what was not answered, with the same id and bytes', async () => {
    const { server, peer } = played();
    peer.write('a');
    await expect.poll(() => server.pushes.length).toBe(1);
    server.pushes[0]!.answer.reject(new SpaceFault('later', 'lost'));
    await expect.poll(() => server.pushes.length).toBe(2);
    expect(server.pushes[1]!.operationId).toBe(server.pushes[0]!.operationId);
    expect(server.pushes[1]!.update).toEqual(server.pushes[0]!.update);
  });

  it('subscribes again when a sequence is missing, when the stream ends, and when asked to resync', async () => {
    const { server, peer } = played();
    expect(server.subscriptions).toBe(1);
    server.sink!.next({ sequence: 2, update: new Uint8Array([0, 0]) });
    await expect.poll(() => server.subscriptions).toBe(2);
    server.sink!.next({ sequence: 2, update: new Uint8Array([0, 0]) });
    expect(peer.connection.state).toBe('saved');
    server.sink!.end();
    await expect.poll(() => server.subscriptions).toBe(3);
    server.sink!.next({ sequence: 2, update: new Uint8Array([0, 0]) });
    server.sink!.end(new SpaceFault('later', 'resync'));
    await expect.poll(() => server.subscriptions).toBe(4);
  });

  it('stops for good when the document is gone', async () => {
    const { server, peer } = played();
    peer.write('a');
    await expect.poll(() => server.pushes.length).toBe(1);
    server.pushes[0]!.answer.reject(new SpaceFault('gone', 'not yours'));
    await peer.state('ended');
    peer.write('b');
    peer.connection.reconnect();
    expect(server.pushes.length).toBe(1);
    expect(server.subscriptions).toBe(1);
  });
});
