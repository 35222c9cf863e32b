import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newCall, newInhabitant, newWorld, type Inhabitant, type World } from '../support/world.ts';

const COUNTS = 'organisations verified looking invited partnered';
const PROGRAMME = `query ($callId: ID) { programme(callId: $callId) {
  call { id } ${COUNTS} byCountry { value ${COUNTS} } byField { value ${COUNTS} } openInvitations partnerships { status count } } }`;
const WAITING = `query ($callId: ID, $first: Int, $after: String) { waitingOrganisations(callId: $callId, first: $first, after: $after) {
  totalCount pageInfo { endCursor hasNextPage } nodes { organisation { id name } since openInvitations } } }`;
const INVITE = `mutation ($from: ID!, $to: ID!) {
  sendInvitation(input: { fromOrganisationId: $from, toOrganisationId: $to, message: "Shall we?" }) { id } }`;
const ACCEPT = `mutation ($id: ID!) { acceptInvitation(id: $id) { partnership { id } } }`;
const DROP_OUT = `mutation ($id: ID!) { dropOutOfPartnership(id: $id, reason: "We lost our funding.") { id } }`;

let world: World;
beforeAll(async () => {
  world = await newWorld();
});
afterAll(() => world.close());

interface Counts {
  value: string;
  organisations: number;
  verified: number;
  looking: number;
  invited: number;
  partnered: number;
}

const programme = async (
  callId: string | null = null,
): Promise<Counts & { byCountry: Counts[]; byField: Counts[]; openInvitations: number; call: { id: string } }> =>
  (await world.staff.ask(PROGRAMME, { callId })).programme;

const invite = async (from: Inhabitant, to: Inhabitant): Promise<string> =>
  (await from.client.ask(INVITE, { from: from.organisationId, to: to.organisationId })).sendInvitation.id;

const partner = async (from: Inhabitant, to: Inhabitant): Promise<string> =>
  (await to.client.ask(ACCEPT, { id: await invite(from, to) })).acceptInvitation.partnership.id;

interface Waiting {
  organisation: { id: string; name: string };
  since: string;
  openInvitations: number;
}

interface WaitingPage {
  nodes: Waiting[];
  totalCount: number;
  pageInfo: { endCursor: string | null; hasNextPage: boolean };
}

/** Everybody who waits, read in pages. */
async function everybodyWaiting(callId: string | null = null, first = 2): Promise<Waiting[]> {
  const found: Waiting[] = [];
  for (let after: string | null = null; ;) {
    const { waitingOrganisations: page }: { waitingOrganisations: WaitingPage } = await world.staff.ask(WAITING, { callId, first, after });
    found.push(...page.nodes);
    expect(page.nodes.length).toBeLessThanOrEqual(first);
    if (!page.pageInfo.hasNextPage) {
      if (found.length !== page.totalCount) throw new Error(`${page.totalCount} wait, but the pages hold ${found.length}`);
      return found;
    }
    after = page.pageInfo.endCursor;
  }
}

describe('who may look', () => {
  const doors = [
    ['programme', '{ programme { organisations } }'],
    ['activities', '{ activities { nodes { id text } } }'],
    ['waitingOrganisations', '{ waitingOrganisations { totalCount nodes { organisation { id } } } }'],
  ] as const;

  it.each(doors)('%s answers staff', async (_name, query) => {
    expect(await world.staff.ask(query)).toBeTruthy();
  });

  it.each(doors)('%s does not exist for anybody else', async (_name, query) => {
    expect(await world.visitor.refused(query)).toBe('UNAUTHENTICATED');
    for (const { client } of [world.aylin, world.stranger, world.masked]) expect(await client.refused(query)).toBe('NOT_FOUND');
  });

  it('answers for no call that does not exist', async () => {
    for (const callId of ['no-id', '01990000-0000-7000-8000-00000000000a']) {
      expect(await world.staff.refused(PROGRAMME, { callId })).toBe('NOT_FOUND');
      expect(await world.staff.refused(WAITING, { callId })).toBe('NOT_FOUND');
      expect(await world.staff.refused('query ($callId: ID) { activities(callId: $callId) { nodes { id } } }', { callId })).toBe(
        'NOT_FOUND',
      );
    }
  });

  it('takes a role back at once', async () => {
    const { client, email } = await newInhabitant(world.server);
    const setStaff = (text: string): Promise<unknown> => world.server.services.db.query(text, [email]);
    await setStaff('insert into staff_member (person_id) select id from auth."user" where email = $1');
    expect(await client.ask('{ programme { organisations } }')).toBeTruthy();
    await setStaff('delete from staff_member where person_id = (select id from auth."user" where email = $1)');
    expect(await client.refused('{ programme { organisations } }')).toBe('NOT_FOUND');
  });
});

