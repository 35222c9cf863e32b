import type { Database } from '@kopru/api/database/database';
import { openDatabase } from '@kopru/api/database/orm';
import type { DomainEvent } from '@kopru/api/live/events';
import { ENTITIES } from '@kopru/api/rooms';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freshDatabase } from '../support/database.ts';

const INSERT = 'insert into note (id) values ($1)';
const something: DomainEvent = { kind: 'SOMETHING_HAPPENED', template: 'Something happened.', organisationIds: [] };

let db: Database;
let heard: string[];
let end: () => Promise<void>;

beforeAll(async () => {
  const fresh = await freshDatabase();
  db = await openDatabase(fresh.url, ENTITIES, 1);
  end = async () => {
    await db.close();
    await fresh.drop();
  };
  await db.query('create table note (id int primary key, text text)');
  db.onCommit((events) => heard.push(...events.map(({ kind }) => kind)));
});
afterAll(() => end());
beforeEach(async () => {
  heard = [];
  await db.query('delete from note');
});

async function notes(): Promise<number[]> {
  const { rows } = await db.query<{ id: number }>('select id from note order by id');
  return rows.map(({ id }) => id);
}

describe('a transaction', () => {
  it('keeps all of its statements, waited for or only sent, in their order', async () => {
    const order: unknown[] = [];
    await db.transaction(async (tx) => {
      tx.send(`${INSERT} returning id`, [1], (rows) => order.push(rows));
      const { rows } = await tx.query('select id from note');
      order.push(rows);
      tx.send('update note set text = $1', ['seen by nobody yet']);
      await tx.emit(something);
    });
    expect(order).toEqual([[{ id: 1 }], [{ id: 1 }]]);
    expect((await db.query('select id, text from note')).rows).toEqual([{ id: 1, text: 'seen by nobody yet' }]);
    expect(heard).toEqual(['SOMETHING_HAPPENED']);
  });

  it('fails with what was only sent, and nobody hears of it', async () => {
    const failing = db.transaction(async (tx) => {
      tx.send(INSERT, [1]);
      tx.send(INSERT, [1]);
      await tx.emit(something);
    });
    await expect(failing).rejects.toMatchObject({ code: '23505', table: 'note' });
    expect([await notes(), heard]).toEqual([[], []]);
  });

  it('names the first failure, not that of the statement which noticed it', async () => {
    const failing = db.transaction(async (tx) => {
      tx.send('insert into note (id) values ($1), ($1)', [1]);
      await tx.query(INSERT, [2]);
    });
    await expect(failing).rejects.toMatchObject({ code: '23505' });
    expect(await notes()).toEqual([]);
  });

  it('does not take for a commit what PostgreSQL rolled back, although the failure was caught', async () => {
    const failing = db.transaction(async (tx) => {
      await tx.query(INSERT, [1]);
      await tx.query(INSERT, [1]).catch(() => undefined);
    });
    await expect(failing).rejects.toThrow('rolled back');
    expect(await notes()).toEqual([]);
  });

  it('gives its connection back after every failure, and takes no statement when it is over', async () => {
    let kept: { query(text: string): Promise<unknown> } | undefined;
    for (let n = 0; n < 3; n += 1) {
      const failing = db.transaction(async (tx) => {
        kept = tx;
        tx.send(INSERT, [n]);
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
    }
    await expect(kept!.query('select 1')).rejects.toThrow('has ended');
    expect(await notes()).toEqual([]);
    await db.transaction((tx) => tx.query(INSERT, [1]));
    expect(await notes()).toEqual([1]);
  });
});

describe('a transaction with a reading after it', () => {
  it('answers what was committed', async () => {
    const read = await db.transactionThenRead(
      async (tx) => (tx.send(INSERT, [7]), 7),
      (client, id) => client.query('select id from note where id = $1', [id]),
    );
    expect(read.rows).toEqual([{ id: 7 }]);
  });

  it('stays committed and is told when the reading fails', async () => {
    const failing = db.transactionThenRead(
      async (tx) => {
        tx.send(INSERT, [8]);
        await tx.emit(something);
      },
      (client) => client.query('select nothing from note'),
    );
    await expect(failing).rejects.toMatchObject({ code: '42703' });
    expect([await notes(), heard]).toEqual([[8], ['SOMETHING_HAPPENED']]);
  });

  it('reads nothing of what failed', async () => {
    const failing = db.transactionThenRead(
      async (tx) => (tx.send(INSERT, [1]), tx.send(INSERT, [1])),
      (client) => client.query('select id from note'),
    );
    await expect(failing).rejects.toMatchObject({ code: '23505' });
  });
});
