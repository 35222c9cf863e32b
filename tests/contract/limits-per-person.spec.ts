import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestClient } from '../support/client.ts';
import { DECLINE, refusal, send, sendInput, SEND, WITHDRAW } from '../support/invitation.ts';
import { newInhabitant, newWorld, unique, type Inhabitant, type World } from '../support/world.ts';

const CREATE = `mutation ($input: OrganisationInput!) { createOrganisation(input: $input) { id } }`;
const INVITE = `mutation ($id: ID!, $email: String!) { inviteRepresentative(organisationId: $id, email: $email) { id } }`;
const CANCEL = `mutation ($id: ID!) { cancelRepresentativeInvitation(id: $id) }`;

let world: World;
beforeAll(async () => {
  // With a mail server these are the limits of a real house; a demo, which writes to nobody, is ten times as patient.
  world = await newWorld({ SMTP_URL: 'smtp://127.0.0.1:1' });
});
afterAll(() => world?.close());

const query = <Row>(text: string, values: unknown[]): Promise<{ rows: Row[] }> => world.server.services.db.query<Row>(text, values);
const profile = (country = 'TR'): Record<string, unknown> => ({ name: unique('Of one person '), kind: 'ASSOCIATION', country });
const german = (): Promise<Inhabitant> => newInhabitant(world.server, { country: 'DE' });
const unconfirm = ({ email }: Inhabitant): Promise<unknown> =>
  query('update auth."user" set "emailVerified" = false where email = $1', [email]);

/** More organisations of the same person. */
async function more(one: Inhabitant, count: number): Promise<Inhabitant[]> {
  const made = Array.from({ length: count }, () => one.client.ask(CREATE, { input: profile() }));
  return (await Promise.all(made)).map(({ createOrganisation }) => ({ ...one, organisationId: createOrganisation.id }));
}

async function mailsTo(recipient: string): Promise<number> {
  return (await query<{ count: number }>('select count(*)::int as count from mail_message where recipient = $1', [recipient])).rows[0]!
    .count;
}

it('may make more in a demo, where one person plays many', async () => {
  const demo = await newWorld();
  try {
    expect(await more(await newInhabitant(demo.server), 10)).toHaveLength(10);
  } finally {
    await demo.close();
  }
});

describe('one person', () => {
  it('makes ten organisations and no eleventh, also at the same moment; staff make any number', async () => {
    const one = await newInhabitant(world.server);
    await more(one, 8);
    const answers = await Promise.all(Array.from({ length: 4 }, () => one.client.send(CREATE, { input: profile() })));
    expect(answers.filter(({ errors }) => !errors)).toHaveLength(1);
    expect(await refusal(one, { input: profile() }, CREATE)).toBe('RULE_BROKEN organisations-per-person');
    for (let made = 0; made < 11; made += 1) expect(await world.staff.ask(CREATE, { input: profile() })).toBeTruthy();
  });

  it('sends twenty invitations a day over all organisations, whatever becomes of them', async () => {
    const one = await newInhabitant(world.server);
    const own = [one, ...(await more(one, 6))];
    const partners = await Promise.all(Array.from({ length: 3 }, german));
    for (const from of own) for (const to of partners) await one.client.send(SEND, { input: sendInput(from, to) });
    const sent = await query<{ id: string }>('select id from invitation where from_organisation_id = any($1::uuid[])', [
      own.map(({ organisationId }) => organisationId),
    ]);
    expect(sent.rows).toHaveLength(20);
    for (const { id } of sent.rows) await one.client.ask(WITHDRAW, { id });
    const [fresh, mails] = [await german(), await mailsTo(partners[0]!.email)];
    expect(await refusal(one, sendInput(one, fresh))).toBe('RATE_LIMITED invitations-a-day');
    expect(await mailsTo(partners[0]!.email)).toBe(mails);
    await query(`update invitation set sent_at = sent_at - interval '1 day' where id = $1`, [sent.rows[0]!.id]);
    expect(await send(one, fresh)).toBeTruthy();
  });

  it('sends five while the address is not confirmed, also at the same moment', async () => {
    const one = await newInhabitant(world.server);
    const own = [one, ...(await more(one, 2))];
    await unconfirm(one);
    const partners = await Promise.all(Array.from({ length: 3 }, german));
    const answers = await Promise.all(own.flatMap((from) => partners.map((to) => one.client.send(SEND, { input: sendInput(from, to) }))));
    expect(answers.filter(({ errors }) => !errors)).toHaveLength(5);
    const codes = answers.flatMap(({ errors }) => errors?.map(({ extensions }) => extensions.code) ?? []);
    expect(codes).toEqual(Array(4).fill('RATE_LIMITED'));
  });

  it('asks the same organisation three times in a call, and is no candidate of it after', async () => {
    const [tr, de] = await Promise.all([newInhabitant(world.server), german()]);
    const canInvite = async (): Promise<boolean> =>
      (await tr.client.ask('query ($id: ID!) { organisation(id: $id) { viewerCanInvite } }', { id: de.organisationId })).organisation
        .viewerCanInvite;
    const candidates = async (): Promise<string[]> => {
      const { counterparts } = await tr.client.ask(
        'query ($id: ID!) { counterparts(organisationId: $id, first: 100) { nodes { organisation { id } } } }',
        { id: tr.organisationId },
      );
      return counterparts.nodes.map(({ organisation }: { organisation: { id: string } }) => organisation.id);
    };
    for (const end of [WITHDRAW, DECLINE, WITHDRAW]) {
      expect(await canInvite()).toBe(true);
      const id = await send(tr, de);
      await (end === DECLINE ? de : tr).client.ask(end, { id });
    }
    expect(await canInvite()).toBe(false);
    const mails = await mailsTo(de.email);
    expect(await refusal(tr, sendInput(tr, de))).toBe('RULE_BROKEN asked-often');
    expect(await mailsTo(de.email)).toBe(mails);
    await query(`update invitation set status = 'WITHDRAWN' where to_organisation_id = $1`, [de.organisationId]);
    expect(await candidates()).not.toContain(de.organisationId);
    await query('delete from invitation where id = (select min(id::text)::uuid from invitation where to_organisation_id = $1)', [
      de.organisationId,
    ]);
    expect(await candidates()).toContain(de.organisationId);
    expect(await send(de, tr)).toBeTruthy();
  });
});

