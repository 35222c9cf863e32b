import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { becomePartners, refusal, sendInput } from '../support/invitation.ts';
import { newInhabitant, newWorld, type Inhabitant, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await newWorld();
});
afterAll(() => world?.close());

const turkish = (input: Record<string, unknown> = {}): Promise<Inhabitant> => newInhabitant(world.server, input);
const german = (input: Record<string, unknown> = {}): Promise<Inhabitant> => newInhabitant(world.server, { country: 'DE', ...input });
const query = <Row>(text: string, values: unknown[]): Promise<{ rows: Row[] }> => world.server.services.db.query<Row>(text, values);

const PARTNERSHIP = `query ($id: ID!) { partnership(id: $id) { id status formedAt droppedOutAt dropOutReason call { id }
  organisations { id name representatives { name } } capacityModel { kind viewerCanWrite } documents { kind } viewerCanWrite viewerCanDropOut } }`;
const STANDING = `query ($id: ID!) { organisation(id: $id) { lookingForPartner partnership { id } viewerCanInvite } }`;
const DROP_OUT = `mutation ($id: ID!, $reason: String!) { dropOutOfPartnership(id: $id, reason: $reason) {
  id status droppedOutAt dropOutReason viewerCanWrite viewerCanDropOut } }`;

describe('a partnership', () => {
  it('is there for both sides and for staff: Turkey first, everybody’s names, a shared capacity model', async () => {
    const [tr, de] = await Promise.all([turkish({ name: 'Zeytin Dalı Derneği' }), german({ name: 'Ölzweig e. V.' })]);
    const id = await becomePartners(de, tr);
    for (const { client } of [tr, de]) {
      const { partnership } = await client.ask(PARTNERSHIP, { id });
      expect(partnership).toMatchObject({
        status: 'FORMED',
        droppedOutAt: null,
        call: { id: world.callId },
        organisations: [{ name: 'Zeytin Dalı Derneği' }, { name: 'Ölzweig e. V.' }],
        capacityModel: { kind: 'CAPACITY_MODEL', viewerCanWrite: true },
        documents: [{ kind: 'CAPACITY_MODEL' }, { kind: 'ADAPTATION' }, { kind: 'ADAPTATION' }],
        viewerCanWrite: true,
        viewerCanDropOut: true,
      });
      expect(partnership.organisations.map(({ representatives }: { representatives: unknown[] }) => representatives.length)).toEqual([
        1, 1,
      ]);
    }
    expect((await world.staff.ask(PARTNERSHIP, { id })).partnership).toMatchObject({
      status: 'FORMED',
      viewerCanWrite: false,
      viewerCanDropOut: false,
    });
  });

  it('is not there for anybody else', async () => {
    const id = await becomePartners(await turkish(), await german());
    expect((await world.stranger.client.ask(PARTNERSHIP, { id })).partnership).toBeNull();
    expect((await world.staff.ask(PARTNERSHIP, { id: 'no-id' })).partnership).toBeNull();
    expect(await world.visitor.refused(PARTNERSHIP, { id })).toBe('UNAUTHENTICATED');
  });

  it('shows at its organisations: that they are taken to all, with whom to themselves and staff', async () => {
    const [tr, de] = await Promise.all([turkish(), german()]);
    const other = await german();
    expect((await other.client.ask(STANDING, { id: tr.organisationId })).organisation).toEqual({
      lookingForPartner: true,
      partnership: null,
      viewerCanInvite: true,
    });
    const id = await becomePartners(tr, de);
    const free = { lookingForPartner: false, viewerCanInvite: false };
    for (const client of [tr.client, de.client, world.staff]) {
      expect((await client.ask(STANDING, { id: tr.organisationId })).organisation).toEqual({ ...free, partnership: { id } });
    }
    for (const client of [other.client, world.visitor]) {
      expect((await client.ask(STANDING, { id: tr.organisationId })).organisation).toEqual({ ...free, partnership: null });
    }
    expect(await refusal(other, sendInput(other, tr))).toBe('RULE_BROKEN one-partnership');
    expect(await refusal(tr, sendInput(tr, other))).toBe('RULE_BROKEN one-partnership');
    const checks = `query ($id: ID!) { organisation(id: $id) { eligibility { rule met } } }`;
    expect((await tr.client.ask(checks, { id: tr.organisationId })).organisation.eligibility).toContainEqual({
      rule: 'one-partnership',
      met: false,
    });
  });

  it('takes both out of the search for partners, and stands in the diary', async () => {
    const names = ['Karahindiba Derneği', 'Löwenzahn e. V.'];
    const [tr, de] = await Promise.all([turkish({ name: names[0] }), german({ name: names[1] })]);
    await expect.poll(() => looking(names), { timeout: 20_000 }).toEqual(names);
    const id = await becomePartners(tr, de);
    await expect.poll(() => looking(names), { timeout: 20_000 }).toEqual([]);
    const { rows } = await query<{ kind: string }>(`select kind from activity where organisation_ids @> $1::uuid[] order by id`, [
      [tr.organisationId, de.organisationId],
    ]);
    expect(rows.map(({ kind }) => kind)).toEqual(['INVITATION_SENT', 'INVITATION_ACCEPTED', 'PARTNERSHIP_FORMED']);
    await tr.client.ask(DROP_OUT, { id, reason: 'We part as friends.' });
    await expect.poll(() => looking(names), { timeout: 20_000 }).toEqual(names);
  });
});