describe('the funnel', () => {
  it('counts everybody, masked and hidden ones too, by country and by field', async () => {
    const before = await programme();
    await newInhabitant(world.server, { country: 'SE', visibility: 'HIDDEN', fields: ['animal-rights', 'youth'] }, false);
    await newInhabitant(world.server, { country: 'SE', visibility: 'PSEUDONYMOUS', fields: ['animal-rights'] });
    const after = await programme();
    expect(after.call.id).toBe(world.callId);
    expect(after.organisations).toBe(before.organisations + 2);
    expect(after.verified).toBe(before.verified + 1);
    expect(after.byCountry).toContainEqual({ value: 'SE', organisations: 2, verified: 1, looking: 2, invited: 0, partnered: 0 });
    expect(after.byField).toContainEqual({ value: 'animal-rights', organisations: 2, verified: 1, looking: 2, invited: 0, partnered: 0 });
    const sum = (rows: Counts[]): number => rows.reduce((total, { organisations }) => total + organisations, 0);
    expect(sum(after.byCountry)).toBe(after.organisations);
    expect(after.byCountry.map(({ organisations }) => organisations)).toEqual(
      after.byCountry.map(({ organisations }) => organisations).toSorted((a, b) => b - a),
    );
  });

  it('knows who of a country on neither side is not looking', async () => {
    const { organisationId } = await newInhabitant(world.server, { country: 'NO' });
    expect((await programme()).byCountry).toContainEqual({
      value: 'NO',
      organisations: 1,
      verified: 1,
      looking: 0,
      invited: 0,
      partnered: 0,
    });
    expect((await everybodyWaiting()).some(({ organisation }) => organisation.id === organisationId)).toBe(false);
  });

  it('follows an invitation to a partnership, and a partnership to its end', async () => {
    const [here, there] = [await newInhabitant(world.server, { country: 'TR' }), await newInhabitant(world.server, { country: 'MT' })];
    const malta = async (): Promise<Counts | undefined> => (await programme()).byCountry.find(({ value }) => value === 'MT');
    const start = await programme();
    const id = await invite(here, there);
    expect(await malta()).toMatchObject({ looking: 1, invited: 1, partnered: 0 });
    expect((await programme()).openInvitations).toBe(start.openInvitations + 1);
    const { acceptInvitation } = await there.client.ask(ACCEPT, { id });
    expect(await malta()).toMatchObject({ looking: 0, invited: 0, partnered: 1 });
    const formed = await world.staff.ask(PROGRAMME);
    expect(formed.programme.openInvitations).toBe(start.openInvitations);
    expect(formed.programme.partnered).toBe(start.partnered + 2);
    expect(formed.programme.partnerships).toContainEqual({ status: 'FORMED', count: 1 });
    await here.client.ask(DROP_OUT, { id: acceptInvitation.partnership.id });
    expect(await malta()).toMatchObject({ looking: 1, invited: 0, partnered: 0 });
    expect((await world.staff.ask(PROGRAMME)).programme.partnerships).toContainEqual({ status: 'DROPPED_OUT', count: 1 });
  });

  it('belongs to one call', async () => {
    const partnered = (await programme()).partnered;
    await partner(await newInhabitant(world.server, { country: 'TR' }), await newInhabitant(world.server, { country: 'CY' }));
    const other = await newCall(world.server.services, 'Another call');
    await world.server.services.db.query(`update call set opens_at = now() + interval '1 day' where id = $1`, [other]);
    expect((await programme()).partnered).toBe(partnered + 2);
    expect(await programme(other)).toMatchObject({ call: { id: other }, partnered: 0, openInvitations: 0 });
  });
});

