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

/** A database that holds the index alone, and a pool on it. */
export async function searchDatabase(): Promise<{ pool: pg.Pool; drop(): Promise<void> }> {
  const name = `search_${process.pid}_${Date.now()}_${Math.floor(Math.random() * 1e6)}`;
  await onServer(`create database ${name}`);
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${name}`;
  const pool = new pg.Pool({ connectionString: url.href, max: 6 });
  for (const statement of SEARCH_SCHEMA_SQL) await pool.query(statement);
  return {
    pool,
    drop: async () => {
      await pool.end();
      await onServer(`drop database ${name} with (force)`);
    },
  };
}
