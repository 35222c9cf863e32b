import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { push, spaceOfTwo } from '../support/space.ts';
import { newWorld, type Inhabitant, type World } from '../support/world.ts';

const BELL = `{ notifications(first: 50) { unreadCount nodes { id kind documentId threadId fragment mentionKey actorName } } }`;
const PROBLEM = 'prose:shared-problem';

let world: World;
let documentId: string;
let doc: Y.Doc;
let clients: Map<Inhabitant, number>;
let lena: string;
beforeAll(async () => {
  world = await newWorld();
  lena = await idOf(world.lena);
});
beforeEach(async () => {
  documentId = await spaceOfTwo(world);
  doc = new Y.Doc();
  clients = new Map([world.aylin, world.lena].map((who) => [who, new Y.Doc().clientID]));
});
afterAll(() => world.close());

const idOf = async (who: Pick<Inhabitant, 'client'>): Promise<string> => (await who.client.ask('{ me { id } }')).me.id;

/** Writes into the document as somebody's editor does, under a client of their own; several changes of one call go in one update. */
async function write(who: Inhabitant, change: () => void): Promise<void> {
  doc.clientID = clients.get(who) ?? 0;
  const before = Y.encodeStateVector(doc);
  doc.transact(change);
  await push(who, documentId, Y.encodeStateAsUpdate(doc, before));
}

function mention(personId: string, key: string, more: Record<string, string> = {}): void {
  const element = new Y.XmlElement('mention');
  const attributes = { kind: 'person', id: personId, label: 'Somebody', key, ...more };
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [element]);
  doc.getXmlFragment(PROBLEM).push([paragraph]);
}

/** What the bell holds of this document. */
async function heard(who: Pick<Inhabitant, 'client'>): Promise<Record<string, unknown>[]> {
  const { nodes } = (await who.client.ask(BELL)).notifications;
  return nodes.filter((node: { documentId: string }) => node.documentId === documentId);
}

describe('a mention in a text', () => {
  it('tells the person who is named, with the place, and nobody else', async () => {
    await write(world.aylin, () => mention(lena, 'first'));
    expect(await heard(world.lena)).toMatchObject([{ kind: 'NAMED', fragment: PROBLEM, mentionKey: 'first', threadId: null }]);
    expect((await heard(world.lena))[0]?.['actorName']).toBe((await world.aylin.client.ask('{ me { name } }')).me.name);
    expect(await heard(world.aylin)).toEqual([]);
    expect(await heard({ client: world.staff })).toEqual([]);
  });

  it('tells once: not when it is moved, taken back and put in again, or copied; but of another mention anew', async () => {
    await write(world.aylin, () => mention(lena, 'k1'));
    await write(world.aylin, () => {
      doc.getXmlFragment(PROBLEM).delete(0, 1);
      mention(lena, 'k1');
    });
    await write(world.aylin, () => mention(lena, 'k1', { label: 'Another spelling' }));
    expect(await heard(world.lena)).toHaveLength(1);
    await write(world.aylin, () => mention(lena, 'k2'));
    expect(await heard(world.lena)).toHaveLength(2);
  });

  it('tells once of several mentions in one go', async () => {
    await write(world.aylin, () => ['a', 'b', 'c'].forEach((key) => mention(lena, key)));
    expect(await heard(world.lena)).toMatchObject([{ mentionKey: 'a' }]);
  });

  it('tells nobody of a mention of oneself, of an action, or of somebody outside of the partnership', async () => {
    const stranger = await idOf(world.stranger);
    const staff = await idOf({ client: world.staff });
    await write(world.lena, () => mention(lena, 'own'));
    await write(world.aylin, () => mention(lena, 'action', { kind: 'action' }));
    await write(world.aylin, () => mention(stranger, 'stranger'));
    await write(world.aylin, () => mention(staff, 'staff'));
    await write(world.aylin, () => mention('nobody-at-all', 'nobody'));
    for (const who of [world.lena, world.stranger, { client: world.staff }]) expect(await heard(who)).toEqual([]);
    const { rows } = await world.server.services.db.query<{ count: number }>(
      `select count(*)::int as count from notification where document_id = $1`,
      [documentId],
    );
    expect(rows[0]?.count).toBe(0);
  });

  it('looks up no name for an id: the text holds what its writer wrote', async () => {
    const stranger = await idOf(world.stranger);
    const name = (await world.stranger.client.ask('{ me { name } }')).me.name as string;
    await write(world.aylin, () => mention(stranger, 'stranger', { label: '' }));
    const { document } = await world.lena.client.ask(`query ($id: ID!) { document(id: $id) { content participants { name } } }`, {
      id: documentId,
    });
    expect(Buffer.from(document.content, 'base64').toString('latin1')).not.toContain(name);
    expect(JSON.stringify(document.participants)).not.toContain(name);
  });

  it('is forgotten by the bell when its receiver leaves the organisation', async () => {
    await write(world.aylin, () => mention(lena, 'left'));
    expect(await heard(world.lena)).toHaveLength(1);
    const { db } = world.server.services;
    const { rows } = await db.query(`delete from representative where person_id = $1 returning *`, [lena]);
    expect(await heard(world.lena)).toEqual([]);
    for (const row of rows as Record<string, unknown>[]) {
      await db.query('insert into representative (organisation_id, person_id) values ($1, $2)', [row['organisation_id'], lena]);
    }
  });
});
