import { request } from 'node:http';

/** A mail as `/dev/mail.json` shows it. */
export interface MailboxMail {
  to: string;
  subject: string;
  text: string;
  at: string;
}

interface Server {
  readonly url: string;
}

/** The demo mailbox, newest first. */
export async function mailbox(server: Server): Promise<MailboxMail[]> {
  const response = await fetch(`${server.url}/dev/mail.json`);
  if (!response.ok) throw new Error(`The mailbox answers ${response.status}`);
  return (await response.json()) as MailboxMail[];
}

/** The newest mail to an address; throws when there is none. */
export async function newestMailTo(server: Server, address: string): Promise<MailboxMail> {
  const mail = (await mailbox(server)).find(({ to }) => to === address);
  if (!mail) throw new Error(`No mail to ${address}`);
  return mail;
}

/** Path and query of the first link in a mail. */
export function linkIn(mail: { text: string }): string {
  const link = /https?:\/\/\S+/.exec(mail.text)?.[0];
  if (!link) throw new Error(`No link in: ${mail.text}`);
  const { pathname, search } = new URL(link);
  return pathname + search;
}

/** Follows no redirect: answers where it leads to. */
export async function open(server: Server, path: string): Promise<{ status: number; location: string | null }> {
  const response = await fetch(server.url + path, { redirect: 'manual' });
  return { status: response.status, location: response.headers.get('location') };
}

/** Status of a GET with headers that `fetch` would not send, such as another Host. */
export function statusWith(server: Server, path: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    request(server.url + path, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}
