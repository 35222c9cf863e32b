import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dismissedPairs } from '@kopru/api/dismissal/dismissal.reads';
import type { Loose } from '../support/client.ts';
import { refusal } from '../support/invitation.ts';
import { newInhabitant, newWorld, type Inhabitant, type World } from '../support/world.ts';

let world: World;
let gönül: Inhabitant;
beforeAll(async () => {
  world = await newWorld();
  gönül = await newInhabitant(world.server, { name: 'Gönül Köprüsü Derneği' });
});
afterAll(async () => {
  await gönül.client.close();
  await world.close();
});

const DISMISS = `mutation ($own: ID!, $other: ID!, $reason: DismissalReason!, $note: String) {
  dismissCounterpart(organisationId: $own, counterpartId: $other, reason: $reason, note: $note) { id reason note counterpart { name } } }`;
const RESTORE = `mutation ($own: ID!, $other: ID!) { restoreCounterpart(organisationId: $own, counterpartId: $other) }`;
const LIST = `query ($own: ID!) { dismissals(organisationId: $own) { reason note organisation { name } counterpartId counterpart { id name } } }`;
const ALL = `query ($first: Int, $after: String) { allDismissals(first: $first, after: $after) {
  totalCount pageInfo { endCursor hasNextPage } nodes { reason note organisation { name } counterpart { name } } } }`;
const COUNTERPARTS = `query ($own: ID!) { counterparts(organisationId: $own, first: 100) { nodes { organisation { id } } } }`;

const idsFor = async ({ client, organisationId }: Inhabitant): Promise<string[]> =>
  (await client.ask(COUNTERPARTS, { own: organisationId })).counterparts.nodes.map((node: Loose) => node.organisation.id);
const dismiss = (by: Inhabitant, other: Inhabitant, input: object = {}) =>
  by.client.ask(DISMISS, { own: by.organisationId, other: other.organisationId, reason: 'OTHER_ISSUES', ...input });

describe('a counterpart somebody is not interested in', () => {
  it('leaves the list of the one, stays in the list of the other, who never learns, and comes back', async () => {
    expect(await idsFor(gönül)).toContain(world.lena.organisationId);
    const { dismissCounterpart } = await dismiss(gönül, world.lena, { reason: 'LANGUAGE', note: ' Nobody of us\nspeaks German. ' });
    expect(dismissCounterpart).toMatchObject({
      reason: 'LANGUAGE',
      note: 'Nobody of us\nspeaks German.',
      counterpart: { name: 'Flussland e. V.' },
    });
    expect(await idsFor(gönül)).not.toContain(world.lena.organisationId);
    expect(await idsFor(world.lena)).toContain(gönül.organisationId);
    const { dismissals } = await world.lena.client.ask(LIST, { own: world.lena.organisationId });
    expect(dismissals).toEqual([]);
    await gönül.client.ask(RESTORE, { own: gönül.organisationId, other: world.lena.organisationId });
    expect(await idsFor(gönül)).toContain(world.lena.organisationId);
  });

  it('is listed once, with the last reason', async () => {
    await dismiss(gönül, world.stranger);
    await dismiss(gönül, world.stranger, { reason: 'KNOWN', note: null });
    const { dismissals } = await gönül.client.ask(LIST, { own: gönül.organisationId });
    expect(dismissals).toEqual([
      {
        reason: 'KNOWN',
        note: null,
        organisation: { name: 'Gönül Köprüsü Derneği' },
        counterpartId: world.stranger.organisationId,
        counterpart: { id: world.stranger.organisationId, name: 'Les Quatre Vents' },
      },
    ]);
  });

  it('is named by its alias alone, and not at all once it is hidden', async () => {
    await dismiss(gönül, world.masked);
    const find = async (): Promise<Loose[]> => (await gönül.client.ask(LIST, { own: gönül.organisationId })).dismissals;
    expect(JSON.stringify(await find())).not.toContain('Tajemnicza');
    const { query } = world.server.services.db;
    const set = (visibility: string) =>
      query.call(world.server.services.db, 'update organisation set visibility = $2 where id = $1', [
        world.masked.organisationId,
        visibility,
      ]);
    await set('HIDDEN');
    expect((await find())[0].counterpart).toBeNull();
    await set('PSEUDONYMOUS');
    await gönül.client.ask(RESTORE, { own: gönül.organisationId, other: world.masked.organisationId });
  });

  it('is told to staff with its reason, to nobody else', async () => {
    await dismiss(gönül, world.stranger, { reason: 'SILENT', note: 'Üç ay bekledik.' });
    const { allDismissals } = await world.staff.ask(ALL, { first: 1 });
    expect(allDismissals).toMatchObject({ totalCount: 1, pageInfo: { hasNextPage: false } });
    expect(allDismissals.nodes[0]).toMatchObject({ reason: 'SILENT', note: 'Üç ay bekledik.', counterpart: { name: 'Les Quatre Vents' } });
    expect(await world.visitor.refused(ALL)).toBe('UNAUTHENTICATED');
    expect(await world.stranger.client.refused(ALL)).toBe('NOT_FOUND');
  });

  it('is a pair that no round puts together', async () => {
    await dismiss(gönül, world.stranger);
    const pairs = await dismissedPairs(world.server.services.db, world.callId);
    expect(pairs).toContainEqual({ organisationId: gönül.organisationId, dismissedId: world.stranger.organisationId });
    // Somebody of the same side is no pair of a round anyway.
    await dismiss(world.stranger, world.lena);
    expect(await dismissedPairs(world.server.services.db, world.callId)).toHaveLength(pairs.length);
  });

  it('is refused for others, for oneself, for nobody, and with too many words', async () => {
    const own = gönül.organisationId;
    const input = { own, other: world.lena.organisationId, reason: 'OTHER' };
    expect(await refusal({ client: world.visitor }, input, DISMISS)).toBe('UNAUTHENTICATED');
    expect(await refusal({ client: world.stranger.client }, input, DISMISS)).toBe('NOT_FOUND');
    expect(await refusal({ client: world.staff }, input, DISMISS)).toBe('NOT_FOUND');
    expect(await refusal(gönül, { ...input, other: own }, DISMISS)).toBe('RULE_BROKEN itself');
    expect(await refusal(gönül, { ...input, other: 'no-id' }, DISMISS)).toBe('NOT_FOUND');
    expect(await refusal(gönül, { ...input, note: 'a'.repeat(501) }, DISMISS)).toBe('BAD_USER_INPUT');
    expect(await refusal({ client: world.stranger.client }, { own, other: input.other }, RESTORE)).toBe('NOT_FOUND');
    expect(await refusal({ client: world.visitor }, { own, other: input.other }, RESTORE)).toBe('UNAUTHENTICATED');
    expect(await refusal({ client: world.stranger.client }, { own }, LIST)).toBe('NOT_FOUND');
    expect(await refusal({ client: world.visitor }, { own }, LIST)).toBe('UNAUTHENTICATED');
    const hidden = await newInhabitant(world.server, { visibility: 'HIDDEN', country: 'IT' });
    expect(await refusal(gönül, { ...input, other: hidden.organisationId }, DISMISS)).toBe('NOT_FOUND');
    await hidden.client.close();
    expect((await gönül.client.ask(LIST, { own })).dismissals).toHaveLength(1);
  });
});
