import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestClient } from '../support/client.ts';
import { linkIn, mailbox, newestMailTo, open } from '../support/mailbox.ts';
import { newInhabitant, newWorld, unique, type Inhabitant, type World } from '../support/world.ts';

const INVITE = `mutation ($id: ID!, $email: String!) { inviteRepresentative(organisationId: $id, email: $email) { id email expiresAt } }`;
const ACCEPT = `mutation ($token: String!) { acceptRepresentativeInvitation(token: $token) { id viewerIsRepresentative representatives { name isViewer } } }`;
const INVITATION = `query ($token: String!) { representativeInvitation(token: $token) { organisationName email usable } }`;
const CANCEL = `mutation ($id: ID!) { cancelRepresentativeInvitation(id: $id) }`;
const REMOVE = `mutation ($id: ID!, $personId: ID!) { removeRepresentative(organisationId: $id, personId: $personId) { id } }`;
const PEOPLE = `query ($id: ID!) { organisation(id: $id) { representativeCount representatives { id name } representativeInvitations { email } } }`;

let world: World;
beforeAll(async () => {
  world = await newWorld();
});
afterAll(() => world.close());

const address = (): string => `${unique('colleague')}@example.test`;

/** Invites and answers the token of the mail. */
async function invite(from: Inhabitant, email: string): Promise<string> {
  await from.client.ask(INVITE, { id: from.organisationId, email });
  return linkIn(await newestMailTo(world.server, email)).split('/join/')[1]!;
}

/** A person who has confirmed their address by the link of the mail. */
async function confirmed(email: string, name = 'Colleague'): Promise<TestClient> {
  const person = await new TestClient(world.server.url).signUp(email, name);
  await open(world.server, linkIn(await newestMailTo(world.server, email)));
  return person;
}

describe('the second representative', () => {
  it('is invited by mail, signs up, confirms the address, accepts, and can do everything the first can', async () => {
    const first = await newInhabitant(world.server);
    const email = address();
    const token = await invite(first, email);
    const visitor = new TestClient(world.server.url);
    const { representativeInvitation } = await visitor.ask(INVITATION, { token });
    expect(representativeInvitation).toMatchObject({ email, usable: true });

    const second = await new TestClient(world.server.url).signUp(email, 'Zeynep');
    expect(await second.refused(ACCEPT, { token })).toBe('RULE_BROKEN');
    await open(world.server, linkIn(await newestMailTo(world.server, email)));
    const { acceptRepresentativeInvitation } = await second.ask(ACCEPT, { token });
    expect(acceptRepresentativeInvitation).toMatchObject({ id: first.organisationId, viewerIsRepresentative: true });
    expect(acceptRepresentativeInvitation.representatives).toContainEqual({ name: 'Zeynep', isViewer: true });

    const change = `mutation ($id: ID!) { updateOrganisation(id: $id, input: { city: "Bursa" }) { city } }`;
    expect(await second.ask(change, { id: first.organisationId })).toEqual({ updateOrganisation: { city: 'Bursa' } });
    expect((await first.client.ask(PEOPLE, { id: first.organisationId })).organisation).toMatchObject({
      representativeCount: 2,
      representativeInvitations: [],
    });
  });

  it('is nobody but the invited address, and the token works once', async () => {
    const first = await newInhabitant(world.server);
    const email = address();
    const token = await invite(first, email);
    expect(await world.visitor.refused(ACCEPT, { token })).toBe('UNAUTHENTICATED');
    expect(await world.stranger.client.refused(ACCEPT, { token })).toBe('RULE_BROKEN');
    const second = await confirmed(email);
    await second.ask(ACCEPT, { token });
    expect(await second.refused(ACCEPT, { token })).toBe('NOT_FOUND');
    expect((await world.visitor.ask(INVITATION, { token })).representativeInvitation).toMatchObject({ usable: false });
    expect((await first.client.ask(PEOPLE, { id: first.organisationId })).organisation.representativeCount).toBe(2);
  });

  it('is one: a third is refused while two are there or invited', async () => {
    const first = await newInhabitant(world.server);
    const [email, third] = [address(), address()];
    const token = await invite(first, email);
    expect(await first.client.refused(INVITE, { id: first.organisationId, email: third })).toBe('RULE_BROKEN');
    expect(await first.client.refused(INVITE, { id: first.organisationId, email })).toBe('CONFLICT');
    const second = await confirmed(email);
    await second.ask(ACCEPT, { token });
    expect(await second.refused(INVITE, { id: first.organisationId, email: third })).toBe('RULE_BROKEN');
    expect((await mailbox(world.server)).some(({ to }) => to === third)).toBe(false);
  });

  it('is one also when many are invited at once', async () => {
    const first = await newInhabitant(world.server);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => first.client.send(INVITE, { id: first.organisationId, email: address() })),
    );
    expect(answers.filter(({ errors }) => !errors)).toHaveLength(1);
  });

  it('stays outside when the invitation was cancelled or is over', async () => {
    const first = await newInhabitant(world.server);
    const email = address();
    const token = await invite(first, email);
    const second = await confirmed(email);
    const { rows } = await world.server.services.db.query<{ id: string }>('select id from representative_invitation where email = $1', [
      email,
    ]);
    expect(await world.stranger.client.refused(CANCEL, { id: rows[0]!.id })).toBe('NOT_FOUND');
    await first.client.ask(CANCEL, { id: rows[0]!.id });
    expect(await second.refused(ACCEPT, { token })).toBe('NOT_FOUND');

    const later = await invite(first, email);
    await world.server.services.db.query(
      `update representative_invitation set expires_at = now() where email = $1 and cancelled_at is null`,
      [email],
    );
    expect(await second.refused(ACCEPT, { token: later })).toBe('NOT_FOUND');
    expect((await world.visitor.ask(INVITATION, { token: later })).representativeInvitation.usable).toBe(false);
  });

  it('leaves, and what they may do ends; the last one stays', async () => {
    const first = await newInhabitant(world.server);
    const email = address();
    const token = await invite(first, email);
    const second = await confirmed(email);
    await second.ask(ACCEPT, { token });
    const { organisation } = await first.client.ask(PEOPLE, { id: first.organisationId });
    const [one, two] = organisation.representatives as { id: string }[];
    expect(await world.stranger.client.refused(REMOVE, { id: first.organisationId, personId: two!.id })).toBe('NOT_FOUND');
    await first.client.ask(REMOVE, { id: first.organisationId, personId: two!.id });
    expect(
      await second.refused(`mutation ($id: ID!) { updateOrganisation(id: $id, input: { city: "Van" }) { id } }`, {
        id: first.organisationId,
      }),
    ).toBe('NOT_FOUND');
    expect(await first.client.refused(REMOVE, { id: first.organisationId, personId: one!.id })).toBe('RULE_BROKEN');
  });
});

