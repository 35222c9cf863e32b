import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { spaceOfTwo } from '../support/space.ts';
import { newWorld, type Inhabitant, type World } from '../support/world.ts';

const START = `mutation ($input: StartCommentInput!) { startComment(input: $input) { id } }`;
const REPLY = `mutation ($id: ID!, $body: String!) { replyToComment(threadId: $id, body: $body) { id } }`;
const RESOLVE = `mutation ($id: ID!) { resolveComment(threadId: $id) { id } }`;
const CHANGED = `subscription ($id: ID!) { commentChanged(documentId: $id) { id resolvedAt comments { body } } }`;
const BELL = `{ notifications { unreadCount nodes { id kind documentId threadId actorName readAt } } }`;

let world: World;
let documentId: string;
beforeAll(async () => {
  world = await newWorld();
});
beforeEach(async () => {
  documentId = await spaceOfTwo(world);
});
afterAll(() => world.close());

/** About a whole section. */
const start = async (who: Inhabitant, more = {}): Promise<{ id: string }> =>
  (await who.client.ask(START, { input: { documentId, section: 'shared-problem', body: 'Is that so?', ...more } })).startComment;
const idOf = async (who: Inhabitant): Promise<string> => (await who.client.ask('{ me { id } }')).me.id;

describe('the bell', () => {
  it('rings for who is addressed and who took part, not for who did it, and forgets what was seen', async () => {
    const [aylin, lena] = [await idOf(world.aylin), await idOf(world.lena)];
    await world.lena.client.ask('mutation { markNotificationsRead }');
    const thread = await start(world.aylin, { body: 'What do you think, @Lena?', mentioned: [lena, aylin] });
    const hers = (await world.lena.client.ask(BELL)).notifications;
    expect(hers.unreadCount).toBe(1);
    expect(hers.nodes[0]).toMatchObject({ kind: 'MENTIONED', documentId, threadId: thread.id, readAt: null });
    const before = (await world.aylin.client.ask(BELL)).notifications.unreadCount;
    await world.lena.client.ask(REPLY, { id: thread.id, body: 'A lot.' });
    const his = (await world.aylin.client.ask(BELL)).notifications;
    expect(his.unreadCount).toBe(before + 1);
    expect(his.nodes[0]).toMatchObject({ kind: 'REPLIED', threadId: thread.id });
    // Another's are not there to be marked.
    await world.aylin.client.ask('mutation ($ids: [ID!]) { markNotificationsRead(ids: $ids) }', { ids: [hers.nodes[0].id] });
    expect((await world.lena.client.ask(BELL)).notifications.unreadCount).toBe(1);
    expect((await world.lena.client.ask('mutation { markNotificationsRead }')).markNotificationsRead).toBe(0);
    expect(await world.visitor.refused(BELL)).toBe('UNAUTHENTICATED');
  });

  it('says nothing any more of a document that its receiver may no longer read', async () => {
    await start(world.aylin, { body: '@', mentioned: [await idOf(world.lena)] });
    const before = (await world.lena.client.ask(BELL)).notifications;
    await world.server.services.db.query('delete from partnership_side where organisation_id = $1', [world.lena.organisationId]);
    const after = (await world.lena.client.ask(BELL)).notifications;
    expect(before.unreadCount).toBeGreaterThan(0);
    expect(after).toEqual({ unreadCount: 0, nodes: [] });
  });
});

describe('who watches', () => {
  it('hears of every change, and a stranger of none', async () => {
    const hers = world.lena.client.subscribe(CHANGED, { id: documentId });
    const strangers = world.stranger.client.subscribe(CHANGED, { id: documentId });
    expect(JSON.stringify(await strangers.end)).toContain('NOT_FOUND');
    let thread: { id: string } | undefined;
    const begun = await hers.begun(async () => (thread = await start(world.aylin)));
    expect(begun.commentChanged).toMatchObject({ resolvedAt: null, comments: [{ body: 'Is that so?' }] });
    await world.aylin.client.ask(RESOLVE, { id: thread!.id });
    const settled = async (): Promise<void> => {
      while ((await hers.next()).commentChanged.resolvedAt === null);
    };
    await settled();
    hers.stop();
  });

  it('hears the bell, each only their own', async () => {
    const RINGS = 'subscription { notificationsChanged }';
    const hers = world.lena.client.subscribe(RINGS);
    const strangers = world.stranger.client.subscribe(RINGS);
    const lena = await idOf(world.lena);
    await world.lena.client.ask('mutation { markNotificationsRead }');
    let event = await hers.begun(() => start(world.aylin, { mentioned: [lena] }));
    // What was read a moment ago may ring first.
    while (event.notificationsChanged === 0) event = await hers.next();
    expect(event.notificationsChanged).toBe(1);
    await expect(strangers.next(300)).rejects.toThrow('No event');
    hers.stop();
    strangers.stop();
    expect(JSON.stringify(await world.visitor.subscribe(RINGS).end)).toContain('UNAUTHENTICATED');
  });
});
