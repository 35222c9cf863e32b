import type { MikroORM } from '@mikro-orm/postgresql';
import { type EntityManager } from '@mikro-orm/postgresql';
import { CompiledQuery, type Kysely } from 'kysely';
import type pg from 'pg';
import type { DomainEvent } from '../live/events.ts';

/** Rows by SQL: what a read model or another package's statement needs of a connection. `$1` placeholders. */
export interface SqlClient {
  query<Row = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<{ rows: Row[] }>;
}

/** One unit of work: entities through `em`, statements through `query` on the same connection, events handled with it. */
export interface Transaction extends SqlClient {
  readonly em: EntityManager;
  /** Records what happened: handlers run now, inside the transaction; subscribers hear of it after commit. */
  emit(event: DomainEvent): Promise<void>;
  /** Wakes a topic's listeners after the commit: for what concerns those who watch only, and is no news of the programme. */
  announce(topic: string, payload: unknown): void;
}

type EventHandler = (event: DomainEvent, tx: Transaction) => Promise<void>;
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
  ) {}

  /** A read outside any transaction. Statements are prepared per connection under their own text. */
  async query<Row = Record<string, unknown>>(text: string, values: readonly unknown[] = []): Promise<{ rows: Row[] }> {
    const result = await this.pool.query({ text, values: [...values], name: statementName(text) });
    return { rows: result.rows as Row[] };
  }

  /** The same for a text that was put together for its values: planned for them, and not kept. */
  async queryOnce<Row = Record<string, unknown>>(text: string, values: readonly unknown[]): Promise<{ rows: Row[] }> {
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
  async transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const events: DomainEvent[] = [];
    const announcements: [topic: string, payload: unknown][] = [];
    const answer = await this.orm.em.fork().transactional(async (em) => {
      const tx: Transaction = {
        em: em as EntityManager,
        query: async <Row>(text: string, values: readonly unknown[] = []) => {
          const connection = em.getTransactionContext<Kysely<unknown>>();
          if (!connection) throw new Error('The transaction has ended.');
          const result = await connection.executeQuery<Row>(CompiledQuery.raw(text, [...values]));
          return { rows: result.rows };
        },
        emit: async (event) => {
          await em.flush();
          for (const handle of this.handlers) await handle(event, tx);
          events.push(event);
        },
        announce: (topic, payload) => void announcements.push([topic, payload]),
      };
      return work(tx);
    });
    if (events.length > 0) for (const listener of this.listeners) listener(events);
    for (const announcement of announcements) for (const announce of this.announcers) announce(...announcement);
    return answer;
  }

  async close(): Promise<void> {
    await this.orm.close(true);
    await this.pool.end();
  }
}

const names = new Map<string, string>();
/** The name to prepare a text under. Texts are constants of the code, so their number is bounded; what comes after the five hundredth is not prepared. */
export function statementName(text: string): string | undefined {
  let name = names.get(text);
  if (name === undefined) {
    if (names.size >= 500) return undefined;
    name = `s${names.size}`;
    names.set(text, name);
  }
  return name;
}