describe('who may invite', () => {
  it.each([['visitor', 'UNAUTHENTICATED'] as const, ['stranger', 'NOT_FOUND'] as const])(
    'refuses a %s and mails nobody',
    async (who, code) => {
      const client = who === 'visitor' ? world.visitor : world.stranger.client;
      const email = address();
      expect(await client.refused(INVITE, { id: world.aylin.organisationId, email })).toBe(code);
      expect((await mailbox(world.server)).some(({ to }) => to === email)).toBe(false);
    },
  );

  it('refuses what is no address', async () => {
    for (const email of ['nobody', 'a@b', 'a b@example.test', 'a@example.test\r\nBcc: b@example.test', `${'a'.repeat(300)}@example.test`]) {
      expect(await world.aylin.client.refused(INVITE, { id: world.aylin.organisationId, email })).toBe('BAD_USER_INPUT');
    }
  });

  it('tells a token of nobody nothing', async () => {
    expect(await world.visitor.ask(INVITATION, { token: 'guess' })).toEqual({ representativeInvitation: null });
    expect(await world.aylin.client.refused(ACCEPT, { token: 'guess' })).toBe('NOT_FOUND');
  });
});

describe('verifying', () => {
  const VERIFY = `mutation ($id: ID!) { verifyOrganisation(id: $id) { verified } }`;
  const WITHDRAW = `mutation ($id: ID!, $reason: String!) { withdrawVerification(id: $id, reason: $reason) { verified } }`;

  it('is done by staff and told to the people of the organisation', async () => {
    const someone = await newInhabitant(world.server, {}, false);
    expect(await world.staff.ask(VERIFY, { id: someone.organisationId })).toEqual({ verifyOrganisation: { verified: true } });
    expect((await newestMailTo(world.server, someone.email)).text).toContain('inceledik');
    const reason = 'The register number belongs to somebody else.';
    expect(await world.staff.refused(WITHDRAW, { id: someone.organisationId, reason: ' ' })).toBe('BAD_USER_INPUT');
    expect(await world.staff.ask(WITHDRAW, { id: someone.organisationId, reason })).toEqual({ withdrawVerification: { verified: false } });
    expect((await newestMailTo(world.server, someone.email)).text).toContain(reason);
  });

  it('is refused to everybody else, also for their own organisation', async () => {
    const someone = await newInhabitant(world.server, {}, false);
    for (const operation of [VERIFY, WITHDRAW]) {
      const variables = operation === VERIFY ? { id: someone.organisationId } : { id: someone.organisationId, reason: 'Because' };
      expect(await someone.client.refused(operation, variables)).toBe('NOT_FOUND');
      expect(await world.stranger.client.refused(operation, variables)).toBe('NOT_FOUND');
      expect(await world.visitor.refused(operation, variables)).toBe('UNAUTHENTICATED');
    }
    expect(await world.staff.refused(VERIFY, { id: 'no-id' })).toBe('NOT_FOUND');
    const { organisation } = await world.staff.ask(`query ($id: ID!) { organisation(id: $id) { verified } }`, {
      id: someone.organisationId,
    });
    expect(organisation.verified).toBe(false);
  });
});
