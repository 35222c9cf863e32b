import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Audience } from '../support/audience.ts';
import { ACCEPT, DECLINE, send, WITHDRAW } from '../support/invitation.ts';
import { newInhabitant, newWorld, type Inhabitant, type World } from '../support/world.ts';

let world: World;
let audience: Audience;
beforeAll(async () => {
  world = await newWorld();
  audience = new Audience(world.server.services.live);
});
afterAll(() => world?.close());

const turkish = (input: Record<string, unknown> = {}): Promise<Inhabitant> => newInhabitant(world.server, input);
const german = (input: Record<string, unknown> = {}): Promise<Inhabitant> => newInhabitant(world.server, { country: 'DE', ...input });
const query = <Row>(text: string, values: unknown[]): Promise<{ rows: Row[] }> => world.server.services.db.query<Row>(text, values);
/** Until so many subscriptions listen to an organisation's invitations. */
const watching = ({ organisationId }: Inhabitant, count = 1): Promise<void> => audience.of(`invitation:${organisationId}`, count);
const expire = (): Promise<number> => world.server.services.invitationAnswer.expire();

const WATCH = `subscription ($id: ID!) { invitationChanged(organisationId: $id) { id status from { name } to { name } viewerCanAccept partnership { id } } }`;
const INVITATION = `query ($id: ID!) { invitation(id: $id) { status from { name pseudonymous } to { name pseudonymous about } partnership { organisations { name about } } } }`;

/** The error that a subscription was ended with. */
const codeOf = (end: unknown): unknown => (end as { extensions?: { code?: string } }[])[0]?.extensions?.code;

describe('invitationChanged', () => {
  it('tells both sides of every step', async () => {
    const [tr, de] = await Promise.all([turkish({ name: 'Kavak Derneği' }), german({ name: 'Pappel e. V.' })]);
    const watches = [tr, de].map(({ client, organisationId: id }) => client.subscribe(WATCH, { id }));
    const [ofTr, ofDe] = watches;
    await Promise.all([watching(tr), watching(de)]);
    const id = await send(tr, de);
    const names = { from: { name: 'Kavak Derneği' }, to: { name: 'Pappel e. V.' } };
    expect((await ofTr!.next()).invitationChanged).toEqual({ id, status: 'PENDING', ...names, viewerCanAccept: false, partnership: null });
    expect((await ofDe!.next()).invitationChanged).toMatchObject({ id, status: 'PENDING', viewerCanAccept: true });
    await tr.client.ask(WITHDRAW, { id });
    for (const watch of watches) expect((await watch.next()).invitationChanged).toMatchObject({ id, status: 'WITHDRAWN' });
    const second = await send(de, tr);
    for (const watch of watches) expect((await watch.next()).invitationChanged).toMatchObject({ id: second, status: 'PENDING' });
    await tr.client.ask(DECLINE, { id: second });
    for (const watch of watches) expect((await watch.next()).invitationChanged).toMatchObject({ id: second, status: 'DECLINED' });
    const third = await send(de, tr);
    for (const watch of watches) await watch.next();
    await query(`update invitation set reply_by = now() where id = $1`, [third]);
    await expire();
    for (const watch of watches) expect((await watch.next()).invitationChanged).toMatchObject({ id: third, status: 'EXPIRED' });
    const last = await send(tr, de);
    for (const watch of watches) await watch.next();
    const { acceptInvitation } = await de.client.ask(ACCEPT, { id: last });
    for (const watch of watches) {
      expect((await watch.next()).invitationChanged).toMatchObject({
        id: last,
        status: 'ACCEPTED',
        partnership: { id: acceptInvitation.partnership.id },
      });
    }
    watches.forEach((watch) => watch.stop());
    await Promise.all([tr.client.close(), de.client.close()]);
  });

  it('never reaches a stranger or a visitor', async () => {
    const id = world.aylin.organisationId;
    expect(codeOf(await world.stranger.client.subscribe(WATCH, { id }).end)).toBe('NOT_FOUND');
    expect(codeOf(await world.visitor.subscribe(WATCH, { id }).end)).toBe('UNAUTHENTICATED');
    expect(codeOf(await world.staff.subscribe(WATCH, { id: 'no-id' }).end)).toBe('NOT_FOUND');
    await world.visitor.close();
  });

  it('ends for a person who no longer represents the organisation, and delivers nothing after', async () => {
    const [tr, de, colleague] = await Promise.all([turkish(), german(), turkish()]);
    const { rows } = await query<{ id: string }>('select id from auth."user" where email = $1', [colleague.email]);
    const personId = rows[0]!.id;
    await query('insert into representative (organisation_id, person_id) values ($1, $2)', [tr.organisationId, personId]);
    const id = tr.organisationId;
    const [stays, leaves] = [tr.client.subscribe(WATCH, { id }), colleague.client.subscribe(WATCH, { id })];
    await watching(tr, 2);
    await send(tr, de);
    expect((await stays.next()).invitationChanged.status).toBe('PENDING');
    expect((await leaves.next()).invitationChanged.status).toBe('PENDING');
    const remove = `mutation ($id: ID!, $personId: ID!) { removeRepresentative(organisationId: $id, personId: $personId) { id } }`;
    await tr.client.ask(remove, { id, personId });
    await leaves.end;
    const other = await send(await german(), tr);
    expect((await stays.next()).invitationChanged.id).toBe(other);
    await expect(leaves.next(0)).rejects.toThrow('No event');
    stays.stop();
    await Promise.all([tr.client.close(), colleague.client.close()]);
  });

  it('shows staff the invitations of any organisation', async () => {
    const [tr, de] = await Promise.all([turkish(), german()]);
    const watch = world.staff.subscribe(WATCH, { id: de.organisationId });
    await watching(de);
    const id = await send(tr, de);
    expect((await watch.next()).invitationChanged).toMatchObject({ id, viewerCanAccept: false });
    watch.stop();
  });
});

