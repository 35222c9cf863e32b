import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { TestClient } from '../support/client.ts';
import { linkIn, mailbox, newestMailTo, open } from '../support/mailbox.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { makeStaff, unique } from '../support/world.ts';

const PASSWORD = 'a long password';
const ME = '{ me { name email emailVerified isStaff } }';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const somebody = (): TestClient => new TestClient(server.url);
const address = (): string => `${unique('person')}@example.test`;
const code = async (response: Response): Promise<[number, string]> => [response.status, ((await response.json()) as { code: string }).code];
const peopleWith = async (email: string): Promise<number> => {
  const { rows } = await server.services.db.query<{ count: number }>(
    'select count(*)::int as count from auth."user" where lower(email) = lower($1)',
    [email],
  );
  return rows[0]!.count;
};

describe('signing up', () => {
  it('signs in at once and asks by mail whether the address is theirs', async () => {
    const email = address();
    const person = await somebody().signUp(email, 'Şükrü Gül');
    expect(await person.ask(ME)).toEqual({ me: { name: 'Şükrü Gül', email, emailVerified: false, isStaff: false } });
    const [mail] = await mailbox(server);
    expect(mail).toMatchObject({ to: email, subject: expect.stringContaining('Confirm'), text: expect.stringContaining('Şükrü Gül') });
    expect(new Date(mail!.at).getTime()).toBeLessThanOrEqual(Date.now());
  });

  it('confirms the address by the link of the mail, and by no other', async () => {
    const email = address();
    const person = await somebody().signUp(email);
    const link = linkIn(await newestMailTo(server, email));
    const forged = await open(
      server,
      link.replace(/token=([^&]+)/, (_whole, token: string) => `token=${token.slice(0, -3)}AAA`),
    );
    expect(forged.location).toContain('error');
    expect((await person.ask(ME)).me.emailVerified).toBe(false);
    expect(await open(server, link)).toEqual({ status: 302, location: '/' });
    expect((await person.ask(ME)).me.emailVerified).toBe(true);
  });

  it('takes an address once, whatever its capitals, and stores nothing of the second try', async () => {
    const email = address();
    await somebody().signUp(email, 'First', PASSWORD);
    const second = await somebody().auth('/sign-up/email', {
      email: email.toUpperCase(),
      name: 'Second',
      password: 'another long password',
    });
    expect(second.status).toBe(422);
    expect(await peopleWith(email)).toBe(1);
    expect((await mailbox(server)).filter(({ to }) => to.toLowerCase() === email)).toHaveLength(1);
    expect((await (await somebody().signIn(email, PASSWORD)).ask(ME)).me.name).toBe('First');
    expect((await somebody().auth('/sign-in/email', { email, password: 'another long password' })).status).toBe(401);
  });

  it('takes an address once also when people race for it, and the log does not name it', async () => {
    const email = address();
    const console = [vi.spyOn(globalThis.console, 'error'), vi.spyOn(globalThis.console, 'warn')];
    const tries = await Promise.all(
      [1, 2, 3, 4].map(() => somebody().auth('/sign-up/email', { email, name: 'Racer', password: PASSWORD })),
    );
    expect(tries.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await peopleWith(email)).toBe(1);
    expect(
      inspect(
        console.map((spy) => spy.mock.calls),
        { depth: 9 },
      ),
    ).not.toContain(email);
    for (const spy of console) spy.mockRestore();
  });

  it.each([
    ['a short password', { password: 'short' }],
    ['no address', { email: 'nobody' }],
    ['an address with a line break', { email: 'a@example.test\r\nBcc: b@example.test' }],
    ['no name', { name: ' \n ' }],
    ['a name that is an advertisement', { name: 'Win now https://example.test' }],
    ['a name without end', { name: 'n'.repeat(5000) }],
  ])('refuses %s and stores nothing', async (_what, wrong) => {
    const email = address();
    const response = await somebody().auth('/sign-up/email', { email, name: 'Somebody', password: PASSWORD, ...wrong });
    expect(response.status).toBe(400);
    expect(await peopleWith(email)).toBe(0);
  });

  it('keeps a name to one line, because it stands in mails', async () => {
    const person = await somebody().signUp(address(), 'Ada\r\n\r\nDear\u0000 customer');
    expect((await person.ask(ME)).me.name).toBe('Ada Dear customer');
  });

  it('makes nobody staff who says so', async () => {
    const email = address();
    const person = somebody();
    await person.auth('/sign-up/email', { email, name: 'Somebody', password: PASSWORD, isStaff: true, emailVerified: true, role: 'admin' });
    expect((await person.ask(ME)).me).toMatchObject({ isStaff: false, emailVerified: false });
  });
});

