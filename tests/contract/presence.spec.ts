import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { Line } from '../support/line.ts';
import { base64, newSpace, Peer, push, serverOf, spaceOfTwo } from '../support/space.ts';
import { newInhabitant, newWorld, type Inhabitant, type World } from '../support/world.ts';

const PRESENCE = `mutation ($documentId: ID!, $state: Base64!) { setPresence(documentId: $documentId, state: $state) }`;
const WATCH = `subscription ($documentId: ID!, $clientId: String) { presenceChanged(documentId: $documentId, clientId: $clientId) { clientId state } }`;

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

async function enter(who: Inhabitant, documentId: string, url = world.server.url): Promise<Peer> {
  const peer = new Peer(serverOf(who.client, documentId, url));
  peers.push(peer);
  await peer.connection.loaded;
  return peer;
}

describe('presence', () => {
  it('shows who is there, as the server knows them, and that they left', async () => {
    const documentId = await space();
    const [aylin, lena] = [await enter(world.aylin, documentId), await enter(world.lena, documentId)];
    const { rows } = await world.server.services.db.query<{ id: string; name: string }>(
      'select id, name from auth."user" where email = $1',
      [world.aylin.email],
    );
    aylin.awareness.setLocalStateField('user', { name: 'Somebody else', id: 'x', color: '#112233', side: 'turkey', role: 'admin' });
    aylin.awareness.setLocalStateField('section', 'budget');
    await lena.untilPeople((names) => names.includes(rows[0]!.name));
    await expect
      .poll(() => lena.awareness.getStates().get(aylin.doc.clientID))
      .toEqual({
        user: { id: rows[0]!.id, name: rows[0]!.name, color: '#112233', side: 'turkey' },
        section: 'budget',
      });
    await aylin.leave();
    await lena.untilPeople((names) => !names.includes(rows[0]!.name));
  });

  it('tells a newcomer who is there already', async () => {
    const documentId = await space();
    const aylin = await enter(world.aylin, documentId);
    aylin.awareness.setLocalStateField('section', 'risks');
    const watched = world.lena.client.subscribe(WATCH, { documentId });
    expect((await watched.next()).presenceChanged.clientId).toBe(String(aylin.doc.clientID));
    const late = world.lena.client.subscribe(WATCH, { documentId });
    expect((await late.next()).presenceChanged.clientId).toBe(String(aylin.doc.clientID));
    watched.stop();
    late.stop();
  });

  it('ends with a line that breaks, and returns with it', async () => {
    const documentId = await space();
    const line = await Line.to(world.server.url);
    lines.push(line);
    const [aylin, lena] = [await enter(world.aylin, documentId, line.url), await enter(world.lena, documentId)];
    const there = (): boolean => lena.awareness.getStates().has(aylin.doc.clientID);
    await expect.poll(there).toBe(true);
    line.cut();
    await expect.poll(there).toBe(false);
    line.mend();
    await expect.poll(there).toBe(true);
  });

  it('is refused from a stranger and a visitor, too large, or under another’s client', async () => {
    const documentId = await space();
    const aylin = await enter(world.aylin, documentId);
    aylin.write('x');
    await aylin.state('saved');
    const state = (section: unknown = null): string => {
      aylin.awareness.setLocalStateField('section', section);
      return base64(encodeAwarenessUpdate(aylin.awareness, [aylin.doc.clientID]));
    };
    expect(await world.stranger.client.refused(PRESENCE, { documentId, state: state() })).toBe('NOT_FOUND');
    expect(await world.visitor.refused(PRESENCE, { documentId, state: state() })).toBe('UNAUTHENTICATED');
    expect(await world.lena.client.refused(PRESENCE, { documentId, state: state() })).toBe('CONFLICT');
    expect(await world.aylin.client.refused(PRESENCE, { documentId, state: state('x'.repeat(5000)) })).toBe('BAD_USER_INPUT');
    for (const [client, code] of [
      [world.stranger.client, 'NOT_FOUND'],
      [world.visitor, 'UNAUTHENTICATED'],
    ] as const) {
      expect(await client.subscribe(WATCH, { documentId }).end).toMatchObject([{ extensions: { code } }]);
    }
    expect(await world.aylin.client.subscribe(WATCH, { documentId, clientId: 'me' }).end).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT' } },
    ]);
    await world.visitor.close();
  });

  it('of another program is passed on as it is, and taken for nobody’s cursor', async () => {
    const documentId = await space();
    const lena = await enter(world.lena, documentId);
    const aylin = await enter(world.aylin, documentId);
    const watched = world.lena.client.subscribe(WATCH, { documentId });
    aylin.awareness.setLocalStateField('section', 'risks');
    await watched.next();
    // Two clients at once, one of them under a borrowed name: y-protocols would believe it.
    const [one, other] = [new Awareness(new Y.Doc()), new Awareness(new Y.Doc())];
    for (const awareness of [one, other]) awareness.setLocalStateField('user', { name: 'Somebody else' });
    applyAwarenessUpdate(one, encodeAwarenessUpdate(other, [other.clientID]), 'test');
    const forged = base64(encodeAwarenessUpdate(one, [one.clientID, other.clientID]));
    for (const state of ['AQID', forged]) {
      await world.aylin.client.ask(PRESENCE, { documentId, state });
      let event = await watched.next();
      while (!event.presenceChanged.clientId.startsWith('person-')) event = await watched.next();
      expect(event.presenceChanged.state).toBe(state);
    }
    expect([...lena.awareness.getStates().values()].map((state) => state['user']?.name)).not.toContain('Somebody else');
    for (const awareness of [one, other]) awareness.destroy();
    watched.stop();
  });

  it('that editors cannot read is refused, and nobody hears of it; what the page tells, in a text and in a row, is passed on', async () => {
    const documentId = await space();
    const [aylin, lena] = [await enter(world.aylin, documentId), await enter(world.lena, documentId)];
    const own = new Awareness(new Y.Doc());
    const told = (state: Record<string, unknown>): string => {
      own.setLocalState(state);
      return base64(encodeAwarenessUpdate(own, [own.clientID]));
    };
    const seen = (): unknown => lena.awareness.getStates().get(own.clientID)?.['cursor'];
    const place = Y.createRelativePositionFromTypeIndex(aylin.doc.get('none', Y.Text), 0);
    const cursor = JSON.parse(JSON.stringify({ anchor: place, head: place }));
    const here = { user: { name: 'Aylin', side: 'turkey' }, section: 'shared-problem', cell: null };
    await world.aylin.client.ask(PRESENCE, { documentId, state: told({ ...here, cursor }) });
    await expect.poll(seen).toEqual(cursor);
    for (const wrong of [{ anchor: 'x', head: 'x' }, { anchor: place }, { ...cursor, head: { item: [1] } }].map((read) => ({
      cursor: read,
    }))) {
      const answer = await world.aylin.client.send(PRESENCE, { documentId, state: told({ ...here, ...wrong }) });
      expect(answer.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', fields: { state: expect.any(String) } } }]);
    }
    const row = { section: 'risks', cell: 'risks.7f.risk', cursor: null };
    await world.aylin.client.ask(PRESENCE, { documentId, state: told({ ...here, ...row }) });
    const heard: unknown[] = [];
    await expect
      .poll(() => {
        heard.push(seen());
        return lena.awareness.getStates().get(own.clientID);
      })
      .toMatchObject(row);
    expect(heard.filter(Boolean).every((one) => JSON.stringify(one) === JSON.stringify(cursor))).toBe(true);
    own.destroy();
  });

  it('is refused under the client of somebody who wrote and left', async () => {
    const documentId = await space();
    const doc = new Y.Doc();
    doc.getText('t').insert(0, 'x');
    await push(world.aylin, documentId, Y.encodeStateAsUpdate(doc));
    const awareness = new Awareness(doc);
    const state = base64(encodeAwarenessUpdate(awareness, [doc.clientID]));
    awareness.destroy();
    expect(await world.lena.client.refused(PRESENCE, { documentId, state })).toBe('CONFLICT');
    expect((await world.aylin.client.ask(PRESENCE, { documentId, state })).setPresence).toBe(true);
  });

  it('of a person who floods it is refused after a while', async () => {
    const documentId = await space();
    const aylin = await enter(world.aylin, documentId);
    const state = base64(encodeAwarenessUpdate(aylin.awareness, [aylin.doc.clientID]));
    const answers = await Promise.all(Array.from({ length: 120 }, () => world.aylin.client.send(PRESENCE, { documentId, state })));
    const codes = new Set(answers.map((answer) => answer.errors?.[0]?.extensions.code ?? 'fine'));
    expect(codes).toEqual(new Set(['fine', 'RATE_LIMITED']));
  });

  it('is shown to nobody whose membership ended', async () => {
    const leaver = await newInhabitant(world.server, { country: 'BG' });
    const { documentId } = await newSpace(world.server.services, world.callId, world.aylin.organisationId, leaver.organisationId);
    const watched = leaver.client.subscribe(WATCH, { documentId });
    const aylin = await enter(world.aylin, documentId);
    await watched.next();
    await world.server.services.db.query('delete from representative where organisation_id = $1', [leaver.organisationId]);
    aylin.awareness.setLocalStateField('section', 'budget');
    expect(await watched.end).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  });
});
