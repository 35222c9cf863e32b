import { addRow, removeRow, setCell } from '@kopru/schema/capacity-model-document';
import { readDocumentText, sealedText } from '@kopru/schema/document-text';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { base64, operation, PUSH, spaceOfTwo } from '../support/space.ts';
import { change, held, NAME, plan, reads, REMOVE, RESTORE, SIGN, VERSIONS, WITHDRAW, write } from '../support/versions.ts';
import type { Loose } from '../support/client.ts';
import { newestMailTo } from '../support/mailbox.ts';
import { newWorld, type Inhabitant, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await newWorld();
});
afterAll(() => world.close());

const space = (): Promise<string> => spaceOfTwo(world);
const named = async (who: Inhabitant, documentId: string, name = 'First'): Promise<Loose> =>
  (await who.client.ask(NAME, { documentId, name })).nameDocumentVersion;
const signed = async (who: Inhabitant, id: string): Promise<Loose> =>
  (await who.client.ask(SIGN, { id, organisationId: who.organisationId })).signDocumentVersion;
const versionsOf = async (who: Inhabitant, id: string): Promise<Loose[]> => (await who.client.ask(VERSIONS, { id })).document.versions;
const end = (documentId: string): Promise<unknown> =>
  world.server.services.db.query(
    `update partnership set status = 'DROPPED_OUT' where id = (select partnership_id from document where id = $1)`,
    [documentId],
  );

describe('a named version', () => {
  it('is kept with who and when, and stays what it was when the text goes on', async () => {
    const { aylin, lena } = world;
    const documentId = await space();
    await write(aylin, documentId, 'Önce çay.');
    const version = await named(lena, documentId, '  After the\tfirst meeting ');
    expect(version).toMatchObject({ number: 1, name: 'After the first meeting', cause: 'NAMED', sequence: 1, isCurrent: true });
    expect(version.madeBy).toMatch(/^Person /);
    await write(aylin, documentId, 'Then a talk.');
    expect((await versionsOf(aylin, documentId))[0]).toMatchObject({ id: version.id, isCurrent: false });
    await named(aylin, documentId, 'Second');
    expect((await versionsOf(lena, documentId)).map(({ number }) => number)).toEqual([2, 1]);
  });

  it('is read by both sides and staff, named and restored by both sides only', async () => {
    const documentId = await space();
    await write(world.aylin, documentId, 'Text.');
    const { id } = await named(world.aylin, documentId);
    const asStaff = (await world.staff.ask(VERSIONS, { id: documentId })).document;
    expect(asStaff.viewerCanNameVersion).toBe(false);
    expect(asStaff.versions).toMatchObject([{ id, viewerCanSign: false, viewerCanRestore: false, viewerCanRemove: false }]);
    for (const [operation, variables] of [
      [NAME, { documentId, name: 'Mine' }],
      [RESTORE, { id }],
      [REMOVE, { id }],
    ] as const) {
      expect(await world.stranger.client.refused(operation, variables)).toBe('NOT_FOUND');
      // Who reads along is told the rule.
      expect(await world.staff.ruleOf(operation, variables)).toBe('partners-only');
    }
    expect(await world.visitor.refused(NAME, { documentId, name: 'Mine' })).toBe('UNAUTHENTICATED');
    const READ = 'query ($id: ID!) { documentVersion(id: $id) { id } }';
    expect(await world.stranger.client.ask(READ, { id })).toEqual({ documentVersion: null });
    expect(await world.lena.client.ask(READ, { id: 'no id' })).toEqual({ documentVersion: null });
    expect(await versionsOf(world.lena, documentId)).toHaveLength(1);
  });

  it('needs a name, and an open partnership', async () => {
    const documentId = await space();
    expect(await world.aylin.client.refused(NAME, { documentId, name: ' \u0007 ' })).toBe('BAD_USER_INPUT');
    expect(await world.aylin.client.refused(NAME, { documentId, name: 'x'.repeat(121) })).toBe('BAD_USER_INPUT');
    await end(documentId);
    expect(await world.aylin.client.refused(NAME, { documentId, name: 'Late' })).toBe('RULE_BROKEN');
  });

  it('is one of at most a hundred, with numbers of their own however many are named at once', async () => {
    const documentId = await space();
    await Promise.all(Array.from({ length: 8 }, (_, place) => named(place % 2 ? world.aylin : world.lena, documentId, `v${place}`)));
    expect((await versionsOf(world.aylin, documentId)).map(({ number }) => number)).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
    await world.server.services.db.query(
      `insert into document_version (document_id, number, name, cause, sequence, text, seal)
       select $1, n, 'n', 'NAMED', 0, '{}', '' from generate_series(9, 100) n`,
      [documentId],
    );
    const { errors } = await world.aylin.client.send(NAME, { documentId, name: 'One more' });
    expect(errors?.[0]?.extensions).toEqual({ code: 'RULE_BROKEN', rule: 'too-many-versions' });
    const [newest] = await versionsOf(world.aylin, documentId);
    await world.aylin.client.ask(REMOVE, { id: newest.id });
    expect(await named(world.aylin, documentId, 'One more')).toMatchObject({ number: 100 });
  });
});