/** Which of some names the directory finds among those who look for a partner. */
async function looking(names: string[]): Promise<string[]> {
  const find = `query ($query: String) { organisations(query: $query, filter: { withoutPartner: true }, first: 100) { nodes { name } } }`;
  const found = await Promise.all(names.map((query) => world.visitor.ask(find, { query })));
  const nodes = found.flatMap(({ organisations }) => organisations.nodes.map(({ name }: { name: string }) => name));
  return names.filter((name) => nodes.includes(name));
}

describe('dropping out', () => {
  it('ends it for both: they can be found again, their documents stay to be read', async () => {
    const [tr, de] = await Promise.all([turkish({ name: 'Gelincik Derneği' }), german()]);
    const id = await becomePartners(tr, de);
    const { dropOutOfPartnership } = await tr.client.ask(DROP_OUT, { id, reason: 'Our team became too small.' });
    expect(dropOutOfPartnership).toMatchObject({
      status: 'DROPPED_OUT',
      droppedOutAt: expect.any(String),
      dropOutReason: 'Our team became too small.',
      viewerCanWrite: false,
      viewerCanDropOut: false,
    });
    const { partnership } = await de.client.ask(PARTNERSHIP, { id });
    expect(partnership).toMatchObject({
      status: 'DROPPED_OUT',
      organisations: [{ name: 'Gelincik Derneği' }, {}],
      capacityModel: { viewerCanWrite: false },
    });
    for (const { organisationId } of [tr, de]) {
      expect((await world.visitor.ask(STANDING, { id: organisationId })).organisation).toMatchObject({
        lookingForPartner: true,
        partnership: null,
      });
    }
    const mails = await query<{ subject: string; text: string }>(
      'select subject, text from mail_message where recipient = $1 order by id desc limit 1',
      [de.email],
    );
    expect(mails.rows[0]?.subject).toBe('Gelincik Derneği has left your partnership');
    expect(mails.rows[0]?.text).toContain('Our team became too small.');
    expect(await becomePartners(de, await turkish())).not.toBe(id);
    expect(await becomePartners(await german(), tr)).not.toBe(id);
  });

  it('is for its two sides, with a reason, and once', async () => {
    const [tr, de] = await Promise.all([turkish(), german()]);
    const id = await becomePartners(tr, de);
    const reason = 'We cannot go on.';
    expect(await world.visitor.refused(DROP_OUT, { id, reason })).toBe('UNAUTHENTICATED');
    for (const client of [world.stranger.client, world.staff]) expect(await client.refused(DROP_OUT, { id, reason })).toBe('NOT_FOUND');
    expect(await tr.client.refused(DROP_OUT, { id: 'no-id', reason })).toBe('NOT_FOUND');
    for (const wrong of [' ', 'x'.repeat(1001)]) expect(await tr.client.refused(DROP_OUT, { id, reason: wrong })).toBe('BAD_USER_INPUT');
    const codes = await Promise.all([tr, de].map(({ client }) => client.send(DROP_OUT, { id, reason })));
    expect(codes.map(({ errors }) => errors?.[0]?.extensions.code ?? 'done').sort()).toEqual(['CONFLICT', 'done']);
    expect(await de.client.refused(DROP_OUT, { id, reason })).toBe('CONFLICT');
  });

  it('ends the writing of both sides at once', async () => {
    const [tr, de] = await Promise.all([turkish(), german()]);
    const id = await becomePartners(tr, de);
    const { rows } = await query<{ id: string }>('select id from document where partnership_id = $1', [id]);
    const push = `mutation ($id: ID!) { pushDocumentUpdate(documentId: $id, operationId: "one", update: "AAA=") { sequence } }`;
    await tr.client.ask(DROP_OUT, { id, reason: 'We part as friends.' });
    expect(await refusal(de, { id: rows[0]!.id }, push)).toBe('RULE_BROKEN partnership-ended');
  });
});

describe('the list of all partnerships', () => {
  const LIST = `query ($callId: ID, $status: [PartnershipStatus!], $first: Int, $after: String) {
    partnerships(callId: $callId, status: $status, first: $first, after: $after) { nodes { id status } totalCount pageInfo { endCursor hasNextPage } } }`;

  it('is for staff: newest first, page by page, by call and status', async () => {
    const ids = [await becomePartners(await turkish(), await german()), await becomePartners(await turkish(), await german())].reverse();
    const { partnerships } = await world.staff.ask(LIST, { first: 1 });
    expect(partnerships).toMatchObject({ nodes: [{ id: ids[0] }], pageInfo: { hasNextPage: true } });
    const after = partnerships.pageInfo.endCursor;
    expect((await world.staff.ask(LIST, { first: 1, after })).partnerships.nodes).toEqual([{ id: ids[1], status: 'FORMED' }]);
    const gone = await world.staff.ask(LIST, { callId: world.callId, status: ['DROPPED_OUT'] });
    expect(gone.partnerships.nodes.every(({ status }: { status: string }) => status === 'DROPPED_OUT')).toBe(true);
    expect(gone.partnerships.totalCount).toBeLessThan(partnerships.totalCount);
    expect(await world.staff.refused(LIST, { callId: world.callId, after })).toBe('BAD_USER_INPUT');
    expect(await world.staff.refused(LIST, { callId: 'no-id' })).toBe('NOT_FOUND');
    expect(await world.staff.refused(LIST, { first: -1 })).toBe('BAD_USER_INPUT');
  });

  it('is closed to everybody else', async () => {
    expect(await world.aylin.client.refused(LIST)).toBe('NOT_FOUND');
    expect(await world.visitor.refused(LIST)).toBe('UNAUTHENTICATED');
  });
});
