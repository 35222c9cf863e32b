import { labelIn, type Labels } from '@kopru/schema/vocabulary';
import type { FastifyInstance } from 'fastify';
import type { Services } from '../services.ts';
import { fromThisMachine } from './this-machine.ts';

const escape = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const linked = (text: string): string => escape(text).replace(/https?:\/\/[^\s<]+/g, (url) => `<a href="${url}">${url}</a>`);

/** What the sign-in page of a demo shows. */
export interface DemoAccounts {
  readonly password: string;
  readonly accounts: readonly { readonly email: string; readonly text: Labels }[];
}

/** The demo's accounts, as far as the seed has made them: a database with other people's data never has them. */
export function serveDemoAccounts(app: FastifyInstance, services: Services, demo: DemoAccounts): void {
  app.get('/api/demo', async (request, reply) => {
    const emails = demo.accounts.map(({ email }) => email);
    const { rows } = await services.db.query<{ email: string }>('select email from auth."user" where email = any($1::text[])', [emails]);
    const accounts = demo.accounts
      .filter(({ email }) => rows.some((row) => row.email === email))
      .map(({ email, text }) => ({ email, text: labelIn(text, request.headers['accept-language']) }));
    if (accounts.length === 0) return reply.code(404).send({ error: 'Not found' });
    return reply.send({ demo: true, password: demo.password, accounts });
  });
}

/** The demo's mailbox: only while no SMTP is configured, only from this machine. */
export function serveDemo(app: FastifyInstance, services: Services): void {
  if (!services.mail.goesToMailbox) return;
  app.get('/dev/mail.json', async (request, reply) => {
    if (!fromThisMachine(request)) return reply.code(404).send({ error: 'Not found' });
    const mails = (await services.mail.mailbox()).map(({ to, subject, text, at }) => ({ to, subject, text, at }));
    return reply.header('cache-control', 'no-store').send(mails);
  });
  app.get('/dev/mail', async (request, reply) => {
    if (!fromThisMachine(request)) return reply.code(404).send({ error: 'Not found' });
    const mails = (await services.mail.mailbox()).map(
      (mail) =>
        `<article><h2>${escape(mail.subject)}</h2><p>${escape(mail.to)} · <time>${mail.at.toISOString()}</time></p><pre>${linked(mail.text)}</pre></article>`,
    );
    const page = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Demo mailbox</title>
<style>body{font:1rem/1.6 system-ui;max-width:46rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}pre{white-space:pre-wrap;font:inherit}article{margin:2rem 0}h2{font-size:1.1rem}</style>
<h1>Demo mailbox</h1><p>Mail that would be sent, newest first. Only this machine can read it.</p>${mails.join('') || '<p>Nothing yet.</p>'}</html>`;
    return reply.type('text/html').header('cache-control', 'no-store').send(page);
  });
}