describe('restoring', () => {
  it('makes the document read as the version again, as a new version, and keeps what it read before', async () => {
    const { aylin, lena } = world;
    const documentId = await space();
    await write(aylin, documentId, 'Kept.');
    await plan(lena, documentId, 'Plan');
    const first = await named(aylin, documentId);
    const text = await reads(aylin, documentId);
    await change(lena, documentId, (doc) => {
      const [row] = readDocumentText(doc).rows.actions;
      setCell(doc, 'actions', row!.id, 'action', 'Burn it');
      addRow(doc, 'actions', { action: 'More' });
    });
    await write(lena, documentId, 'Written after.');
    const changed = await reads(aylin, documentId);
    const { restoreDocumentVersion: restored } = await aylin.client.ask(RESTORE, { id: first.id });
    expect(restored).toMatchObject({ number: 3, name: 'First', cause: 'RESTORED', restoredFrom: 1, isCurrent: true, sequence: 5 });
    expect(await reads(lena, documentId)).toBe(text);
    const before = (await versionsOf(lena, documentId))[1];
    expect(before).toMatchObject({ number: 2, name: null, cause: 'BEFORE_RESTORE', restoredFrom: 1, sequence: 4 });
    await lena.client.ask(RESTORE, { id: before.id });
    expect(await reads(aylin, documentId)).toBe(changed);
    // What it read before is version 3 already.
    expect((await versionsOf(lena, documentId)).map(({ cause }) => cause)).toEqual(['RESTORED', 'RESTORED', 'BEFORE_RESTORE', 'NAMED']);
  });

  it('reaches open editors, in the name of who restored', async () => {
    const documentId = await space();
    await write(world.aylin, documentId, 'One.');
    const { id } = await named(world.aylin, documentId);
    await write(world.aylin, documentId, 'Two.');
    const stream = world.lena.client.subscribe('subscription ($id: ID!) { documentUpdated(documentId: $id) { sequence update } }', {
      id: documentId,
    });
    const doc = new Y.Doc();
    Y.applyUpdate(doc, new Uint8Array(Buffer.from((await stream.next()).documentUpdated.update, 'base64')));
    await world.lena.client.ask(RESTORE, { id });
    const { sequence, update } = (await stream.next()).documentUpdated;
    expect(sequence).toBe(3);
    Y.applyUpdate(doc, new Uint8Array(Buffer.from(update, 'base64')));
    expect(readDocumentText(doc)).toEqual(readDocumentText(await held(world.aylin, documentId)));
    stream.stop();
    const { rows } = await world.server.services.db.query<{ email: string }>(
      'select u.email from document_update d join auth."user" u on u.id = d.person_id where document_id = $1 and sequence = 3',
      [documentId],
    );
    expect(rows[0]?.email).toBe(world.lena.email);
  });

  it('of what the document reads already, or after the end, is refused and stores nothing', async () => {
    const documentId = await space();
    await write(world.aylin, documentId, 'One.');
    const { id } = await named(world.aylin, documentId);
    const { errors } = await world.aylin.client.send(RESTORE, { id });
    expect(errors?.[0]?.extensions).toEqual({ code: 'RULE_BROKEN', rule: 'same-text' });
    await write(world.aylin, documentId, 'Two.');
    await end(documentId);
    expect(await world.aylin.client.refused(RESTORE, { id })).toBe('RULE_BROKEN');
    expect(await versionsOf(world.aylin, documentId)).toHaveLength(1);
  });

  it('loses nothing that is written at the same moment', async () => {
    const documentId = await space();
    await write(world.aylin, documentId, 'One.');
    const { id } = await named(world.aylin, documentId);
    const doc = await held(world.lena, documentId);
    for (let round = 0; round < 3; round += 1) {
      await write(world.aylin, documentId, `Round ${round}.`);
      const before = Y.encodeStateVector(doc);
      addRow(doc, 'risks', { risk: `Risk ${round}` });
      const update = base64(Y.encodeStateAsUpdate(doc, before));
      await Promise.all([
        world.aylin.client.ask(RESTORE, { id }),
        world.lena.client.ask(PUSH, { documentId, operationId: operation(), update }),
      ]);
    }
    // Each risk is in the document, or in the version that was kept right before it was restored away.
    const texts = await world.server.services.db.query<{ text: string }>('select text from document_version where document_id = $1', [
      documentId,
    ]);
    const everything = `${texts.rows.map(({ text }) => text).join()}${await reads(world.lena, documentId)}`;
    for (let round = 0; round < 3; round += 1) expect(everything).toContain(`Risk ${round}`);
  });
});

