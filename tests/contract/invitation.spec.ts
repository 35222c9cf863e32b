import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACCEPT, DECLINE, refusal, send, sendInput, SEND, WITHDRAW } from '../support/invitation.ts';
import { newInhabitant, newWorld, type Inhabitant, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await newWorld();
});
afterAll(() => world?.close());

const turkish = (input: Record<string, unknown> = {}, verified = true): Promise<Inhabitant> => newInhabitant(world.server, input, verified);
const german = (input: Record<string, unknown> = {}): Promise<Inhabitant> => newInhabitant(world.server, { country: 'DE', ...input });
const query = <Row>(text: string, values: unknown[]): Promise<{ rows: Row[] }> => world.server.services.db.query<Row>(text, values);
const mailTo = async ({ email }: Inhabitant): Promise<{ subject: string; text: string }[]> =>
  (await query<{ subject: string; text: string }>('select subject, text from mail_message where recipient = $1 order by id', [email])).rows;

const INVITATION = `query ($id: ID!) { invitation(id: $id) { id status message from { name } to { name } replyBy sentAt answeredAt declineReason
  call { id } partnership { id } otherPendingCount viewerCanAccept viewerCanDecline viewerCanWithdraw } }`;

describe('sending', () => {
  it('shows the invitation to both sides and to staff, each with what they may do, and to nobody else', async () => {
    const [tr, de] = await Promise.all([turkish({ name: 'Akarsu Derneği' }), german({ name: 'Quelle e. V.' })]);
    const id = await send(tr, de, { message: '  Sizinle çalışmak isteriz.\n\nWe care for the same river.  ' });
    const of = async (client: Inhabitant['client']): Promise<Record<string, unknown>> => (await client.ask(INVITATION, { id })).invitation;
    expect(await of(tr.client)).toMatchObject({
      status: 'PENDING',
      message: 'Sizinle çalışmak isteriz.\n\nWe care for the same river.',
      from: { name: 'Akarsu Derneği' },
      to: { name: 'Quelle e. V.' },
      call: { id: world.callId },
      partnership: null,
      viewerCanAccept: false,
      viewerCanDecline: false,
      viewerCanWithdraw: true,
    });
    expect(await of(de.client)).toMatchObject({ viewerCanAccept: true, viewerCanDecline: true, viewerCanWithdraw: false });
    expect(await of(world.staff)).toMatchObject({ viewerCanAccept: false, viewerCanDecline: false, viewerCanWithdraw: false });
    expect(await of(world.stranger.client)).toBeNull();
    expect(await world.visitor.refused(INVITATION, { id })).toBe('UNAUTHENTICATED');
    expect((await world.stranger.client.ask(INVITATION, { id: 'no-id' })).invitation).toBeNull();
  });

  it('writes to the invited people, with the message and the day to answer by', async () => {
    const [tr, de] = await Promise.all([turkish({ name: 'Ihlamur Derneği' }), german()]);
    await send(tr, de, { message: 'Let us plant trees.' });
    const [mail] = await mailTo(de).then((all) => all.slice(-1));
    expect(mail?.subject).toBe('Ihlamur Derneği invites you to be its partner');
    expect(mail?.text).toMatch(/Let us plant trees\.[^]*Please answer by \w+, \d+ \w+ \d{4} at \d\d:\d\d \(Europe\/Istanbul\)/);
  });

  it('asks for an answer within two weeks, never after the call’s deadline', async () => {
    const [tr, de] = await Promise.all([turkish(), german()]);
    const { invitation } = await tr.client.ask(INVITATION, { id: await send(tr, de) });
    expect(Math.round((Date.parse(invitation.replyBy) - Date.parse(invitation.sentAt)) / 86_400_000)).toBe(14);
    const { rows } = await query<{ id: string; deadline: Date }>(
      `insert into call (name, opens_at, deadline, original_deadline, time_zone, side_a, side_b, kinds)
       select 'Ends soon', opens_at, now() + interval '3 days', now() + interval '3 days', time_zone, side_a, side_b, kinds from call where id = $1
       returning id, deadline`,
      [world.callId],
    );
    const { id: callId, deadline } = rows[0]!;
    const short = await tr.client.ask(INVITATION, { id: await send(tr, de, { callId }) });
    expect(short.invitation.replyBy).toBe(deadline.toISOString());
    const late = new Date(deadline.getTime() + 1000).toISOString();
    const refused = await tr.client.send(SEND, { input: sendInput(tr, await german(), { callId, replyBy: late }) });
    expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: { replyBy: expect.any(String) } });
    await query('update call set deadline = now() where id = $1', [callId]);
    expect(await refusal(tr, { ...sendInput(tr, await german()), callId })).toBe('RULE_BROKEN call-open');
  });

  it('refuses an empty or endless message and a day that has passed', async () => {
    const [tr, de] = await Promise.all([turkish(), german()]);
    for (const change of [{ message: ' \n ' }, { message: 'x'.repeat(2001) }, { replyBy: new Date(Date.now() - 1000).toISOString() }]) {
      expect(await refusal(tr, sendInput(tr, de, change))).toBe('BAD_USER_INPUT');
    }
    expect((await query('select from invitation where to_organisation_id = $1', [de.organisationId])).rows).toHaveLength(0);
    expect(await send(tr, de, { message: 'ş'.repeat(2000) })).toBeTruthy();
  });

  it('acts only for an organisation of one’s own', async () => {
    const [tr, de] = await Promise.all([turkish(), german()]);
    expect(await refusal(de, sendInput(tr, de))).toBe('NOT_FOUND');
    expect(await world.staff.refused(SEND, { input: sendInput(tr, de) })).toBe('NOT_FOUND');
    expect(await world.visitor.refused(SEND, { input: sendInput(tr, de) })).toBe('UNAUTHENTICATED');
  });

  it('refuses oneself, one’s own side, countries and forms outside the call', async () => {
    const [tr, other, swiss, unknown] = await Promise.all([turkish(), turkish(), german({ country: 'CH' }), german({ kind: 'OTHER' })]);
    expect(await refusal(tr, sendInput(tr, tr))).toBe('RULE_BROKEN itself');
    expect(await refusal(tr, sendInput(tr, other))).toBe('RULE_BROKEN side');
    expect(await refusal(tr, sendInput(tr, swiss))).toBe('RULE_BROKEN side');
    expect(await refusal(tr, sendInput(tr, unknown))).toBe('RULE_BROKEN kind');
    expect(await refusal(unknown, sendInput(unknown, tr))).toBe('RULE_BROKEN kind');
  });

  it('does not find what the sender may not see', async () => {
    const [tr, unverified, hidden, members] = await Promise.all([
      turkish(),
      turkish({}, false),
      german({ visibility: 'HIDDEN' }),
      german({ visibility: 'MEMBERS' }),
    ]);
    expect(await refusal(tr, sendInput(tr, hidden))).toBe('NOT_FOUND');
    expect(await refusal(tr, { ...sendInput(tr, hidden), toOrganisationId: 'no-id' })).toBe('NOT_FOUND');
    expect(await refusal(unverified, sendInput(unverified, members))).toBe('NOT_FOUND');
    expect(await send(tr, members)).toBeTruthy();
  });

  it('answers a blocked organisation as if the other were not there', async () => {
    const [tr, de] = await Promise.all([turkish(), german()]);
    const block = `mutation ($a: ID!, $b: ID!) { blockOrganisation(organisationId: $a, blockedOrganisationId: $b) }`;
    await de.client.ask(block, { a: de.organisationId, b: tr.organisationId });
    const there = await tr.client.send(SEND, { input: sendInput(tr, de) });
    const notThere = await tr.client.send(SEND, {
      input: { ...sendInput(tr, de), toOrganisationId: '019b0000-0000-7000-8000-000000000000' },
    });
    expect(there.errors).toEqual(notThere.errors);
    expect(await refusal(de, sendInput(de, tr))).toBe('RULE_BROKEN blocked');
  });

  it('invites each organisation once, and tells whoever was invited to answer', async () => {
    const [tr, de] = await Promise.all([turkish(), german()]);
    await send(tr, de);
    expect(await refusal(tr, sendInput(tr, de))).toBe('RULE_BROKEN already-invited');
    expect(await refusal(de, sendInput(de, tr))).toBe('RULE_BROKEN already-invited');
  });

  it('keeps at most five waiting; what was withdrawn or ran out no longer counts', async () => {
    const [tr, ...partners] = await Promise.all([turkish(), ...Array.from({ length: 7 }, () => german())]);
    const ids: string[] = [];
    for (const de of partners.slice(0, 5)) ids.push(await send(tr, de));
    expect(await refusal(tr, sendInput(tr, partners[5]!))).toBe('RULE_BROKEN open-invitations');
    await tr.client.ask(WITHDRAW, { id: ids[0] });
    await send(tr, partners[5]!);
    expect(await refusal(tr, sendInput(tr, partners[6]!))).toBe('RULE_BROKEN open-invitations');
    await query('update invitation set reply_by = now() where id = $1', [ids[1]]);
    await send(tr, partners[6]!);
    const { invitation } = await tr.client.ask(INVITATION, { id: ids[1] });
    expect(invitation.status).toBe('EXPIRED');
  });

  it('counts together what an organisation sends at the same moment', async () => {
    const [tr, ...partners] = await Promise.all([turkish(), ...Array.from({ length: 10 }, () => german())]);
    const answers = await Promise.all(partners.map((de) => tr.client.send(SEND, { input: sendInput(tr, de) })));
    expect(answers.filter(({ data }) => data?.sendInvitation)).toHaveLength(5);
    const rules = answers.flatMap(
      ({ errors }) => errors?.map(({ extensions }) => `${extensions.code} ${String(extensions['rule'])}`) ?? [],
    );
    expect(rules).toEqual(Array(5).fill('RULE_BROKEN open-invitations'));
  });

  it('says beforehand whom the viewer can invite', async () => {
    const [tr, de] = await Promise.all([turkish(), german()]);
    const can = async (who: { ask: Inhabitant['client']['ask'] }, { organisationId: id }: Inhabitant): Promise<boolean> =>
      (await who.ask(`query ($id: ID!) { organisation(id: $id) { viewerCanInvite } }`, { id })).organisation.viewerCanInvite;
    expect(await can(tr.client, de)).toBe(true);
    expect(await can(tr.client, tr)).toBe(false);
    expect(await can(tr.client, world.aylin)).toBe(false);
    expect(await can(world.visitor, de)).toBe(false);
    expect(await can(world.staff, de)).toBe(false);
    await send(tr, de);
    expect(await can(tr.client, de)).toBe(false);
    expect(await can(de.client, tr)).toBe(false);
  });
});

