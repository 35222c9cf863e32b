import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { PostgresSearch } from '@kopru/search/postgres/postgres-search';
import { SEARCH_SCHEMA_SQL } from '@kopru/search/postgres/schema.sql';
import { searchContract } from './contract.ts';

const database = `search_contract_${process.pid}_${Date.now()}`;
let pool: pg.Pool;

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client(inject('postgresUrl'));
  await client.connect();
  await client.query(statement);
  await client.end();
}

beforeAll(async () => {
  await onServer(`create database ${database}`);
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${database}`;
  pool = new pg.Pool({ connectionString: url.href, max: 4 });
  for (const statement of SEARCH_SCHEMA_SQL) await pool.query(statement);
});

afterAll(async () => {
  await pool.end();
  await onServer(`drop database ${database} with (force)`);
});

searchContract('PostgreSQL', async () => new PostgresSearch(pool));
