import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { spaceOfTwo } from '../support/space.ts';
import { newWorld, type Inhabitant, type World } from '../support/world.ts';

const THREAD = `id section fragment start end quote rewording outcome resolvedAt resolvedBy viewerCanComment
  comments { id body deleted editedAt mentioned viewerCanChange author { id name organisationId } }`;
const START = `mutation ($input: StartCommentInput!) { startComment(input: $input) { ${THREAD} } }`;
const REPLY = `mutation ($id: ID!, $body: String!, $mentioned: [ID!]) { replyToComment(threadId: $id, body: $body, mentioned: $mentioned) { ${THREAD} } }`;
const EDIT = `mutation ($id: ID!, $body: String!) { editComment(id: $id, body: $body) { ${THREAD} } }`;
const DELETE = `mutation ($id: ID!, $deleted: Boolean) { deleteComment(id: $id, deleted: $deleted) { ${THREAD} } }`;
const RESOLVE = `mutation ($id: ID!, $resolved: Boolean) { resolveComment(threadId: $id, resolved: $resolved) { ${THREAD} } }`;
const ANSWER = `mutation ($id: ID!, $outcome: RewordingOutcome!) { answerRewording(threadId: $id, outcome: $outcome) { ${THREAD} } }`;
const LIST = `query ($id: ID!) { document(id: $id) { comments { ${THREAD} } participants { id name organisationId } } }`;
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

const range = { fragment: 'prose:shared-problem', start: 'AAAA', end: 'AAAB', quote: 'volunteers leave' };
const input = (more: Record<string, unknown> = {}) => ({
  documentId,
  section: 'shared-problem',
  body: 'Is that so?',
  ...range,
  ...more,
});
const start = async (who: Inhabitant, more = {}) => (await who.client.ask(START, { input: input(more) })).startComment;
const list = async (client: Inhabitant['client']) => (await client.ask(LIST, { id: documentId })).document;
const idOf = async (who: Inhabitant): Promise<string> => (await who.client.ask('{ me { id } }')).me.id;

describe('a conversation', () => {
  it('is anchored to a range, answered by the other side, settled and opened again; staff read along', async () => {
    const thread = await start(world.aylin);
    expect(thread).toMatchObject({ ...range, section: 'shared-problem', resolvedAt: null, viewerCanComment: true });
    expect(thread.comments).toMatchObject([
      { body: 'Is that so?', viewerCanChange: true, author: { organisationId: world.aylin.organisationId } },
    ]);
    const { replyToComment } = await world.lena.client.ask(REPLY, { id: thread.id, body: 'Yes, half of them.' });
    expect(replyToComment.comments.map(({ viewerCanChange }: { viewerCanChange: boolean }) => viewerCanChange)).toEqual([false, true]);
    const settled = (await world.lena.client.ask(RESOLVE, { id: thread.id })).resolveComment;
    expect(settled.resolvedAt).not.toBeNull();
    expect((await world.aylin.client.ask(RESOLVE, { id: thread.id, resolved: false })).resolveComment.resolvedAt).toBeNull();
    const seen = await list(world.staff);
    expect(seen.comments).toMatchObject([{ id: thread.id, viewerCanComment: false, comments: [{}, { body: 'Yes, half of them.' }] }]);
    expect(await world.staff.refused(REPLY, { id: thread.id, body: 'We think so too.' })).toBe('NOT_FOUND');
    const { document } = await world.aylin.client.ask('query ($id: ID!) { document(id: $id) { sequence } }', { id: documentId });
    expect(document.sequence).toBe(0);
  });

  it('is not there for strangers and visitors, by any way in', async () => {
    const thread = await start(world.aylin);
    const own = thread.comments[0].id;
    for (const [operation, variables] of [
      [START, { input: input() }],
      [REPLY, { id: thread.id, body: 'x' }],
      [EDIT, { id: own, body: 'x' }],
      [DELETE, { id: own }],
      [RESOLVE, { id: thread.id }],
      [ANSWER, { id: thread.id, outcome: 'ACCEPTED' }],
    ] as const) {
      expect(await world.stranger.client.refused(operation, variables)).toBe('NOT_FOUND');
      expect(await world.visitor.refused(operation, variables)).toBe('UNAUTHENTICATED');
    }
    expect((await list(world.stranger.client)) ?? null).toBeNull();
  });

  it('keeps everybody to their own words, which can be taken back and put back', async () => {
    const thread = await start(world.aylin);
    const own = thread.comments[0].id;
    expect(await world.lena.client.refused(EDIT, { id: own, body: 'Not hers' })).toBe('NOT_FOUND');
    expect(await world.lena.client.refused(DELETE, { id: own })).toBe('NOT_FOUND');
    const edited = (await world.aylin.client.ask(EDIT, { id: own, body: 'Is that really so?' })).editComment;
    expect(edited.comments[0]).toMatchObject({ body: 'Is that really so?', deleted: false });
    expect(edited.comments[0].editedAt).not.toBeNull();
    const gone = (await world.aylin.client.ask(DELETE, { id: own })).deleteComment;
    expect(gone.comments[0]).toMatchObject({ body: '', deleted: true });
    expect((await list(world.lena.client)).comments[0].comments[0].body).toBe('');
    const back = (await world.aylin.client.ask(DELETE, { id: own, deleted: false })).deleteComment;
    expect(back.comments[0]).toMatchObject({ body: 'Is that really so?', deleted: false });
  });

  it('refuses what is no comment, and stores nothing of it', async () => {
    for (const wrong of [
      { body: '  ' },
      { body: 'x'.repeat(4001) },
      { section: 'nowhere' },
      { start: null },
      { start: 'A'.repeat(400) },
      { fragment: null, start: null, end: null, rewording: 'other words' },
      { mentioned: [await idOf(world.stranger)] },
    ]) {
      expect(await world.aylin.client.refused(START, { input: input(wrong) })).toBe('BAD_USER_INPUT');
    }
    expect((await list(world.aylin.client)).comments).toEqual([]);
  });

  it('ends with the partnership: read by both, answered by nobody', async () => {
    const thread = await start(world.aylin);
    await world.server.services.db.query(
      `update partnership set status = 'DROPPED_OUT' where id = (select partnership_id from document where id = $1)`,
      [documentId],
    );
    expect(await world.lena.client.refused(REPLY, { id: thread.id, body: 'Too late' })).toBe('NOT_FOUND');
    expect((await list(world.lena.client)).comments).toMatchObject([{ viewerCanComment: false }]);
  });
});

describe('another wording', () => {
  it('is answered once, by whoever is first', async () => {
    const thread = await start(world.aylin, { rewording: 'volunteers stay a summer', body: '' });
    expect(thread).toMatchObject({ rewording: 'volunteers stay a summer', outcome: null });
    const answered = (await world.lena.client.ask(ANSWER, { id: thread.id, outcome: 'ACCEPTED' })).answerRewording;
    expect(answered.outcome).toBe('ACCEPTED');
    expect(answered.resolvedAt).not.toBeNull();
    expect(await world.aylin.client.refused(ANSWER, { id: thread.id, outcome: 'REJECTED' })).toBe('CONFLICT');
    const plain = await start(world.aylin);
    expect(await world.lena.client.refused(ANSWER, { id: plain.id, outcome: 'ACCEPTED' })).toBe('BAD_USER_INPUT');
  });
});

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
