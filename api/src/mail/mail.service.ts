import { createTransport, type Transporter } from 'nodemailer';
import type { Database, SqlClient } from '../database/database.ts';

/** Plain text mail; `to` is one address. */
export interface Mail {
  to: string;
  subject: string;
  text: string;
  /** Headers beside the usual ones, such as List-Unsubscribe. */
  headers?: Readonly<Record<string, string>>;
}

export interface StoredMail extends Mail {
  at: Date;
}

interface WaitingMail {
  id: string;
  recipient: string;
  subject: string;
  text: string;
  headers: Readonly<Record<string, string>> | null;
}

const BATCH = 20;
const MAX_ATTEMPTS = 8;

/**
 * Mail leaves through a table: written in the transaction that causes it, sent after commit, tried again until it works.
 * Without SMTP the table is the demo's mailbox.
 */
export class MailService {
  private readonly transport: Transporter | null;
  private readonly wake: Set<() => void> = new Set();

  constructor(
    private readonly db: Database,
    smtpUrl: string | undefined,
    private readonly from: string,
  ) {
    this.transport = smtpUrl ? createTransport(smtpUrl) : null;
  }

  get goesToMailbox(): boolean {
    return this.transport === null;
  }

  /** Queues a mail on the caller's transaction (or on the pool, when nothing else changes with it). */
  async send(client: SqlClient, mail: Mail): Promise<void> {
    const headers = mail.headers ? JSON.stringify(mail.headers) : null;
    await client.query('insert into mail_message (recipient, subject, text, headers) values ($1, $2, $3, $4::jsonb)', [
      mail.to,
      mail.subject,
      mail.text,
      headers,
    ]);
    for (const wake of this.wake) wake();
  }

  /** Called when a mail was queued, maybe before its commit: the sender looks again soon. */
  onQueued(wake: () => void): void {
    this.wake.add(wake);
  }

  /** Sends what waits; answers how many left. Several processes may call it at once. */
  async sendWaiting(): Promise<number> {
    if (!this.transport) return 0;
    let sent = 0;
    for (;;) {
      const done = await this.sendOne();
      if (!done || ++sent >= BATCH) return sent;
    }
  }

  private async sendOne(): Promise<boolean> {
    const client = await this.db.pool.connect();
    try {
      await client.query('begin');
      const { rows } = await client.query<WaitingMail>(
        `select id, recipient, subject, text, headers from mail_message
         where sent_at is null and attempts < $1 and at + make_interval(secs => least(3600, (2 ^ attempts)::int * 15 - 15)) <= now()
         order by at limit 1 for update skip locked`,
        [MAX_ATTEMPTS],
      );
      const mail = rows[0];
      if (mail) {
        const failure = await this.deliver(mail);
        await client.query(
          'update mail_message set attempts = attempts + 1, sent_at = case when $2::text is null then now() end, last_error = $2 where id = $1',
          [mail.id, failure],
        );
      }
      await client.query('commit');
      return mail !== undefined;
    } catch (error) {
      await client.query('rollback').catch(() => undefined);
      throw error;
    } finally {
      client.release();
    }
  }

  private async deliver({ recipient, subject, text, headers }: WaitingMail): Promise<string | null> {
    try {
      await this.transport?.sendMail({ from: this.from, to: recipient, subject, text, ...(headers && { headers: { ...headers } }) });
      return null;
    } catch (error) {
      return error instanceof Error ? error.message.slice(0, 300) : 'unknown';
    }
  }

  /** The demo's mailbox, newest first. */
  async mailbox(limit = 200): Promise<StoredMail[]> {
    const { rows } = await this.db.query<StoredMail>(
      'select recipient as "to", subject, text, headers, at from mail_message order by id desc limit $1',
      [limit],
    );
    return rows;
  }

  /** Old mail holds names and links; it goes after 30 days. */
  async forgetOld(): Promise<void> {
    await this.db.query(`delete from mail_message where at < now() - interval '30 days'`);
  }
}