describe('removing', () => {
  it('forgets the text of a version that nobody signed', async () => {
    const documentId = await space();
    const { id } = await named(world.aylin, documentId);
    const other = await named(world.aylin, documentId, 'Signed');
    await signed(world.lena, other.id);
    await world.lena.client.ask(REMOVE, { id });
    expect((await versionsOf(world.aylin, documentId)).map((version) => version.id)).toEqual([other.id]);
    const { errors } = await world.aylin.client.send(REMOVE, { id: other.id });
    expect(errors?.[0]?.extensions).toEqual({ code: 'RULE_BROKEN', rule: 'version-signed' });
  });
});

describe('a signature', () => {
  it('of both organisations on one version is a joint sign-off, and each hears of the other', async () => {
    const { aylin, lena } = world;
    const documentId = await space();
    await write(aylin, documentId, 'We agree.');
    const { id } = await named(aylin, documentId, 'To be signed');
    const one = await signed(aylin, id);
    expect(one).toMatchObject({ jointlySigned: false, viewerCanSign: false, isCurrent: true });
    expect(one.signatures).toMatchObject([{ status: 'STANDING', organisation: { id: aylin.organisationId }, viewerCanWithdraw: true }]);
    const due = await newestMailTo(world.server, lena.email);
    expect(due.subject).toBe('Su Yolu Derneği signed the capacity model; your signature is due');
    expect(due.text).toContain(`/documents/${documentId}/versions#version-${one.number}`);
    const both = await signed(lena, id);
    expect(both).toMatchObject({ jointlySigned: true, signatures: [{ viewerCanWithdraw: false }, { viewerCanWithdraw: true }] });
    // Aylin's organisation is Turkish, and is written to in Turkish.
    expect((await newestMailTo(world.server, aylin.email)).subject).toBe('Kapasite modelinizi iki taraf da imzaladı');
    expect((await activities()).slice(0, 2).map(({ kind }) => kind)).toEqual(['VERSION_JOINTLY_SIGNED', 'VERSION_SIGNED']);
  });

  it('rings for the other organisation, live, and for those whose signature falls, once each and for nobody else', async () => {
    const { aylin, lena, stranger } = world;
    const documentId = await space();
    await write(aylin, documentId, 'We agree.');
    const { id, number } = await named(aylin, documentId);
    const bell = async (who: Inhabitant): Promise<Loose[]> =>
      (await who.client.ask('{ notifications { nodes { kind documentId versionNumber actorName } } }')).notifications.nodes.filter(
        (one: Loose) => one.documentId === documentId,
      );
    const kinds = async (who: Inhabitant): Promise<unknown[]> => (await bell(who)).map(({ kind }) => kind);
    const rings = lena.client.subscribe('subscription { notificationsChanged }');
    await rings.begun(() => lena.client.ask('mutation { markNotificationsRead }'));
    await signed(aylin, id);
    while ((await rings.next()).notificationsChanged === 0);
    rings.stop();
    expect(await bell(lena)).toMatchObject([
      { kind: 'SIGNATURE_DUE', versionNumber: number, actorName: expect.stringMatching(/^Person /) },
    ]);
    await signed(lena, id);
    await write(lena, documentId, 'Once more.');
    await write(lena, documentId, 'And again.');
    // Who changed the text knows; the others of the organisation hear of it.
    expect(await kinds(lena)).toEqual(['SIGNATURE_DUE']);
    expect(await kinds(aylin)).toEqual(['SIGNATURE_FALLEN', 'JOINTLY_SIGNED']);
    const next = await named(lena, documentId, 'Anew');
    const { signatures } = await signed(lena, next.id);
    await lena.client.ask(WITHDRAW, { id: signatures[0].id });
    expect((await kinds(aylin)).slice(0, 2)).toEqual(['SIGNATURE_WITHDRAWN', 'SIGNATURE_DUE']);
    expect(await bell(stranger)).toEqual([]);
    // Each was told by a letter of its own at once.
    const { rows } = await world.server.services.db.query('select from notification where document_id = $1 and told_at is null', [
      documentId,
    ]);
    expect(rows).toEqual([]);
  });

  it.each<[string, (doc: Y.Doc) => void]>([
    ['a row', (doc) => void addRow(doc, 'risks', { risk: 'Rain' })],
    ['a row removed', (doc) => void removeRow(doc, 'actions', readDocumentText(doc).rows.actions[0]!.id)],
    ['a word', (doc) => ((doc.getXmlFragment('prose:practice').get(0) as Y.XmlElement).get(0) as Y.XmlText).insert(0, 'Not ')],
  ])('of each falls with %s, and is kept as fallen with whose change it was', async (_what, work) => {
    const { aylin, lena } = world;
    const documentId = await space();
    await write(aylin, documentId, 'We agree.');
    await plan(aylin, documentId, 'Plan');
    const { id } = await named(aylin, documentId);
    await signed(aylin, id);
    await signed(lena, id);
    await change(lena, documentId, work);
    const [version] = await versionsOf(aylin, documentId);
    expect(version).toMatchObject({ jointlySigned: false, isCurrent: false });
    expect(version.signatures.map((signature: Loose) => signature.status)).toEqual(['FALLEN', 'FALLEN']);
    expect(version.signatures[0].endedBy).toMatch(/^Person /);
    expect((await newestMailTo(world.server, lena.email)).subject).toBe('Your signature fell, because the text was changed');
    expect((await newestMailTo(world.server, aylin.email)).subject).toBe('Metin değiştirildiği için imzanız düştü');
    const { errors } = await aylin.client.send(SIGN, { id, organisationId: aylin.organisationId });
    expect(errors?.[0]?.extensions).toEqual({ code: 'RULE_BROKEN', rule: 'stale-version' });
  });

  it('does not fall with an update that changes nothing people read', async () => {
    const documentId = await space();
    await write(world.aylin, documentId, 'We agree.');
    const { id } = await named(world.aylin, documentId);
    await signed(world.aylin, id);
    await write(world.lena, documentId, '', '');
    const [version] = await versionsOf(world.aylin, documentId);
    expect(version).toMatchObject({ isCurrent: true, signatures: [{ status: 'STANDING' }] });
    await world.aylin.client.ask(WITHDRAW, { id: version.signatures[0].id });
    expect(await world.aylin.client.refused(WITHDRAW, { id: version.signatures[0].id })).toBe('CONFLICT');
    expect((await versionsOf(world.aylin, documentId))[0].signatures).toMatchObject([{ status: 'WITHDRAWN' }]);
    expect((await signed(world.aylin, id)).signatures).toMatchObject([{ status: 'WITHDRAWN' }, { status: 'STANDING' }]);
  });

  it('is given once, by a representative of one of the two, on a text that stands', async () => {
    const { aylin, lena, stranger, staff, visitor } = world;
    const documentId = await space();
    await write(aylin, documentId, 'We agree.');
    const { id } = await named(aylin, documentId);
    const again = await named(aylin, documentId, 'The same text');
    expect(await staff.ruleOf(SIGN, { id, organisationId: aylin.organisationId })).toBe('partners-only');
    expect(await stranger.client.refused(SIGN, { id, organisationId: aylin.organisationId })).toBe('NOT_FOUND');
    expect(await stranger.client.refused(SIGN, { id, organisationId: stranger.organisationId })).toBe('NOT_FOUND');
    expect(await aylin.client.ruleOf(SIGN, { id, organisationId: lena.organisationId })).toBe('others-signature');
    expect(await visitor.refused(SIGN, { id, organisationId: aylin.organisationId })).toBe('UNAUTHENTICATED');
    const [{ id: signatureId }] = (await signed(aylin, id)).signatures;
    expect(await aylin.client.refused(SIGN, { id: again.id, organisationId: aylin.organisationId })).toBe('CONFLICT');
    // The other side stands behind another version of the same text: that is no joint sign-off.
    expect(await signed(lena, again.id)).toMatchObject({ jointlySigned: false });
    expect(await staff.ruleOf(WITHDRAW, { id: signatureId })).toBe('partners-only');
    expect(await lena.client.ruleOf(WITHDRAW, { id: signatureId })).toBe('others-signature');
    expect(await stranger.client.refused(WITHDRAW, { id: signatureId })).toBe('NOT_FOUND');
    await end(documentId);
    expect(await aylin.client.refused(WITHDRAW, { id: signatureId })).toBe('RULE_BROKEN');
  });

  it('cannot be given by a side that left, nor after the other left', async () => {
    const documentId = await space();
    const { id } = await named(world.aylin, documentId);
    await end(documentId);
    for (const who of [world.aylin, world.lena]) {
      const { errors } = await who.client.send(SIGN, { id, organisationId: who.organisationId });
      expect(errors?.[0]?.extensions).toEqual({ code: 'RULE_BROKEN', rule: 'partnership-ended' });
    }
    expect((await versionsOf(world.aylin, documentId))[0].viewerCanSign).toBe(false);
  });

  it('never stands on another text, however signing and writing meet', async () => {
    const { aylin, lena } = world;
    const documentId = await space();
    for (let round = 0; round < 12; round += 1) {
      await write(aylin, documentId, `Round ${round}.`);
      const { id } = await named(aylin, documentId, `Round ${round}`);
      await Promise.allSettled([
        signed(aylin, id),
        round % 3 === 0 ? signed(lena, id) : write(lena, documentId, 'Meanwhile.'),
        round % 2 ? plan(aylin, documentId, 'At once') : undefined,
      ]);
      const current = await reads(aylin, documentId);
      const versions = await versionsOf(aylin, documentId);
      const { rows } = await world.server.services.db.query<{ id: string; text: string }>(
        'select v.id, v.text from document_version v join document_signature s on s.version_id = v.id where s.document_id = $1 and s.ended_at is null',
        [documentId],
      );
      for (const row of rows) expect(sealedText(JSON.parse(row.text))).toBe(current);
      for (const version of versions)
        expect(version.isCurrent || version.signatures.every((s: Loose) => s.status !== 'STANDING')).toBe(true);
    }
  });
});

async function activities(): Promise<{ kind: string }[]> {
  return (await world.staff.ask('{ activities(first: 10) { nodes { kind } } }')).activities.nodes;
}
