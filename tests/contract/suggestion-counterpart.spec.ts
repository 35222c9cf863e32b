import { afterAll, beforeAll, expect, it } from 'vitest';
import { declineIt, suggest } from '../support/suggestion.ts';
import { newInhabitant, newWorld, type Inhabitant, type World } from '../support/world.ts';
// After the server, which prepares what entities need.
import { ANONYMOUS } from '@kopru/api/access/actor';

let world: World;
beforeAll(async () => {
  world = await newWorld();
});
afterAll(() => world?.close());

const german = (input: Record<string, unknown> = {}): Promise<Inhabitant> => newInhabitant(world.server, { country: 'DE', ...input });
const pair = (): Promise<[Inhabitant, Inhabitant]> => Promise.all([newInhabitant(world.server), german()]);
const make = (a: Inhabitant, b: Inhabitant): Promise<string> => suggest(world.server.services, world.callId, a, b);
const query = (text: string, values: unknown[]): Promise<unknown> => world.server.services.db.query(text, values);

const COUNTERPARTS = `query ($id: ID!) { counterparts(organisationId: $id, first: 100) { nodes { organisation { id } suggestion { id status } } } }`;
const marked = async (client: Inhabitant['client'], of: Inhabitant): Promise<unknown[]> =>
  (await client.ask(COUNTERPARTS, { id: of.organisationId })).counterparts.nodes.flatMap(
    ({ organisation, suggestion }: { organisation: { id: string }; suggestion: unknown }) =>
      suggestion ? [[organisation.id, suggestion]] : [],
  );

it('a suggestion stands at exactly the one that was suggested, for both and for staff, for as long as it waits', async () => {
  const [tr, de] = await pair();
  const id = await make(tr, de);
  const open = { id, status: 'OPEN' };
  expect(await marked(tr.client, tr)).toEqual([[de.organisationId, open]]);
  expect(await marked(de.client, de)).toEqual([[tr.organisationId, open]]);
  expect(await marked(world.staff, tr)).toEqual([[de.organisationId, open]]);
  await query(`update suggestion set reply_by = now() - interval '1 second' where id = $1`, [id]);
  expect(await marked(tr.client, tr)).toEqual([]);
  await query(`update suggestion set reply_by = now() + interval '1 day' where id = $1`, [id]);
  expect(await marked(tr.client, tr)).toHaveLength(1);
  await declineIt(de, id);
  expect(await marked(tr.client, tr)).toEqual([]);
});

it('a suggestion stands at nobody for a third organisation that has the same two before it', async () => {
  const [tr, de] = await pair();
  const [neighbour, rival] = await pair();
  await make(tr, de);
  expect(await marked(neighbour.client, neighbour)).toEqual([]);
  expect(await marked(rival.client, rival)).toEqual([]);
  const { suggestion } = world.server.services;
  const asked = (organisationIds: string[]) =>
    suggestion.between({ ...ANONYMOUS, organisationIds }, [[tr.organisationId, de.organisationId]]);
  expect(await asked([tr.organisationId])).toMatchObject([{ status: 'OPEN' }]);
  expect(await asked([neighbour.organisationId, rival.organisationId])).toEqual([null]);
});

it('a suggestion stands at the masked one, and tells no name', async () => {
  const [tr, de] = await Promise.all([
    newInhabitant(world.server),
    german({ name: 'Verborgener Kreis e. V.', visibility: 'PSEUDONYMOUS' }),
  ]);
  const id = await make(tr, de);
  const NAMED = `query ($id: ID!) { counterparts(organisationId: $id, first: 100) { nodes { suggestion { id organisations { name } } } } }`;
  const answer = await tr.client.ask(NAMED, { id: tr.organisationId });
  expect(JSON.stringify(answer)).toContain(id);
  expect(JSON.stringify(answer)).not.toContain('Verborgener');
});
