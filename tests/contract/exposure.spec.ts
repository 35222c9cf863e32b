import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '@kopru/api/database/orm';
import type { Database } from '@kopru/api/database/database';
import { ENTITIES } from '@kopru/api/rooms';
import { columnsOf } from '@kopru/api/schema/columns.reads';
import { exposurePage, exposureProblems } from '@kopru/api/schema/exposure';
import { buildApiSchema } from '@kopru/api/schema/schema';
import { freshDatabase } from '../support/database.ts';

let db: Database;
let drop: () => Promise<void>;

beforeAll(async () => {
  const database = await freshDatabase();
  drop = database.drop;
  db = await openDatabase(database.url, ENTITIES, 2);
});
afterAll(async () => {
  await db.close();
  await drop();
});

it('says of every column who sees it', async () => {
  expect(exposureProblems(buildApiSchema(), await columnsOf(db))).toEqual([]);
});

it('notices a column nobody spoke for', async () => {
  await db.pool.query('alter table organisation add column bank_account text');
  const columns = await columnsOf(db);
  expect(exposureProblems(buildApiSchema(), columns)).toEqual([expect.stringMatching(/^organisation\.bank_account is not spoken for/)]);
  expect(exposurePage(buildApiSchema(), columns)).toContain('| `bank_account` | **nobody spoke for it** |');
  await db.pool.query('alter table organisation drop column bank_account');
});