describe('answering', () => {
  it('is for the invited side, and withdrawing for the inviting one', async () => {
    const [tr, de] = await Promise.all([turkish(), german()]);
    const id = await send(tr, de);
    for (const mutation of [ACCEPT, DECLINE]) {
      expect(await tr.client.refused(mutation, { id })).toBe('NOT_FOUND');
      expect(await world.stranger.client.refused(mutation, { id })).toBe('NOT_FOUND');
      expect(await world.staff.refused(mutation, { id })).toBe('NOT_FOUND');
      expect(await world.visitor.refused(mutation, { id })).toBe('UNAUTHENTICATED');
      expect(await de.client.refused(mutation, { id: 'no-id' })).toBe('NOT_FOUND');
    }
    for (const client of [de.client, world.stranger.client, world.staff]) expect(await client.refused(WITHDRAW, { id })).toBe('NOT_FOUND');
    expect((await tr.client.ask(INVITATION, { id })).invitation.status).toBe('PENDING');
  });

  it('declines with a reason that the other side reads', async () => {
    const [tr, de] = await Promise.all([turkish(), german({ name: 'Nordlicht e. V.' })]);
    const id = await send(tr, de);
    const { declineInvitation } = await de.client.ask(DECLINE, { id, reason: 'Next year, gladly.' });
    expect(declineInvitation).toMatchObject({ status: 'DECLINED', declineReason: 'Next year, gladly.' });
    const mail = (await mailTo(tr)).at(-1);
    expect(mail?.subject).toBe('Nordlicht e. V. bu kez ortağınız olamıyor');
    expect(mail?.text).toContain('Next year, gladly.');
    expect(await send(tr, de)).toBeTruthy();
    expect(await de.client.refused(DECLINE, { id, reason: 'x'.repeat(1001) })).toBe('BAD_USER_INPUT');
  });

  it('is given once: whatever comes second is a conflict, and changes nothing', async () => {
    const [tr, de] = await Promise.all([turkish(), german()]);
    const ends: [string, Inhabitant, string][] = [
      [WITHDRAW, tr, 'WITHDRAWN'],
      [DECLINE, de, 'DECLINED'],
      [ACCEPT, de, 'ACCEPTED'],
    ];
    for (const [mutation, who, status] of ends) {
      const id = await send(tr, de);
      await who.client.ask(mutation, { id });
      expect(await de.client.refused(ACCEPT, { id })).toBe('CONFLICT');
      expect(await de.client.refused(DECLINE, { id })).toBe('CONFLICT');
      expect(await tr.client.refused(WITHDRAW, { id })).toBe('CONFLICT');
      expect((await tr.client.ask(INVITATION, { id })).invitation.status).toBe(status);
    }
  });

  it('does not accept what has run out, even before the expiry job comes by', async () => {
    const [tr, de] = await Promise.all([turkish(), german()]);
    const id = await send(tr, de);
    await query('update invitation set reply_by = now() where id = $1', [id]);
    expect((await de.client.ask(INVITATION, { id })).invitation).toMatchObject({ viewerCanAccept: false, viewerCanDecline: false });
    expect(await de.client.refused(ACCEPT, { id })).toBe('CONFLICT');
    expect(await tr.client.refused(WITHDRAW, { id })).toBe('CONFLICT');
  });

  it('checks the rules of the call again', async () => {
    const [tr, de] = await Promise.all([turkish(), german()]);
    const id = await send(tr, de);
    await query(`update organisation set kind = 'OTHER' where id = $1`, [tr.organisationId]);
    expect(await refusal(de, { id }, ACCEPT)).toBe('RULE_BROKEN kind');
    await query(`update organisation set kind = 'ASSOCIATION', country = 'GE' where id = $1`, [tr.organisationId]);
    expect(await refusal(de, { id }, ACCEPT)).toBe('RULE_BROKEN side');
    await query(`update organisation set country = 'TR' where id = $1`, [tr.organisationId]);
    expect((await de.client.ask(ACCEPT, { id })).acceptInvitation.status).toBe('ACCEPTED');
  });

  it('declines the rest politely, once there is a partner, and only for one’s own organisation', async () => {
    const others = `mutation ($id: ID!, $callId: ID) { declineOtherInvitations(organisationId: $id, callId: $callId) }`;
    const [tr, first, second, third] = await Promise.all([turkish(), german(), german(), german()]);
    const ids = [await send(first, tr), await send(second, tr), await send(third, tr)];
    const id = tr.organisationId;
    expect(await refusal(tr, { id }, others)).toBe('RULE_BROKEN partner-first');
    const { acceptInvitation } = await tr.client.ask(ACCEPT, { id: ids[0] });
    expect(acceptInvitation.otherPendingCount).toBe(2);
    expect((await tr.client.ask(INVITATION, { id: ids[1] })).invitation).toMatchObject({ status: 'PENDING', viewerCanAccept: false });
    expect(await refusal(tr, { id: ids[1] }, ACCEPT)).toBe('RULE_BROKEN one-partnership');
    expect(await first.client.refused(others, { id })).toBe('NOT_FOUND');
    expect(await world.visitor.refused(others, { id })).toBe('UNAUTHENTICATED');
    expect((await tr.client.ask(others, { id, callId: world.callId })).declineOtherInvitations).toBe(2);
    expect((await second.client.ask(INVITATION, { id: ids[1] })).invitation).toMatchObject({
      status: 'DECLINED',
      declineReason: expect.stringContaining('Thank you for inviting us'),
    });
    expect((await tr.client.ask(others, { id })).declineOtherInvitations).toBe(0);
  });
});

