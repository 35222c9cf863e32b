import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addRow, appendProse, removeRow } from '@kopru/schema/capacity-model-document';
import * as Y from 'yjs';
import { anchorOf, type TextAnchor } from '../support/anchor.ts';
import { spaceOfTwo } from '../support/space.ts';
import { adapt, adaptationOf, change, held } from '../support/versions.ts';
import { newWorld, type Inhabitant, type World } from '../support/world.ts';

const THREAD = `id section fragment start end quote rewording outcome resolvedAt resolvedBy viewerCanComment viewerCanAccept
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
/** Of words in the first section. */
let range: TextAnchor;
beforeAll(async () => {
  world = await newWorld();
});
beforeEach(async () => {
  documentId = await spaceOfTwo(world);
  await say('In summer our volunteers leave us.');
  range = anchorOf(await held(world.aylin, documentId), 'prose:shared-problem', 'volunteers leave');
});
afterAll(() => world.close());

const say = (...paragraphs: string[]) => change(world.aylin, documentId, (doc) => appendProse(doc, 'prose:shared-problem', paragraphs));
const input = (more: Record<string, unknown> = {}) => ({
  documentId,
  section: 'shared-problem',
  body: 'Is that so?',
  ...range,
  ...more,
});
const start = async (who: Inhabitant, more = {}) => (await who.client.ask(START, { input: input(more) })).startComment;
const list = async (client: Inhabitant['client']) => (await client.ask(LIST, { id: documentId })).document;
/** About the whole section. */
const NOWHERE = { fragment: null, start: null, end: null, quote: null };
/** Adds an action; answers its row's id. */
async function withRow(who: Inhabitant): Promise<string> {
  let id = '';
  await change(who, documentId, (doc) => void (id = addRow(doc, 'actions', { action: 'Write the guide' })));
  return id;
}
const firstText = (doc: Y.Doc): Y.XmlText =>
  [...doc.getXmlFragment('prose:shared-problem').createTreeWalker(() => true)].find((node) => node instanceof Y.XmlText)!;
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
    expect(await world.staff.ruleOf(REPLY, { id: thread.id, body: 'We think so too.' })).toBe('partners-only');
    const { document } = await world.aylin.client.ask('query ($id: ID!) { document(id: $id) { sequence } }', { id: documentId });
    expect(document.sequence).toBe(1);
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
    for (const [operation, variables] of [
      [EDIT, { id: own, body: 'Not hers' }],
      [DELETE, { id: own }],
    ] as const) {
      expect(await world.lena.client.ruleOf(operation, variables)).toBe('others-comment');
      expect(await world.staff.ruleOf(operation, variables)).toBe('partners-only');
    }
    const edited = (await world.aylin.client.ask(EDIT, { id: own, body: 'Is that really so?' })).editComment;
    expect(edited.comments[0]).toMatchObject({ body: 'Is that really so?', deleted: false });
    expect(edited.comments[0].editedAt).not.toBeNull();
    const gone = (await world.aylin.client.ask(DELETE, { id: own })).deleteComment;
    expect(gone.comments[0]).toMatchObject({ body: '', deleted: true });
    expect((await world.lena.client.ask(REPLY, { id: thread.id, body: 'What was it?' })).replyToComment.comments).toMatchObject([
      { body: '', deleted: true, viewerCanChange: false },
      { body: 'What was it?' },
    ]);
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
      { fragment: null, start: null, end: null, quote: null, rewording: 'other words' },
      { mentioned: [await idOf(world.stranger)] },
    ]) {
      expect(await world.aylin.client.refused(START, { input: input(wrong) })).toBe('BAD_USER_INPUT');
    }
    expect((await list(world.aylin.client)).comments).toEqual([]);
  });

  it('is not begun with letters that nobody sees, or on a conversation of nothing', async () => {
    for (const body of ['\u0001\u0007', '\u200e \u200f', '\u2028\n\t']) {
      expect(await world.aylin.client.refused(START, { input: input({ body }) })).toBe('BAD_USER_INPUT');
    }
    const { comments } = await start(world.aylin, { body: 'Is\u0007 that\u202e so?' });
    expect(comments[0].body).toBe('Is that so?');
  });

  it('is settled for everybody who writes in it at that moment, until it is opened again', async () => {
    const thread = await start(world.aylin);
    const own = thread.comments[0].id;
    await world.lena.client.ask(RESOLVE, { id: thread.id });
    expect(await world.lena.client.ruleOf(REPLY, { id: thread.id, body: 'One more thing' })).toBe('comment-settled');
    expect(await world.aylin.client.ruleOf(EDIT, { id: own, body: 'Other words' })).toBe('comment-settled');
    await world.lena.client.ask(RESOLVE, { id: thread.id, resolved: false });
    await world.lena.client.ask(REPLY, { id: thread.id, body: 'One more thing' });
    await world.aylin.client.ask(DELETE, { id: own });
    expect(await world.aylin.client.refused(EDIT, { id: own, body: 'Behind its back' })).toBe('CONFLICT');
    const back = (await world.aylin.client.ask(DELETE, { id: own, deleted: false })).deleteComment;
    expect(back.comments[0].body).toBe('Is that so?');
  });

  it('ends with the partnership: read by both, answered by nobody', async () => {
    const thread = await start(world.aylin);
    await world.server.services.db.query(
      `update partnership set status = 'DROPPED_OUT' where id = (select partnership_id from document where id = $1)`,
      [documentId],
    );
    expect(await world.lena.client.ruleOf(REPLY, { id: thread.id, body: 'Too late' })).toBe('partnership-ended');
    expect(await world.aylin.client.ruleOf(DELETE, { id: thread.comments[0].id })).toBe('partnership-ended');
    expect((await list(world.lena.client)).comments).toMatchObject([{ viewerCanComment: false }]);
  });
});

describe('a conversation in which nothing is left', () => {
  it('goes for everybody, live and with the bell, and comes again when it is put back or answered', async () => {
    const lena = await idOf(world.lena);
    const rings = world.lena.client.subscribe('subscription { notificationsChanged }');
    await rings.begun(() => world.lena.client.ask('mutation { markNotificationsRead }'));
    const thread = await start(world.aylin, { mentioned: [lena] });
    const hers = world.lena.client.subscribe(CHANGED, { id: documentId });
    const own = thread.comments[0].id;
    const bell = async () => (await world.lena.client.ask(BELL)).notifications;
    expect((await bell()).nodes[0]).toMatchObject({ threadId: thread.id, readAt: null });
    const gone = await hers.begun(() => world.aylin.client.ask(DELETE, { id: own }));
    expect(gone.commentChanged).toMatchObject({ id: thread.id, comments: [{ body: '' }] });
    let heard = await rings.next();
    while (heard.notificationsChanged === 0) heard = await rings.next();
    while (heard.notificationsChanged > 0) heard = await rings.next();
    for (const who of [world.aylin.client, world.lena.client, world.staff]) expect((await list(who)).comments).toEqual([]);
    expect((await bell()).nodes.map(({ threadId }: { threadId: string }) => threadId)).not.toContain(thread.id);
    await world.aylin.client.ask(DELETE, { id: own, deleted: false });
    expect((await list(world.lena.client)).comments).toMatchObject([{ id: thread.id, comments: [{ body: 'Is that so?' }] }]);
    expect((await bell()).unreadCount).toBe(1);
    await world.aylin.client.ask(DELETE, { id: own });
    // Somebody was writing an answer meanwhile: it is not lost.
    await world.lena.client.ask(REPLY, { id: thread.id, body: 'It is.' });
    expect((await list(world.aylin.client)).comments).toMatchObject([{ comments: [{ deleted: true }, { body: 'It is.' }] }]);
    hers.stop();
    rings.stop();
  });
});

describe('beside an adaptation', () => {
  it('the partner reads, comments and proposes, and its writers hear of it; only they put other words in', async () => {
    const { aylin, lena, staff, stranger, visitor } = world;
    const adaptationId = await adaptationOf(aylin, documentId);
    await adapt(aylin, adaptationId, 'Our rota hangs on the wall.');
    const words = anchorOf(await held(lena, adaptationId), 'prose:adaptation', 'on the wall');
    const about = { documentId: adaptationId, section: 'adaptation', ...words };
    await aylin.client.ask('mutation { markNotificationsRead }');
    const CAN = 'query ($id: ID!) { document(id: $id) { viewerCanWrite viewerCanComment } }';
    const may = async (client: Inhabitant['client']) => (await client.ask(CAN, { id: adaptationId })).document;
    expect(await may(lena.client)).toEqual({ viewerCanWrite: false, viewerCanComment: true });
    expect(await may(staff)).toEqual({ viewerCanWrite: false, viewerCanComment: false });

    const thread = await start(lena, { ...about, rewording: 'in the hall' });
    expect(thread).toMatchObject({ quote: 'on the wall', viewerCanComment: true, viewerCanAccept: false });
    const { unreadCount, nodes } = (await aylin.client.ask(BELL)).notifications;
    expect([unreadCount, nodes[0]]).toMatchObject([1, { kind: 'COMMENTED', documentId: adaptationId, threadId: thread.id }]);
    expect((await lena.client.ask(BELL)).notifications.nodes[0]?.threadId).not.toBe(thread.id);
    await aylin.client.ask(REPLY, { id: thread.id, body: 'Why there?' });
    expect((await lena.client.ask(BELL)).notifications.nodes[0]).toMatchObject({ kind: 'REPLIED', threadId: thread.id });
    await lena.client.ask(REPLY, { id: thread.id, body: 'More people pass.' });

    // What its own people propose is not the partner's to put in, though it may answer and settle.
    const own = await start(aylin, { ...about, rewording: 'by the door' });
    expect(await lena.client.ruleOf(ANSWER, { id: own.id, outcome: 'ACCEPTED' })).toBe('others-adaptation');
    expect((await lena.client.ask(RESOLVE, { id: own.id })).resolveComment.resolvedAt).not.toBeNull();
    expect((await aylin.client.ask(ANSWER, { id: thread.id, outcome: 'ACCEPTED' })).answerRewording.outcome).toBe('ACCEPTED');

    expect(await staff.ruleOf(START, { input: input(about) })).toBe('partners-only');
    expect(await staff.ruleOf(ANSWER, { id: own.id, outcome: 'REJECTED' })).toBe('partners-only');
    expect(await stranger.client.refused(START, { input: input(about) })).toBe('NOT_FOUND');
    expect(await visitor.refused(START, { input: input(about) })).toBe('UNAUTHENTICATED');
  });

  it('tells its writers once when they are addressed, and nobody of what they say to each other', async () => {
    const adaptationId = await adaptationOf(world.aylin, documentId);
    const about = { ...NOWHERE, documentId: adaptationId, section: 'adaptation' };
    const unread = async (who: Inhabitant) => (await who.client.ask(BELL)).notifications.unreadCount;
    await world.aylin.client.ask('mutation { markNotificationsRead }');
    const before = await unread(world.lena);
    await start(world.lena, { ...about, mentioned: [await idOf(world.aylin)] });
    expect((await world.aylin.client.ask(BELL)).notifications).toMatchObject({ unreadCount: 1 });
    await start(world.aylin, about);
    expect(await unread(world.lena)).toBe(before);
  });
});

describe('what it is about', () => {
  it('is kept as it stands in the text, whoever quotes it', async () => {
    expect(await start(world.aylin, { quote: ' volunteers\n leave' })).toMatchObject({ quote: 'volunteers leave' });
    expect(await start(world.aylin, { quote: undefined })).toMatchObject({ quote: 'volunteers leave' });
    expect(await world.aylin.client.refused(START, { input: input({ quote: 'we pay nobody' }) })).toBe('CONFLICT');
  });

  it('is there: taken out or changed meanwhile is a conflict, and nothing is stored', async () => {
    await change(world.lena, documentId, (doc) => firstText(doc).delete('In summer our '.length, 'volunteers'.length));
    expect(await world.aylin.client.refused(START, { input: input() })).toBe('CONFLICT');
    await change(world.lena, documentId, (doc) => doc.getXmlFragment('prose:shared-problem').delete(0, 1));
    expect(await world.aylin.client.refused(START, { input: input() })).toBe('CONFLICT');
    const row = await withRow(world.lena);
    const about = { ...NOWHERE, section: 'actions', rowId: row };
    expect(await start(world.aylin, about)).toMatchObject({ section: 'actions', quote: '' });
    await change(world.lena, documentId, (doc) => void removeRow(doc, 'actions', row));
    expect(await world.aylin.client.refused(START, { input: input(about) })).toBe('CONFLICT');
    expect((await list(world.aylin.client)).comments).toHaveLength(1);
  });

  it('is in this document, this section and this text', async () => {
    await change(world.lena, documentId, (doc) => appendProse(doc, 'prose:practice', ['Somewhere else.']));
    const elsewhere = anchorOf(await held(world.lena, documentId), 'prose:practice', 'Somewhere');
    const others = await spaceOfTwo(world);
    await change(world.lena, others, (doc) => appendProse(doc, 'prose:shared-problem', ['volunteers leave']));
    const ofOthers = anchorOf(await held(world.lena, others), 'prose:shared-problem', 'volunteers leave');
    const adaptationId = await adaptationOf(world.aylin, documentId);
    const row = await withRow(world.lena);
    for (const wrong of [
      elsewhere,
      { ...elsewhere, fragment: range.fragment },
      ofOthers,
      { start: 'AAAA', end: 'AAAB' },
      { start: range.end, end: 'AAAB' },
      { fragment: 'prose:nowhere' },
      { ...NOWHERE, quote: 'of nothing' },
      { ...NOWHERE, section: 'actions', rowId: 'no-such-row' },
      { ...NOWHERE, section: 'risks', rowId: row },
      { ...NOWHERE, rowId: row },
      { section: 'actions', rowId: row },
      { documentId: adaptationId },
      { ...NOWHERE, documentId: adaptationId, section: 'risks' },
    ]) {
      expect([wrong, await world.aylin.client.refused(START, { input: input(wrong) })]).toEqual([wrong, 'BAD_USER_INPUT']);
    }
    expect((await list(world.aylin.client)).comments).toEqual([]);
    expect(await start(world.aylin, { ...NOWHERE, documentId: adaptationId, section: 'adaptation' })).toMatchObject({ start: null });
  });

  it('stays in the margin with its words when they are taken out, and can be answered and settled', async () => {
    const thread = await start(world.aylin);
    await change(world.lena, documentId, (doc) => doc.getXmlFragment('prose:shared-problem').delete(0, 1));
    expect((await list(world.lena.client)).comments).toMatchObject([{ id: thread.id, quote: 'volunteers leave' }]);
    await world.lena.client.ask(REPLY, { id: thread.id, body: 'I took that out.' });
    expect((await world.aylin.client.ask(RESOLVE, { id: thread.id })).resolveComment.resolvedAt).not.toBeNull();
  });
});

describe('another wording', () => {
  it('is somebody else’s to accept; who proposed it may let go of it', async () => {
    const [one, other] = [await start(world.aylin, { rewording: 'volunteers stay' }), await start(world.aylin, { rewording: '' })];
    expect(one.viewerCanAccept).toBe(false);
    const seen = (await list(world.lena.client)).comments;
    expect(seen.map(({ viewerCanAccept }: { viewerCanAccept: boolean }) => viewerCanAccept)).toEqual([true, true]);
    expect((await list(world.staff)).comments[0].viewerCanAccept).toBe(false);
    expect(await world.aylin.client.ruleOf(ANSWER, { id: one.id, outcome: 'ACCEPTED' })).toBe('own-wording');
    expect((await world.aylin.client.ask(ANSWER, { id: one.id, outcome: 'REJECTED' })).answerRewording.outcome).toBe('REJECTED');
    await world.aylin.client.ask(DELETE, { id: other.comments[0].id });
    expect(await world.lena.client.refused(ANSWER, { id: other.id, outcome: 'ACCEPTED' })).toBe('CONFLICT');
    expect((await list(world.lena.client)).comments.map(({ id }: { id: string }) => id)).toEqual([one.id]);
  });

  it('is answered once by two at once, and not while its conversation is settled', async () => {
    const thread = await start(world.aylin, { rewording: 'volunteers stay' });
    await world.aylin.client.ask(RESOLVE, { id: thread.id });
    expect(await world.lena.client.ruleOf(ANSWER, { id: thread.id, outcome: 'ACCEPTED' })).toBe('comment-settled');
    await world.aylin.client.ask(RESOLVE, { id: thread.id, resolved: false });
    const answers = await Promise.all(
      ['ACCEPTED', 'REJECTED', 'ACCEPTED'].map((outcome) => world.lena.client.send(ANSWER, { id: thread.id, outcome })),
    );
    expect(answers.filter(({ errors }) => !errors)).toHaveLength(1);
    expect(answers.flatMap(({ errors }) => errors?.map(({ extensions }) => extensions?.['code']) ?? [])).toEqual(['CONFLICT', 'CONFLICT']);
  });

  it('is other, and no longer than a comment', async () => {
    for (const rewording of ['volunteers leave', 'x'.repeat(4001)]) {
      expect(await world.aylin.client.refused(START, { input: input({ rewording }) })).toBe('BAD_USER_INPUT');
    }
  });

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
