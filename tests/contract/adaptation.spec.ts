import { ADAPTATION } from '@kopru/schema/capacity-model';
import { appendProse } from '@kopru/schema/capacity-model-document';
import { proseText } from '@kopru/schema/capacity-model-reading';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { bytesOf, newSpace, Peer, push, refusal } from '../support/space.ts';
import { newWorld, type Inhabitant, type World } from '../support/world.ts';

const ADAPTATIONS = `query ($id: ID!) { partnership(id: $id) { adaptations { id kind title viewerCanWrite organisation { id } content } } }`;
const CAPACITY_MODEL = `query ($id: ID!) { document(id: $id) { organisation { id } } }`;

let world: World;
let partnershipId: string;
let modelId: string;
/** Of Aylin's and of Lena's organisation. */
let turkish: string;
let german: string;

const adaptations = async (who: Inhabitant['client']) => (await who.ask(ADAPTATIONS, { id: partnershipId })).partnership?.adaptations;

/** A change that writes a paragraph of an adaptation. */
function words(text: string): Uint8Array {
  const doc = new Y.Doc();
  appendProse(doc, ADAPTATION.fragment, [text]);
  return Y.encodeStateAsUpdate(doc);
}

const textOf = (doc: Y.Doc): string => proseText(doc.getXmlFragment(ADAPTATION.fragment));

beforeAll(async () => {
  world = await newWorld();
  ({ partnershipId, documentId: modelId } = await newSpace(
    world.server.services,
    world.callId,
    world.aylin.organisationId,
    world.lena.organisationId,
  ));
  [turkish, german] = (await adaptations(world.aylin.client)).map(({ id }: { id: string }) => id);
});
afterAll(() => world.close());

describe('the adaptations of a partnership', () => {
  it('are one for each organisation, side A first; each may write its own', async () => {
    const owners = [world.aylin.organisationId, world.lena.organisationId];
    const seen = async (who: Inhabitant['client']) =>
      (await adaptations(who)).map((one: { kind: string; organisation: { id: string }; viewerCanWrite: boolean }) => [
        one.kind,
        one.organisation.id,
        one.viewerCanWrite,
      ]);
    expect(await seen(world.aylin.client)).toEqual([
      ['ADAPTATION', owners[0], true],
      ['ADAPTATION', owners[1], false],
    ]);
    expect(await seen(world.lena.client)).toEqual([
      ['ADAPTATION', owners[0], false],
      ['ADAPTATION', owners[1], true],
    ]);
    expect(await seen(world.staff)).toEqual([
      ['ADAPTATION', owners[0], false],
      ['ADAPTATION', owners[1], false],
    ]);
    expect((await world.aylin.client.ask(CAPACITY_MODEL, { id: modelId })).document.organisation).toBeNull();
  });

  it('are written by their own organisation only, whatever its partner, staff or a stranger send', async () => {
    expect(await push(world.aylin, turkish, words('Our rota hangs on the wall of the depot.'))).toBe(1);
    expect(await refusal(world.lena, turkish, words('Yours, too'))).toBe('RULE_BROKEN');
    expect(await refusal(world.aylin, german, words('Ours, too'))).toBe('RULE_BROKEN');
    expect(await refusal(world.stranger, turkish, words('Nobody’s'))).toBe('NOT_FOUND');
    expect(await refusal({ ...world.aylin, client: world.staff }, turkish, words('The team’s'))).toBe('RULE_BROKEN');
    const [own] = await adaptations(world.lena.client);
    const doc = new Y.Doc();
    Y.applyUpdate(doc, bytesOf(own.content));
    expect(textOf(doc)).toBe('Our rota hangs on the wall of the depot.');
  });

  it('reach the partner as they are written, and what the partner writes into its copy goes nowhere', async () => {
    const lena = Peer.join(world.lena.client, german);
    const aylin = Peer.join(world.aylin.client, german);
    await Promise.all([lena.connection.loaded, aylin.connection.loaded]);
    appendProse(lena.doc, ADAPTATION.fragment, ['The baker invites.']);
    await expect.poll(() => textOf(aylin.doc)).toBe('The baker invites.');
    appendProse(aylin.doc, ADAPTATION.fragment, ['No, the chemist.']);
    await expect.poll(() => aylin.connection.state).toBe('refused');
    expect(textOf(lena.doc)).toBe('The baker invites.');
    await Promise.all([lena.leave(), aylin.leave()]);
  });

  it('are not there for a stranger, and made once', async () => {
    expect((await world.stranger.client.ask(ADAPTATIONS, { id: partnershipId })).partnership).toBeNull();
    const again = world.server.services.db.query(
      `insert into document (partnership_id, kind, title, organisation_id) select partnership_id, kind, title, organisation_id from document where id = $1`,
      [turkish],
    );
    await expect(again).rejects.toThrow(/document_one_adaptation/);
  });
});