describe('the list of an organisation', () => {
  const LIST = `query ($id: ID!, $status: [InvitationStatus!], $first: Int, $after: String) {
    invitations(organisationId: $id, status: $status, first: $first, after: $after) {
      nodes { id status from { id } to { id } } totalCount pageInfo { endCursor hasNextPage } } }`;

  it('holds what came in and went out, newest first, page by page', async () => {
    const [tr, ...partners] = await Promise.all([turkish(), ...Array.from({ length: 4 }, () => german())]);
    const ids: string[] = [];
    for (const [index, de] of partners.entries()) ids.unshift(await (index % 2 ? send(tr, de) : send(de, tr)));
    await tr.client.ask(DECLINE, { id: ids[3] });
    const id = tr.organisationId;
    const page = await tr.client.ask(LIST, { id, first: 3 });
    expect(page.invitations).toMatchObject({
      nodes: ids.slice(0, 3).map((id) => ({ id })),
      totalCount: 4,
      pageInfo: { hasNextPage: true },
    });
    const after = page.invitations.pageInfo.endCursor;
    expect((await tr.client.ask(LIST, { id, first: 3, after })).invitations).toMatchObject({
      nodes: [{ id: ids[3], status: 'DECLINED' }],
      totalCount: 4,
      pageInfo: { hasNextPage: false },
    });
    expect((await tr.client.ask(LIST, { id, status: ['DECLINED'] })).invitations).toMatchObject({ nodes: [{ id: ids[3] }], totalCount: 1 });
    expect((await tr.client.ask(LIST, { id, status: [] })).invitations.totalCount).toBe(4);
    expect((await world.staff.ask(LIST, { id })).invitations.totalCount).toBe(4);
    expect(await tr.client.refused(LIST, { id, status: ['PENDING'], after })).toBe('BAD_USER_INPUT');
    expect(await tr.client.refused(LIST, { id, after: Buffer.from(`["invitations ${id} ","x"]`).toString('base64url') })).toBe(
      'BAD_USER_INPUT',
    );
    expect(await tr.client.refused(LIST, { id, first: 101 })).toBe('BAD_USER_INPUT');
  });

  it('is closed to others', async () => {
    const id = world.aylin.organisationId;
    expect(await world.lena.client.refused(LIST, { id })).toBe('NOT_FOUND');
    expect(await world.visitor.refused(LIST, { id })).toBe('UNAUTHENTICATED');
    expect(await world.staff.refused(LIST, { id: 'no-id' })).toBe('NOT_FOUND');
    expect(await world.staff.refused(LIST, { id: '019b0000-0000-7000-8000-000000000000' })).toBe('NOT_FOUND');
  });
});
