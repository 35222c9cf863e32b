import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import type pg from 'pg';
import type { DomainEvent } from '../live/events.ts';
import { statementName } from './statement-name.ts';
import { PipelinedTransaction, type Ending, type EventHandler, type SqlClient, type Transaction } from './transaction.ts';

export type { SqlClient, Transaction } from './transaction.ts';

type CommitListener = (events: readonly DomainEvent[]) => void;
type Announcer = (topic: string, payload: unknown) => void;

/** PostgreSQL, in two ways: entities with a unit of work for commands, prepared statements on a pool for reads. */
export class Database implements SqlClient {
  private readonly handlers: EventHandler[] = [];
  private readonly listeners: CommitListener[] = [];
  private readonly announcers: Announcer[] = [];

  constructor(
    readonly orm: MikroORM,
    readonly pool: pg.Pool,
    /** Connections for transactions: whoever is inside one and reads outside it must not wait for itself. */
    private readonly writers: pg.Pool,
  ) {}

  /** A read outside any transaction. Statements are prepared per connection under their own text. */
  async query<Row = Record<string, unknown>>(text: string, values: readonly unknown[] = []): Promise<{ rows: Row[] }> {
    const result = await this.pool.query({ text, values: [...values], name: statementName(text) });
    return { rows: result.rows as Row[] };
  }

  /** The same for a text that was put together for its values: planned for them, and not kept. */
  async queryOnce<Row = Record<string, unknown>>(text: string, values: readonly unknown[] = []): Promise<{ rows: Row[] }> {
    const result = await this.pool.query({ text, values: [...values] });
    return { rows: result.rows as Row[] };
  }

  /** Registers what must happen in the same transaction as an event (activity row, index mark, mail). */
  onEvent(handler: EventHandler): void {
    this.handlers.push(handler);
  }

  /** Registers who hears of events once they are committed. */
  onCommit(listener: CommitListener): void {
    this.listeners.push(listener);
  }

  /** Is given what `announce` was, once it is committed. */
  onAnnounce(announcer: Announcer): void {
    this.announcers.push(announcer);
  }

  /** Runs `work` in one transaction; its events reach the listeners only after the commit. */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.transactionThenRead(work, async (_client, made) => made);
  }

  /** The same, and answers what the one statement of `read` finds right after the commit, in the same trip to the database. */
  async transactionThenRead<T, Answer>(
    work: (tx: Transaction) => Promise<T>,
    read: (client: SqlClient, made: T) => Promise<Answer>,
  ): Promise<Answer> {
    const client = await this.writers.connect();
    const tx = new PipelinedTransaction(client, () => this.orm.em.fork() as EntityManager, this.handlers);
    let ending: Ending<Answer>;
    try {
      const made = await work(tx);
      ending = await tx.end((after) => read(after, made));
      await ending.committed;
    } catch (error) {
      throw await undone(client, tx, error);
    }
    client.release();
    this.tell(tx);
    return ending.answer;
  }

  private tell({ events, announcements }: PipelinedTransaction): void {
    if (events.length > 0) for (const listener of this.listeners) listener(events);
    for (const announcement of announcements) for (const announce of this.announcers) announce(...announcement);
  }

  async close(): Promise<void> {
    await this.orm.close(true);
    await Promise.all([this.pool.end(), this.writers.end()]);
  }
}

/** Why a transaction failed, once it is taken back. A connection on which not even that succeeds is not used again. */
async function undone(client: pg.PoolClient, tx: PipelinedTransaction, noticed: unknown): Promise<unknown> {
  try {
    const reason = await tx.rollback(noticed);
    client.release();
    return reason;
  } catch {
    client.release(true);
    return noticed;
  }
}