describe('signing in', () => {
  it('answers a wrong password and an unknown address alike', async () => {
    const email = address();
    await somebody().signUp(email);
    const wrong = await code(await somebody().auth('/sign-in/email', { email, password: 'not my password' }));
    const unknown = await code(await somebody().auth('/sign-in/email', { email: address(), password: 'not my password' }));
    expect(wrong).toEqual([401, 'INVALID_EMAIL_OR_PASSWORD']);
    expect(unknown).toEqual(wrong);
  });

  it('does not believe a cookie that it did not sign', async () => {
    const person = await somebody().signUp(address());
    const stranger = somebody();
    const [name, value] = person.cookie.split('=') as [string, string];
    stranger.cookie = `${name}=${value.replace(/\.[^.]*$/, '.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA%3D')}`;
    expect(await stranger.ask(ME)).toEqual({ me: null });
  });

  it('is refused to another site, cookie or not', async () => {
    const email = address();
    const person = await somebody().signUp(email);
    const elsewhere = (path: string, headers: Record<string, string>): Promise<Response> =>
      fetch(`${server.url}/api/auth${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ email, password: PASSWORD }),
      });
    expect((await elsewhere('/sign-in/email', { origin: 'https://elsewhere.test' })).status).toBe(403);
    expect((await elsewhere('/sign-out', { origin: 'https://elsewhere.test', cookie: person.cookie })).status).toBe(403);
    expect((await elsewhere('/sign-out', { origin: 'null', cookie: person.cookie })).status).toBe(403);
    expect((await person.ask(ME)).me.email).toBe(email);
  });

  it('slows guessing down outside the demo', async () => {
    const guarded = await startTestServer({ DEMO: 'off' });
    try {
      const email = address();
      await new TestClient(guarded.url).signUp(email);
      const guess = (): Promise<Response> => new TestClient(guarded.url).auth('/sign-in/email', { email, password: 'not my password' });
      const answers: number[] = [];
      for (let tries = 0; tries < 7; tries++) answers.push((await guess()).status);
      expect(answers).toEqual([401, 401, 401, 401, 401, 429, 429]);
    } finally {
      await guarded.close();
    }
  });
});

describe('signing out', () => {
  it('ends the session, not only the cookie, and leaves the other sessions', async () => {
    const email = address();
    const person = await somebody().signUp(email);
    const { cookie } = person;
    const other = await somebody().signIn(email);
    expect((await person.auth('/sign-out')).status).toBe(200);
    person.cookie = cookie;
    expect(await person.ask(ME)).toEqual({ me: null });
    expect((await other.ask(ME)).me.email).toBe(email);
  });

  it('ends what the person watches live', async () => {
    const email = address();
    const person = await somebody().signUp(email);
    await makeStaff(server.services, email);
    const stream = person.subscribe('subscription { programmeActivity { kind } }');
    await stream.begun(somethingHappens);
    await person.auth('/sign-out');
    expect(await stream.end).toBeUndefined();
    await person.close();
  });
});

describe('a forgotten password', () => {
  const ask = (email: string, redirectTo = '/reset-password'): Promise<Response> =>
    somebody().auth('/request-password-reset', { email, redirectTo });

  it('is replaced by the link of a mail, once, and ends the old sessions and what they watch', async () => {
    const email = address();
    const thief = await somebody().signUp(email);
    await makeStaff(server.services, email);
    const stream = thief.subscribe('subscription { programmeActivity { kind } }');
    await stream.begun(somethingHappens);
    await ask(email);
    const { location } = await open(server, linkIn(await newestMailTo(server, email)));
    const token = new URL(location!, server.url).searchParams.get('token');
    const reset = (newPassword: string): Promise<Response> => somebody().auth('/reset-password', { newPassword, token });
    expect((await reset('short')).status).toBe(400);
    expect((await reset('my new long password')).status).toBe(200);
    expect(await thief.ask(ME)).toEqual({ me: null });
    expect(await stream.end).toBeUndefined();
    expect((await reset('yet another password')).status).toBe(400);
    expect((await somebody().auth('/sign-in/email', { email, password: PASSWORD })).status).toBe(401);
    await somebody().signIn(email, 'my new long password');
    await thief.close();
  });

  it('answers alike for an address that nobody has, and mails nobody', async () => {
    const email = address();
    await somebody().signUp(email);
    const [known, unknown] = [await ask(email), await ask('nobody@example.test')];
    expect([unknown.status, await unknown.json()]).toEqual([known.status, await known.json()]);
    expect((await mailbox(server)).some(({ to }) => to === 'nobody@example.test')).toBe(false);
  });

  it('never hands its token to another site', async () => {
    const email = address();
    await somebody().signUp(email);
    for (const elsewhere of ['https://elsewhere.test/collect', '//elsewhere.test/collect', '/\\elsewhere.test']) {
      expect((await ask(email, elsewhere)).status).toBe(403);
    }
    await ask(email);
    const link = linkIn(await newestMailTo(server, email));
    const turned = await open(server, link.replace(/callbackURL=.*/, `callbackURL=${encodeURIComponent('https://elsewhere.test')}`));
    expect(turned.status).toBe(403);
  });
});

/** Something that staff see: an organisation joins. */
async function somethingHappens(): Promise<void> {
  const person = await somebody().signUp(address());
  const name = unique('Organisation ');
  await person.ask(
    `mutation ($name: String!) { createOrganisation(input: { name: $name, kind: ASSOCIATION, country: "TR", fields: ["ecology"] }) { id } }`,
    { name },
  );
}
