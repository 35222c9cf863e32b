import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { Line } from '../support/line.ts';
import { base64, operation, Peer, PUSH, serverOf, spaceOfTwo, writer } from '../support/space.ts';
import { newWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await newWorld();
});
afterAll(() => world.close());

interface Answer {
  readonly type: string;
  readonly payload?: { data?: unknown; errors?: { extensions: { code: string } }[] };
}

/** One operation over a socket of its own: the messages until it is complete or refused, the acknowledgement first. */
async function say(cookie: string, query: string, variables: Record<string, unknown>): Promise<Answer[]> {
  const socket = new WebSocket(`${world.server.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers: { cookie } });
  const heard: Answer[] = [];
  const over = new Promise<void>((resolve) =>
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as Answer;
      heard.push(message);
      if (message.type === 'connection_ack') socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query, variables } }));
      else if (message.type !== 'next') resolve();
    }),
  );
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init' }));
  await over;
  socket.close();
  return heard;
}

function firstUpdate(text = 'Over the socket'): string {
  const { text: shared, updates } = writer();
  shared.insert(0, text);
  return base64(updates[0]!);
}

const stored = async (documentId: string): Promise<number> => {
  const { rows } = await world.server.services.db.query('select from document_update where document_id = $1', [documentId]);
  return rows.length;
};

describe('a change over the socket', () => {
  it('is named by the acknowledgement, answered once it is stored, and the same again answers the same', async () => {
    const variables = { documentId: await spaceOfTwo(world), operationId: operation(), update: firstUpdate() };
    for (let times = 0; times < 2; times += 1) {
      expect(await say(world.aylin.client.cookie, PUSH, variables)).toEqual([
        { type: 'connection_ack', payload: { mutations: ['pushDocumentUpdate'] } },
        { id: '1', type: 'next', payload: { data: { pushDocumentUpdate: { sequence: 1 } } } },
        { id: '1', type: 'complete' },
      ]);
    }
    expect(await stored(variables.documentId)).toBe(1);
  });

  it.each([
    ['a stranger', 'NOT_FOUND', () => world.stranger.client.cookie],
    ['a visitor', 'UNAUTHENTICATED', () => ''],
    ['staff, who read along', 'RULE_BROKEN', () => world.staff.cookie],
  ])('is refused from %s, with nothing stored', async (_who, code, cookie) => {
    const variables = { documentId: await spaceOfTwo(world), operationId: operation(), update: firstUpdate() };
    expect(JSON.stringify(await say(cookie(), PUSH, variables))).toContain(`"code":"${code}"`);
    expect(await stored(variables.documentId)).toBe(0);
  });

  it('is refused with the next one when the membership ended, though the socket is the same', async () => {
    const documentId = await spaceOfTwo(world);
    const peer = Peer.join(world.lena.client, documentId);
    await peer.state('saved');
    peer.write('still ');
    await peer.state('saved');
    const { db } = world.server.services;
    const { rows } = await db.query<{ person_id: string }>('delete from representative where organisation_id = $1 returning person_id', [
      world.lena.organisationId,
    ]);
    peer.write('no longer');
    await peer.state('ended');
    expect(await stored(documentId)).toBe(1);
    await db.query('insert into representative (organisation_id, person_id) values ($1, $2)', [
      world.lena.organisationId,
      rows[0]!.person_id,
    ]);
    await peer.leave();
  });

  it('is no way in for other mutations beside it', async () => {
    const both = PUSH.replace('{ sequence } }', '{ sequence } setPresence(documentId: $documentId, state: "AA==") }');
    const variables = { documentId: await spaceOfTwo(world), operationId: operation(), update: firstUpdate() };
    expect(JSON.stringify(await say(world.aylin.client.cookie, both, variables))).toContain('"code":"BAD_USER_INPUT"');
    expect(await stored(variables.documentId)).toBe(0);
  });
});

describe('the transport of the pages', () => {
  it('sends small changes over the socket and large ones by POST', async () => {
    const documentId = await spaceOfTwo(world);
    const line = await Line.to(world.server.url);
    const ways: string[] = [];
    line.loses = (said) => {
      if (said.includes('"pushDocumentUpdate":{')) ways.push(said.startsWith('HTTP/1.1') ? 'POST' : 'socket');
      return false;
    };
    const peer = new Peer(serverOf(world.aylin.client, documentId, line.url));
    await peer.state('saved');
    for (const text of ['small', 'large '.repeat(30_000), 'small again']) {
      peer.write(text);
      await peer.state('saved');
    }
    expect(ways).toEqual(['socket', 'POST', 'socket']);
    await peer.leave();
    await line.close();
  });
});