describe('between pseudonymous organisations', () => {
  const secret = { visibility: 'PSEUDONYMOUS', about: 'Sekretne' };

  it('names stay unknown until the invitation is accepted; then both know each other', async () => {
    const [pl, tr] = await Promise.all([
      newInhabitant(world.server, { ...secret, country: 'PL', name: 'Zatoka Nadziei' }),
      turkish({ ...secret, name: 'Gizli Bahçe Derneği' }),
    ]);
    const id = await send(pl, tr, { message: 'We share a field.' });
    const watch = pl.client.subscribe(WATCH, { id: pl.organisationId });
    await watching(pl);
    const seenBy = async (who: Inhabitant): Promise<string> => JSON.stringify(await who.client.ask(INVITATION, { id }));
    expect(await seenBy(tr)).toMatch(/"from":\{"name":"Ecology organisation in Poland \(\w{4}\)","pseudonymous":true\}/);
    expect(await seenBy(pl)).toMatch(/"to":\{"name":"Ecology organisation in \S+ \(\w{4}\)","pseudonymous":true,"about":null\}/);
    expect(await seenBy(tr)).not.toMatch(/Zatoka/);
    expect(await seenBy(pl)).not.toMatch(/Gizli/);
    const { rows } = await query<{ subject: string; text: string }>(
      'select subject, text from mail_message where recipient = $1 order by id',
      [tr.email],
    );
    expect(rows.at(-1)?.subject).toMatch(/^Ecology organisation in Poland/);
    expect(JSON.stringify(rows.slice(1))).not.toMatch(/Zatoka/);
    const { acceptInvitation } = await tr.client.ask(ACCEPT, { id });
    expect(acceptInvitation).toMatchObject({
      from: { name: 'Zatoka Nadziei' },
      partnership: { organisations: [{ name: 'Gizli Bahçe Derneği' }, { name: 'Zatoka Nadziei' }] },
    });
    expect((await watch.next()).invitationChanged).toMatchObject({ status: 'ACCEPTED', to: { name: 'Gizli Bahçe Derneği' } });
    expect(await seenBy(pl)).toContain('"organisations":[{"name":"Gizli Bahçe Derneği","about":"Sekretne"}');
    const letters = await query<{ subject: string }>('select subject from mail_message where recipient = $1 order by id', [pl.email]);
    expect(letters.rows.at(-1)?.subject).toBe('Gizli Bahçe Derneği accepted your invitation');
    watch.stop();
    await pl.client.close();
  });

  it('a refusal reveals nothing either, in the answer and in the letter', async () => {
    const [pl, tr] = await Promise.all([newInhabitant(world.server, { ...secret, country: 'PL', name: 'Zatoka Ciszy' }), turkish()]);
    const id = await send(tr, pl);
    const { declineInvitation } = await pl.client.ask(DECLINE, { id, reason: 'Not this year.' });
    expect(declineInvitation.to.name).toBe('Zatoka Ciszy');
    const { rows } = await query('select subject, text from mail_message where recipient = $1 order by id', [tr.email]);
    expect(JSON.stringify(rows)).toContain('Not this year.');
    expect(JSON.stringify([rows, await tr.client.ask(INVITATION, { id })])).not.toMatch(/Ciszy/);
  });

  it('an organisation that hides itself stays there for its correspondents, masked, and for nobody else', async () => {
    const [tr, de] = await Promise.all([turkish(), german({ name: 'Verborgen e. V.' })]);
    const id = await send(de, tr);
    const hide = `mutation ($id: ID!) { updateOrganisation(id: $id, input: { visibility: HIDDEN }) { id } }`;
    await de.client.ask(hide, { id: de.organisationId });
    const { invitation } = await tr.client.ask(INVITATION, { id });
    expect(invitation.from).toEqual({ name: expect.stringMatching(/^Ecology organisation in Germany/), pseudonymous: true });
    const offered = await tr.client.ask(`query ($id: ID!) { invitation(id: $id) { from { viewerCanInvite } } }`, { id });
    expect(offered.invitation.from.viewerCanInvite).toBe(false);
    expect((await tr.client.ask(`query ($id: ID!) { organisation(id: $id) { id } }`, { id: de.organisationId })).organisation).toBeNull();
  });
});

describe('running out', () => {
  it('ends what nobody answered, once, and tells who sent it', async () => {
    const [tr, de, kept] = await Promise.all([turkish(), german({ name: 'Still e. V.' }), german()]);
    const [id, fresh] = [await send(tr, de), await send(tr, kept)];
    await query(`update invitation set reply_by = now() - interval '1 minute' where id = $1`, [id]);
    const ended = await Promise.all([expire(), expire(), expire()]);
    expect(ended.reduce((sum, count) => sum + count)).toBe(1);
    expect(await expire()).toBe(0);
    const status = async (which: string): Promise<string> => (await tr.client.ask(INVITATION, { id: which })).invitation.status;
    expect([await status(id), await status(fresh)]).toEqual(['EXPIRED', 'PENDING']);
    const { rows } = await query<{ subject: string }>(
      `select subject from mail_message where recipient = $1 and subject like '%yanıt vermedi'`,
      [tr.email],
    );
    expect(rows).toEqual([{ subject: 'Still e. V. yanıt vermedi' }]);
    const activity = await query('select from activity where kind = $1 and organisation_ids = $2::uuid[]', [
      'INVITATION_EXPIRED',
      [tr.organisationId, de.organisationId],
    ]);
    expect(activity.rows).toHaveLength(1);
  });
});
