import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { Line } from '../support/line.ts';
import { MemoryOutbox } from '../support/outbox.ts';
import { base64, contentOf, operation, Peer, PUSH, serverOf, spaceOfTwo, writer } from '../support/space.ts';
import { graphqlSpace } from '../../web/src/lib/space/transport-graphql.ts';
import { WebSocket } from 'ws';
import { newWorld, type Inhabitant, type World } from '../support/world.ts';

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

async function newLine(): Promise<Line> {
  const line = await Line.to(world.server.url);
  lines.push(line);
  return line;
}

/** A window that opens with what an earlier one left behind. */
function openWindow(who: Inhabitant, documentId: string, outbox: MemoryOutbox, line?: Line): Peer {
  const { unsent } = outbox;
  const peer = new Peer(serverOf(who.client, documentId, line?.url), { outbox, unsent }, (doc) =>
    [...outbox.known, ...unsent.map(({ update }) => update)].forEach((update) => Y.applyUpdate(doc, update)),
  );
  peers.push(peer);
  return peer;
}

const personIdOf = async ({ client }: Inhabitant): Promise<string> => (await client.ask('{ me { id } }')).me.id;

describe('a window that ends without a connection', () => {
  it('leaves what was not acknowledged for the next one, which sends it under another client id', async () => {
    const documentId = await spaceOfTwo(world);
    const outbox = new MemoryOutbox();
    const line = await newLine();
    const first = openWindow(world.aylin, documentId, outbox, line);
    await first.connection.loaded;
    first.write('on the server ');
    await first.state('saved');
    line.cut();
    first.write('on the train ');
    first.write('still there');
    await first.state('offline');
    await first.leave();
    expect(outbox.unsent.length).toBeGreaterThan(0);

    const lena = Peer.join(world.lena.client, documentId);
    peers.push(lena);
    await lena.connection.loaded;
    lena.write('meanwhile ', 0);
    await lena.state('saved');

    const second = openWindow(world.aylin, documentId, outbox);
    expect(second.text.toString()).toBe('on the server on the train still there');
    expect(second.connection.hasUnsaved).toBe(true);
    expect(second.doc.clientID).not.toBe(first.doc.clientID);
    await second.state('saved');
    await Promise.all([second, lena].map((peer) => peer.until((text) => text === 'meanwhile on the server on the train still there')));
    expect(contentOf(second.doc)).toBe(contentOf(lena.doc));
    expect(outbox.unsent).toEqual([]);
  });

  it('that had sent already: the same operation is answered again and stored once', async () => {
    const documentId = await spaceOfTwo(world);
    const outbox = new MemoryOutbox();
    const line = await newLine();
    const first = openWindow(world.aylin, documentId, outbox, line);
    await first.connection.loaded;
    let lost = 0;
    line.loses = (answer) => answer.includes('"pushDocumentUpdate":{') && ++lost > 0;
    first.write('once');
    await first.state('offline');
    line.cut();
    await first.leave();
    const [left] = outbox.unsent;
    expect(left && 'operationId' in left).toBe(true);

    const second = openWindow(world.aylin, documentId, outbox);
    await second.state('saved');
    const { rows } = await world.server.services.db.query<{ sequence: number }>('select sequence from document where id = $1', [
      documentId,
    ]);
    expect(lost).toBeGreaterThan(0);
    expect(rows[0]!.sequence).toBe(1);
    expect(second.text.toString()).toBe('once');
  });

  it('whose person may no longer write: it is refused, and every word stays where it can be read', async () => {
    const documentId = await spaceOfTwo(world);
    const outbox = new MemoryOutbox();
    const line = await newLine();
    const first = openWindow(world.aylin, documentId, outbox, line);
    await first.connection.loaded;
    line.cut();
    first.write('too late');
    await first.state('offline');
    await first.leave();
    await world.server.services.db.query(
      `update partnership set status = 'DROPPED_OUT' where id = (select partnership_id from document where id = $1)`,
      [documentId],
    );
    const second = openWindow(world.aylin, documentId, outbox);
    await second.state('ended');
    expect(second.connection.hasUnsaved).toBe(true);
    expect(second.connection.unsent.length).toBe(1);
    expect(outbox.unsent.length).toBe(1);
    expect(second.text.toString()).toBe('too late');
  });
});

describe('a window under another session', () => {
  it('is refused: neither stored nor shown', async () => {
    const documentId = await spaceOfTwo(world);
    const personId = await personIdOf(world.aylin);
    const update = base64(
      (() => {
        const { text, updates } = writer();
        text.insert(0, 'Aylin wrote this');
        return updates[0]!;
      })(),
    );
    const push = PUSH.replace('$update: Base64!', '$update: Base64!, $personId: ID').replace(
      'update: $update',
      'update: $update, personId: $personId',
    );
    const variables = { documentId, operationId: operation(), update, personId };
    expect(await world.lena.client.refused(push, variables)).toBe('UNAUTHENTICATED');
    expect((await world.aylin.client.ask(push, variables)).pushDocumentUpdate.sequence).toBe(1);

    const { client } = world.lena;
    const server = graphqlSpace({
      documentId,
      personId,
      url: `${client.url}/graphql`,
      headers: { cookie: client.cookie },
      webSocketImpl: WebSocket,
    });
    const left = new Peer(server);
    peers.push(left);
    await left.state('ended');
    expect(left.connection.fault?.kind).toBe('signedOut');
    expect(left.text.toString()).toBe('');
  });
});