describe('who waits longest', () => {
  it('lists those without a partner, longest first, page by page', async () => {
    const waiting = await everybodyWaiting();
    const since = waiting.map((row) => row.since);
    expect(since).toEqual(since.toSorted());
    expect(new Set(waiting.map(({ organisation }) => organisation.id)).size).toBe(waiting.length);
    expect(waiting.map(({ organisation }) => organisation.name)).toContain('Tajemnicza Przystań');
    expect(waiting).toHaveLength((await programme()).looking);
  });

  it('drops those who find a partner, and takes them back at the end when the partnership is over', async () => {
    const [here, there] = [await newInhabitant(world.server, { country: 'TR' }), await newInhabitant(world.server, { country: 'LU' })];
    const place = async ({ organisationId }: Inhabitant): Promise<number> =>
      (await everybodyWaiting(null, 100)).findIndex(({ organisation }) => organisation.id === organisationId);
    const later = await newInhabitant(world.server, { country: 'LU' });
    expect(await place(here)).toBeLessThan(await place(later));
    const id = await partner(here, there);
    expect([await place(here), await place(there)]).toEqual([-1, -1]);
    await there.client.ask(DROP_OUT, { id });
    expect(await place(here)).toBeGreaterThan(await place(later));
  });

  it('counts the invitations that are still open, sent and received', async () => {
    const [here, there] = [await newInhabitant(world.server, { country: 'TR' }), await newInhabitant(world.server, { country: 'IE' })];
    const id = await invite(here, there);
    const open = async ({ organisationId }: Inhabitant): Promise<number | undefined> =>
      (await everybodyWaiting(null, 100)).find(({ organisation }) => organisation.id === organisationId)?.openInvitations;
    expect([await open(here), await open(there)]).toEqual([1, 1]);
    await there.client.ask('mutation ($id: ID!) { declineInvitation(id: $id) { status } }', { id });
    expect([await open(here), await open(there)]).toEqual([0, 0]);
  });

  it('refuses cursors and page sizes that are not its own', async () => {
    const { activities } = await world.staff.ask('{ activities(first: 1) { pageInfo { endCursor } } }');
    const forged = Buffer.from(JSON.stringify([`waiting ${world.callId}`, 'x', 'y'])).toString('base64url');
    for (const after of [activities.pageInfo.endCursor, 'nonsense', forged, '']) {
      expect(await world.staff.refused(WAITING, { after })).toBe('BAD_USER_INPUT');
    }
    for (const first of [-1, 101]) expect(await world.staff.refused(WAITING, { first })).toBe('BAD_USER_INPUT');
    expect((await world.staff.ask(WAITING, { first: 0 })).waitingOrganisations.totalCount).toBeGreaterThan(0);
  });
});

it('counts on an empty database without a call', async () => {
  const empty = await newWorld();
  try {
    await empty.server.services.db.query('delete from activity');
    await empty.server.services.db.query('delete from call');
    const answer = await empty.staff.ask(PROGRAMME);
    expect(answer.programme).toMatchObject({ call: null, organisations: 4, looking: 4, invited: 0, partnered: 0, openInvitations: 0 });
    expect((await empty.staff.ask(WAITING)).waitingOrganisations.totalCount).toBe(4);
  } finally {
    await empty.close();
  }
});
