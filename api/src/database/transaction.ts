import type { EntityManager } from '@mikro-orm/postgresql';
import type pg from 'pg';
import type { DomainEvent } from '../live/events.ts';
import { statementName } from './statement-name.ts';

/** Rows by SQL: what a read model or another package's statement needs of a connection. `$1` placeholders. */
export interface SqlClient {
  query<Row = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<{ rows: Row[] }>;
}

/** One unit of work: entities through `em`, statements through `query` on the same connection, events handled with it. */
export interface Transaction extends SqlClient {
  readonly em: EntityManager;
  /**
   * Sends a statement now, in its place among the others, and waits for no answer: that comes with the commit's, and its failure is the
   * transaction's. `receive` is given its rows before anybody hears of the commit.
   */
  send<Row = Record<string, unknown>>(text: string, values: readonly unknown[], receive?: (rows: Row[]) => void): void;
  /** Records what happened: handlers run now, inside the transaction; subscribers hear of it after commit. */
  emit(event: DomainEvent): Promise<void>;
  /** Wakes a topic's listeners after the commit: for what concerns those who watch only, and is no news of the programme. */
  announce(topic: string, payload: unknown): void;
}

export type EventHandler = (event: DomainEvent, tx: Transaction) => Promise<void> | void;

/** A commit on its way, and what was asked behind it. */
export interface Ending<Answer> {
  /** Fails when PostgreSQL answered by rolling back, because a statement had failed. */
  readonly committed: Promise<void>;
  readonly answer: Promise<Answer>;
}

/**
 * A transaction on a connection that sends the next statement before the last one is answered (`pipelining-client.ts`): `begin` travels with
 * the first statement, and what was only sent travels with the commit.
 */
export class PipelinedTransaction implements Transaction {
  readonly events: DomainEvent[] = [];
  readonly announcements: [topic: string, payload: unknown][] = [];
  private readonly sent: Promise<unknown>[] = [];
  private entities: EntityManager | undefined;
  private over = false;

  constructor(
    private readonly client: pg.ClientBase,
    private readonly makeEntityManager: () => EntityManager,
    private readonly handlers: readonly EventHandler[],
  ) {
    this.wait(client.query('begin'));
  }

  /** Made when the first entity is asked for: many commands need none. */
  get em(): EntityManager {
    if (!this.entities) {
      this.entities = this.makeEntityManager();
      this.entities.setTransactionContext(forEntities((text) => this.ask({ text })));
    }
    return this.entities;
  }

  async query<Row = Record<string, unknown>>(text: string, values: readonly unknown[] = []): Promise<{ rows: Row[] }> {
    const { rows } = await this.ask(values.length > 0 ? { text, values: [...values], name: statementName(text) } : { text });
    return { rows: rows as Row[] };
  }

  send<Row = Record<string, unknown>>(text: string, values: readonly unknown[], receive?: (rows: Row[]) => void): void {
    const answer = this.query<Row>(text, values);
    this.wait(receive ? answer.then(({ rows }) => receive(rows)) : answer);
  }

  async emit(event: DomainEvent): Promise<void> {
    await this.entities?.flush();
    for (const handle of this.handlers) await handle(event, this);
    this.events.push(event);
  }

  announce(topic: string, payload: unknown): void {
    this.announcements.push([topic, payload]);
  }

  /** Sends the commit, and behind it the one statement of `read`. */
  async end<Answer>(read: (client: SqlClient) => Promise<Answer>): Promise<Ending<Answer>> {
    await this.entities?.flush();
    const commit = this.client.query('commit');
    const answer = read(this);
    this.over = true;
    return { committed: this.outcome(commit, answer), answer };
  }

  /** Takes everything back. Answers why: what was only sent may have failed before that which was noticed. */
  async rollback(noticed: unknown): Promise<unknown> {
    this.over = true;
    await this.client.query('rollback');
    const first = (await Promise.allSettled(this.sent)).find((answer) => answer.status === 'rejected');
    return first ? first.reason : noticed;
  }

  private async outcome(commit: Promise<pg.QueryResult>, answer: Promise<unknown>): Promise<void> {
    const [ending] = await Promise.allSettled([commit, answer, ...this.sent]);
    if (ending.status === 'rejected') throw ending.reason;
    if (ending.value.command !== 'COMMIT') throw new Error('The transaction was rolled back: a statement of it had failed.');
  }

  private ask(statement: pg.QueryConfig): Promise<pg.QueryResult> {
    if (this.over) throw new Error('The transaction has ended.');
    return this.client.query(statement);
  }

  private wait(answer: Promise<unknown>): void {
    answer.catch(() => undefined);
    this.sent.push(answer);
  }
}

type Context = Parameters<EntityManager['setTransactionContext']>[0];

/** The one thing that MikroORM asks of a transaction of Kysely's: to run a statement, whose values stand in its text. */
function forEntities(ask: (text: string) => Promise<pg.QueryResult>): Context {
  const executeQuery = async ({ sql }: { sql: string }) => {
    const { command, rowCount, rows } = await ask(sql);
    return { rows, ...(command === 'SELECT' ? {} : { numAffectedRows: BigInt(rowCount ?? 0) }) };
  };
  return { executeQuery } as unknown as Context;
}
