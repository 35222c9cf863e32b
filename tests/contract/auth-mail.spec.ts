import { request } from 'node:http';
import { networkInterfaces } from 'node:os';
import { SMTPServer } from 'smtp-server';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestClient } from '../support/client.ts';
import { mailbox, statusWith } from '../support/mailbox.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { newInhabitant, unique } from '../support/world.ts';

const PAGES = ['/dev/mail', '/dev/mail.json'];

describe('without SMTP', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  it('keeps mail in a mailbox, newest first, as JSON and as a page', async () => {
    for (const name of ['First', 'Second']) await new TestClient(server.url).signUp(`${unique('person')}@example.test`, name);
    const mails = await mailbox(server);
    expect(mails.map(({ text }) => text.split('\n')[0])).toEqual(['Hello Second,', 'Hello First,']);
    expect(Object.keys(mails[0]!).sort()).toEqual(['at', 'subject', 'text', 'to']);
    const page = await (await fetch(`${server.url}/dev/mail`)).text();
    expect(page.indexOf('Hello Second')).toBeGreaterThan(0);
    expect(page.indexOf('Hello Second')).toBeLessThan(page.indexOf('Hello First'));
  });

  it('names the address that people really reach', async () => {
    await new TestClient(server.url).signUp(`${unique('person')}@example.test`);
    expect((await mailbox(server))[0]!.text).toContain(`http://localhost:${new URL(server.url).port}/api/auth/verify-email?`);
  });

  it('shows a name as text, whatever it holds', async () => {
    await new TestClient(server.url).signUp(`${unique('person')}@example.test`, '<img src=x onerror=alert(1)>');
    expect(await (await fetch(`${server.url}/dev/mail`)).text()).not.toContain('<img');
  });

  it.each([
    ['passed on by a proxy', { 'x-forwarded-for': '203.0.113.7' }],
    ['passed on by a proxy that names itself only', { via: '1.1 proxy' }],
    ['passed on by a proxy of the newer kind', { forwarded: 'for=203.0.113.7' }],
    ['called by another name', { host: 'kopru.example.org' }],
    ['called by a name that a stranger points at this machine', { host: 'localhost.example.org:3000' }],
  ])('does not show the mailbox when %s', async (_how, headers) => {
    for (const page of PAGES) expect(await statusWith(server, page, headers)).toBe(404);
  });

  it('shows it by every name of this machine itself', async () => {
    for (const host of ['localhost', 'localhost:3000', '127.0.0.1:3000', '[::1]:3000'])
      expect(await statusWith(server, '/dev/mail.json', { host })).toBe(200);
  });

  it('does not show the mailbox to another machine', async () => {
    const outside = Object.values(networkInterfaces())
      .flat()
      .find((face) => face?.family === 'IPv4' && !face.internal)?.address;
    if (!outside) return;
    const open = await startTestServer({ HOST: '0.0.0.0' });
    try {
      const port = Number(new URL(open.url).port);
      const status = await new Promise<number>((resolve, reject) => {
        request(
          { host: outside, localAddress: outside, port, path: '/dev/mail.json', headers: { host: `localhost:${port}` } },
          (response) => {
            response.resume();
            resolve(response.statusCode ?? 0);
          },
        )
          .on('error', reject)
          .end();
      });
      expect(status).toBe(404);
    } finally {
      await open.close();
    }
  });
});

describe('with SMTP', () => {
  interface Caught {
    from: string;
    to: string[];
    raw: string;
  }
  let catcher: SMTPServer;
  let server: TestServer;
  let refuseNext = false;
  const caught: Caught[] = [];
  let wake: (() => void) | undefined;

  /** Waits for the mail that fits; the test's own timeout ends it. */
  const mailTo = async (address: string): Promise<Caught> => {
    for (;;) {
      const found = caught.find(({ to }) => to.includes(address));
      if (found) return found;
      await new Promise<void>((resolve) => (wake = resolve));
    }
  };

  beforeAll(async () => {
    catcher = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      onRcptTo: (_address, _session, done) => {
        done(refuseNext ? new Error('Try again later') : null);
        refuseNext = false;
      },
      onData: (stream, { envelope }, done) => {
        const parts: Buffer[] = [];
        stream.on('data', (part: Buffer) => parts.push(part));
        stream.on('end', () => {
          const from = envelope.mailFrom ? envelope.mailFrom.address : '';
          caught.push({ from, to: envelope.rcptTo.map(({ address }) => address), raw: Buffer.concat(parts).toString('utf8') });
          done();
          wake?.();
        });
      },
    });
    await new Promise<void>((resolve) => catcher.listen(0, '127.0.0.1', resolve));
    const { port } = catcher.server.address() as AddressInfo;
    server = await startTestServer({ SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: 'Köprü <kopru@example.org>' });
  });
  afterAll(async () => {
    await server.close();
    await new Promise<void>((resolve) => catcher.close(resolve));
  });

  it('sends mail there, from the configured address', async () => {
    const email = `${unique('person')}@example.test`;
    await new TestClient(server.url).signUp(email, 'Ada');
    const mail = await mailTo(email);
    expect(mail.from).toBe('kopru@example.org');
    expect(mail.to).toEqual([email]);
    expect(mail.raw).toContain('verify-email');
  });

  it('sends mail that a transaction caused only when the transaction stands', async () => {
    const { client, organisationId } = await newInhabitant(server);
    const invite = `mutation ($id: ID!, $email: String!) { inviteRepresentative(organisationId: $id, email: $email) { id } }`;
    const [refused, invited] = [`${unique('person')}@example.test`, `${unique('person')}@example.test`];
    await client.ask(invite, { id: organisationId, email: invited });
    expect(await client.refused(invite, { id: organisationId, email: refused })).toBe('RULE_BROKEN');
    expect((await mailTo(invited)).raw).toContain('/join/');
    expect(caught.some(({ to }) => to.includes(refused))).toBe(false);
  });

  it('keeps a mail that was refused, to try again later', async () => {
    refuseNext = true;
    const email = `${unique('person')}@example.test`;
    await new TestClient(server.url).signUp(email, 'Ada');
    const row = async (): Promise<{ attempts: number; sent: boolean; error: string | null }> => {
      const { rows } = await server.services.db.query<{ attempts: number; sent: boolean; error: string | null }>(
        'select attempts, sent_at is not null as sent, last_error as error from mail_message where recipient = $1',
        [email],
      );
      return rows[0]!;
    };
    await expect.poll(row, { timeout: 10_000 }).toMatchObject({ attempts: 1, sent: false, error: expect.any(String) });
    await server.services.db.query(`update mail_message set at = at - interval '1 hour' where recipient = $1`, [email]);
    await server.services.mail.sendWaiting();
    expect(await row()).toMatchObject({ attempts: 2, sent: true });
    expect((await mailTo(email)).to).toEqual([email]);
  });

  it('has no mailbox page, not even for this machine', async () => {
    for (const page of PAGES) expect(await statusWith(server, page, { host: 'localhost' })).toBe(404);
  });
});
