import pg from 'pg';
import { expect, inject, it } from 'vitest';
import { openDatabase } from '@kopru/api/database/orm';
import { withoutValues } from '@kopru/api/server/fault-log';

const url = inject('postgresUrl');

it('says where the database failed, and nothing of what was in the statement', async () => {
  const client = new pg.Client(url);
  await client.connect();
  await client.query('create temp table person (email text primary key, age int)');
  await client.query("insert into person values ('ayse@example.org', 1)");
  const failures = await Promise.all(
    [
      ['insert into person values ($1)', 'ayse@example.org'],
      ['insert into person (age) values ($1)', 'ayse@example.org'],
    ].map(([text = '', value]) => client.query(text, [value]).catch((error: unknown) => error)),
  );
  await client.end();
  const logged = failures.map((error) => withoutValues(error));
  expect(logged).toMatchObject([{ type: 'DatabaseError', code: '23505', table: 'person', constraint: 'person_pkey' }, { code: '22P02' }]);
  expect(JSON.stringify(logged)).not.toContain('ayse');
});

it('says nothing of the values in what the ORM makes of it', async () => {
  const database = await openDatabase(url, [], 1);
  const failure: unknown = await database.orm.em
    .getConnection()
    .execute('select * from nowhere where email = ?', ['ayse@example.org'])
    .catch((error: unknown) => error);
  await database.close();
  expect(failure).toBeInstanceOf(Error);
  expect(String(failure)).toContain('nowhere');
  const logged = withoutValues(new Error('outer', { cause: failure }));
  expect(JSON.stringify(logged)).not.toMatch(/ayse|nowhere/);
});

it('keeps the message, place and cause of other faults', () => {
  const fault = withoutValues(
    new TypeError('x is not a function', { cause: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }) }),
  );
  expect(fault).toMatchObject({ type: 'TypeError', cause: { code: 'ECONNREFUSED', message: 'refused' } });
  expect(withoutValues('ayse@example.org')).toEqual({ type: 'string', stack: [] });
  expect(fault.stack[0]).toMatch(/fault-log\.spec\.ts/);
});
