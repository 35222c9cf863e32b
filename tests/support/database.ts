import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { migrate, openDatabase } from '@kopru/api/database/orm';
import { ENTITIES } from '@kopru/api/rooms';

async function onServer<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(inject('postgresUrl'));
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function named(database: string): string {
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${database}`;
  return url.href;
}

const TEMPLATE = 'kopru_template';

/** Migrated once per run; every test database is a copy of it. */
async function template(): Promise<void> {
  await onServer(async (client) => {
    await client.query('select pg_advisory_lock(42)');
    const { rowCount } = await client.query('select from pg_database where datname = $1', [TEMPLATE]);
    if (rowCount) return;
    await client.query('drop database if exists kopru_draft');
    await client.query('create database kopru_draft');
    const database = await openDatabase(named('kopru_draft'), ENTITIES, 2);
    await migrate(database);
    await database.close();
    await client.query(`alter database kopru_draft rename to ${TEMPLATE}`);
  });
}

/** A migrated database of one's own; `drop` when done. */
export async function freshDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  await template();
  const name = `t_${randomBytes(8).toString('hex')}`;
  await onServer((client) => client.query(`create database ${name} template ${TEMPLATE}`));
  return {
    url: named(name),
    drop: async () => void (await onServer((client) => client.query(`drop database if exists ${name} with (force)`))),
  };
}