describe('letters to people who do not know us', () => {
  it('go out only for a confirmed address', async () => {
    const one = await newInhabitant(world.server);
    await unconfirm(one);
    const email = `${unique('stranger')}@example.test`;
    expect(await refusal(one, { id: one.organisationId, email }, INVITE)).toBe('RULE_BROKEN email-confirmed');
    expect(await mailsTo(email)).toBe(0);
    await query('update auth."user" set "emailVerified" = true where email = $1', [one.email]);
    await one.client.ask(INVITE, { id: one.organisationId, email });
    expect(await mailsTo(email)).toBe(1);
  });

  it('are ten a day for each person, over all organisations and taken back or not', async () => {
    const one = await newInhabitant(world.server);
    const [other] = await more(one, 1);
    for (let letter = 0; letter < 10; letter += 1) {
      const id = (letter % 2 ? one : other!).organisationId;
      const { inviteRepresentative } = await one.client.ask(INVITE, { id, email: `${unique('stranger')}@example.test` });
      await one.client.ask(CANCEL, { id: inviteRepresentative.id });
    }
    const email = `${unique('stranger')}@example.test`;
    expect(await refusal(one, { id: one.organisationId, email }, INVITE)).toBe('RATE_LIMITED letters-a-day');
    expect(await mailsTo(email)).toBe(0);
  });
});

describe('a name', () => {
  const IMPORT = 'mutation ($csv: String!) { importOrganisations(csv: $csv) { created rejected { line column message } } }';

  it('that holds an address is refused, of organisations as of people', async () => {
    for (const name of ['Win 1000 EUR now http://evil.example/x', 'Come to WWW.evil.example']) {
      const answer = await world.lena.client.send(CREATE, { input: { ...profile(), name } });
      expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: { name: expect.any(String) } });
      const person = await new TestClient(world.server.url).auth('/sign-up/email', {
        email: `${unique('person')}@example.test`,
        name,
        password: 'a long password',
      });
      expect(person.status).toBe(400);
    }
    const { importOrganisations } = await world.staff.ask(IMPORT, { csv: 'name,country\nWin now https://evil.example,TR\nGood Name,TR\n' });
    expect(importOrganisations).toMatchObject({ created: 1, rejected: [{ line: 2, column: 'name' }] });
  });

  it('keeps no letter that nobody sees', async () => {
    const [rlo, nothing] = ['\u202E', '\u200B'];
    const input = {
      ...profile(),
      name: `Su${nothing} ${rlo}Yolu\u2066`,
      acronym: `S${nothing}Y`,
      city: `Bur${rlo}sa`,
      formerNames: [`Es${nothing}ki`],
    };
    const { createOrganisation } = await world.aylin.client.ask(
      `mutation ($input: OrganisationInput!) { createOrganisation(input: $input) { name acronym city formerNames } }`,
      { input },
    );
    expect(createOrganisation).toEqual({ name: 'Su Yolu', acronym: 'SY', city: 'Bursa', formerNames: ['Eski'] });
    await world.staff.ask(IMPORT, { csv: `name,country,external_id\nÖr${nothing}nek ${rlo}Der,TR,un${nothing}seen-1\n` });
    const { rows } = await query('select name, external_id as "externalId" from organisation where external_id = $1', ['unseen-1']);
    expect(rows).toEqual([{ name: 'Örnek Der', externalId: 'unseen-1' }]);
    const email = `${unique('person')}@example.test`;
    await new TestClient(world.server.url).signUp(email, `Ay${rlo}şe`);
    expect((await query('select name from auth."user" where email = $1', [email])).rows).toEqual([{ name: 'Ayşe' }]);
  });
});
