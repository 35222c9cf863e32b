import pg from 'pg';
import { inject } from 'vitest';
import { SEARCH_SCHEMA_SQL } from '@kopru/search/postgres/schema.sql';

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client(inject('postgresUrl'));
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Runs `work` on a connection of its own inside a transaction that is rolled back unless `work` ended it. */
export async function inTransaction(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<void>): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await work(client);
  } finally {
    await client.query('rollback');
    client.release();
  }
}

/** A database that holds the index alone, and a pool on it. */
export async function searchDatabase(): Promise<{ pool: pg.Pool; drop(): Promise<void> }> {
  const name = `search_${process.pid}_${Date.now()}_${Math.floor(Math.random() * 1e6)}`;
  await onServer(`create database ${name}`);
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${name}`;
  // A lock that should not be there is an error, not a test that hangs.
  const pool = new pg.Pool({ connectionString: url.href, max: 6, options: '-c lock_timeout=5s' });
  // A connection that the drop below cuts off has nobody to tell.
  pool.on('error', () => undefined);
  for (const statement of SEARCH_SCHEMA_SQL) await pool.query(statement);
  return {
    pool,
    drop: async () => {
      await pool.end();
      await onServer(`drop database ${name} with (force)`);
    },
  };
}
