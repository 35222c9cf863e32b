import { randomUUID } from 'node:crypto';
import type { Database } from '@kopru/api/database/database';
import { openDatabase } from '@kopru/api/database/orm';
import { DocumentGuard } from '@kopru/api/document/document.guard';
import { DocumentLog } from '@kopru/api/document/document.log';
import { COMPACT_FROM, compact, Compactor } from '@kopru/api/document/document.snapshot';
import { readTail, type StoredUpdate } from '@kopru/api/document/document.store';
import { ENTITIES } from '@kopru/api/rooms';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { freshDatabase } from '../support/database.ts';

let db: Database;
let ada: string;
let eve: string;
const endings: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  const fresh = await freshDatabase();
  db = await openDatabase(fresh.url, ENTITIES);
  endings.push(
    () => fresh.drop(),
    () => db.close(),
  );
  [ada, eve] = [await newPerson('ada'), await newPerson('eve')];
});
afterAll(async () => {
  for (const end of endings.reverse()) await end();
});

async function one(statement: string, values: unknown[] = []): Promise<string> {
  const { rows } = await db.query<{ id: string }>(statement, values);
  return rows[0]!.id;
}

const newPerson = (name: string): Promise<string> =>
  one(`insert into auth."user" (name, email, "emailVerified") values ($1, $2, true) returning id`, [name, `${name}@example.test`]);

async function newDocument(): Promise<string> {
  const call = await one(
    `insert into call (name, opens_at, deadline, original_deadline, time_zone, side_a, side_b, kinds)
     values ('c', now(), now() + interval '1 day', now(), 'Europe/Berlin', '{TR}', '{DE}', '{}') returning id`,
  );
  const partnership = await one('insert into partnership (call_id) values ($1) returning id', [call]);
  return one(`insert into document (partnership_id, kind, title) values ($1, 'NOTES', 'n') returning id`, [partnership]);
}

/** A process of its own, as far as the log is concerned. */
function newProcess(): { log: DocumentLog; guard: DocumentGuard; stored: StoredUpdate[] } {
  const guard = new DocumentGuard({ threads: 1 });
  endings.push(() => guard.close());
  const stored: StoredUpdate[] = [];
  return { log: new DocumentLog(db, guard, (_id, updates) => stored.push(...updates)), guard, stored };
}

function writer(clientId?: number): { doc: Y.Doc; text: Y.Text; updates: Uint8Array[] } {
  const doc = new Y.Doc();
  if (clientId) doc.clientID = clientId;
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  return { doc, text: doc.getText('t'), updates };
}

const append = (
  log: DocumentLog,
  documentId: string,
  update: Uint8Array,
  more: { operationId?: string; personId?: string; seenSequence?: number } = {},
) =>
  log.append({
    documentId,
    update,
    operationId: more.operationId ?? randomUUID(),
    personId: more.personId ?? ada,
    session: null,
    seenSequence: more.seenSequence ?? 0,
  });

async function textOf(log: DocumentLog, documentId: string): Promise<string> {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, (await log.read(documentId, 0)).update);
  return doc.getText('t').toString();
}

async function sequencesOf(documentId: string): Promise<number[]> {
  const { rows } = await db.query<{ sequence: number }>('select sequence from document_update where document_id = $1 order by sequence', [
    documentId,
  ]);
  return rows.map((row) => row.sequence);
}

const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

describe('one process', () => {
  it('stores what comes at once in order, in few commits, and tells of it after', async () => {
    const { log, stored } = newProcess();
    const documentId = await newDocument();
    const { text, updates } = writer();
    for (let letter = 0; letter < 200; letter += 1) text.insert(letter, 'x');
    const answers = await Promise.all(updates.map((update) => append(log, documentId, update)));
    expect(answers).toEqual(upTo(200));
    expect(stored.map(({ sequence }) => sequence)).toEqual(upTo(200));
    expect(await textOf(log, documentId)).toBe('x'.repeat(200));
    const { rows } = await db.query<{ commits: number }>(
      'select count(distinct at)::int as commits from document_update where document_id = $1',
      [documentId],
    );
    expect(rows[0]!.commits).toBeLessThan(20);
  });

  it('refuses the bad among the good without losing a good one', async () => {
    const { log } = newProcess();
    const documentId = await newDocument();
    const { text, updates } = writer();
    for (let letter = 0; letter < 10; letter += 1) text.insert(letter, 'x');
    const bad = new Uint8Array([1, 2, 3]);
    const mixed = updates.flatMap((update) => [update, bad]);
    const answers = await Promise.allSettled(mixed.map((update) => append(log, documentId, update)));
    expect(answers.map((answer) => answer.status)).toEqual(mixed.map((update) => (update === bad ? 'rejected' : 'fulfilled')));
    expect(await sequencesOf(documentId)).toEqual(upTo(10));
  });

  it('answers a document that does not exist', async () => {
    const { log } = newProcess();
    const { text, updates } = writer();
    text.insert(0, 'x');
    await expect(append(log, randomUUID(), updates[0]!)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(log.read(randomUUID(), 0)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('keeps a person’s client theirs, also for a process that starts later', async () => {
    const documentId = await newDocument();
    const { text, updates } = writer();
    text.insert(0, 'a');
    text.insert(1, 'b');
    await append(newProcess().log, documentId, updates[0]!);
    await expect(append(newProcess().log, documentId, updates[1]!, { personId: eve })).rejects.toMatchObject({ code: 'CONFLICT' });
    await append(newProcess().log, documentId, updates[1]!);
  });

  it('stores nothing of a batch whose commit fails, tells its senders, and goes on', async () => {
    const { log, stored } = newProcess();
    const documentId = await newDocument();
    const { text, updates } = writer();
    text.insert(0, 'a');
    text.insert(1, 'b');
    // Nobody of that id: the foreign key refuses the whole statement, after the update was tried and found good.
    const nobody = randomUUID();
    await expect(append(log, documentId, updates[0]!, { personId: nobody })).rejects.toThrow(/foreign key/);
    expect(await textOf(log, documentId)).toBe('');
    expect(stored).toEqual([]);
    expect(await append(log, documentId, updates[0]!)).toBe(1);
    expect(await append(log, documentId, updates[1]!)).toBe(2);
  });
});

describe('several processes on one document', () => {
  it('give each update one number, lose none, and agree', async () => {
    const documentId = await newDocument();
    const processes = [newProcess(), newProcess(), newProcess()];
    const writers = processes.map(({ log }, index) => ({ log, ...writer(100 + index) }));
    await Promise.all(
      writers.map(async ({ log, text, updates }, index) => {
        for (let letter = 0; letter < 40; letter += 1) {
          text.insert(letter, String(index));
          await append(log, documentId, updates[letter]!);
        }
      }),
    );
    expect(await sequencesOf(documentId)).toEqual(upTo(120));
    const texts = await Promise.all(
      processes.map(async ({ log }) => {
        const doc = new Y.Doc();
        Y.applyUpdate(doc, (await log.read(documentId, 120)).update);
        return doc.getText('t').toString();
      }),
    );
    expect(new Set(texts).size).toBe(1);
    expect(texts[0]!.split('').toSorted().join('')).toBe('0'.repeat(40) + '1'.repeat(40) + '2'.repeat(40));
  });

  it('store an operation that reaches two of them at once only once', async () => {
    const documentId = await newDocument();
    const { text, updates } = writer();
    text.insert(0, 'once');
    const operationId = randomUUID();
    const answers = await Promise.all(Array.from({ length: 6 }, () => append(newProcess().log, documentId, updates[0]!, { operationId })));
    expect(new Set(answers)).toEqual(new Set([1]));
    expect(await sequencesOf(documentId)).toEqual([1]);
  });

  it('read what another has stored as soon as they know of it', async () => {
    const documentId = await newDocument();
    const [first, second] = [newProcess(), newProcess()];
    const { text, updates } = writer();
    for (const letter of 'abc') text.insert(text.length, letter);
    await append(first.log, documentId, updates[0]!);
    expect(await textOf(second.log, documentId)).toBe('a');
    await append(first.log, documentId, updates[1]!);
    await append(second.log, documentId, updates[2]!, { seenSequence: 2 });
    expect(await textOf(second.log, documentId)).toBe('abc');
  });
});

describe('compaction', () => {
  async function filled(
    edits: number,
  ): Promise<{ documentId: string; process: ReturnType<typeof newProcess>; written: ReturnType<typeof writer> }> {
    const documentId = await newDocument();
    const process = newProcess();
    const written = writer();
    for (let letter = 0; letter < edits; letter += 1) written.text.insert(letter, 'x');
    written.text.delete(0, 1);
    await Promise.all(written.updates.map((update) => append(process.log, documentId, update)));
    return { documentId, process, written };
  }

  it('keeps the document, forgets the bytes and remembers the operations', async () => {
    const { documentId, process, written } = await filled(50);
    const operationId = randomUUID();
    written.text.insert(0, 'named');
    await append(process.log, documentId, written.updates.at(-1)!, { operationId });
    expect(await compact(db, process.guard, documentId)).toBe(true);
    expect(await compact(db, process.guard, documentId)).toBe(false);
    const { rows } = await db.query<{ bytes: number; rows: number }>(
      'select sum(length(update))::int as bytes, count(*)::int as rows from document_update where document_id = $1',
      [documentId],
    );
    expect(rows[0]).toEqual({ bytes: 0, rows: 52 });
    for (const log of [process.log, newProcess().log]) expect(await textOf(log, documentId)).toBe(written.text.toString());
    expect(await append(process.log, documentId, written.updates.at(-1)!, { operationId })).toBe(52);
    expect(await append(newProcess().log, documentId, written.updates.at(-1)!, { operationId })).toBe(52);
    written.text.insert(0, 'more');
    expect(await append(newProcess().log, documentId, written.updates.at(-1)!)).toBe(53);
    expect(await readTail(db, documentId, 51)).toBeNull();
    expect((await readTail(db, documentId, 52))?.updates).toEqual([{ sequence: 53, update: written.updates.at(-1) }]);
  });

  it('leaves out what was deleted', async () => {
    const { documentId, process, written } = await filled(10);
    written.text.insert(0, 'a secret that must go');
    written.text.delete(0, 21);
    for (const update of written.updates.slice(-2)) await append(process.log, documentId, update);
    await compact(db, process.guard, documentId);
    const { rows } = await db.query<{ found: boolean }>(
      `select position('secret'::bytea in snapshot) > 0 or exists (
         select from document_update where document_id = $1 and position('secret'::bytea in update) > 0) as found from document where id = $1`,
      [documentId],
    );
    expect(rows[0]!.found).toBe(false);
  });

  it('never replaces a document by less than its log: a hole stops it', async () => {
    const { documentId, process } = await filled(10);
    await db.query('delete from document_update where document_id = $1 and sequence = 4', [documentId]);
    await expect(compact(db, process.guard, documentId)).rejects.toThrow(/hole/);
    const { rows } = await db.query<{ snapshot: unknown }>('select snapshot from document where id = $1', [documentId]);
    expect(rows[0]!.snapshot).toBeNull();
    await expect(newProcess().log.read(documentId, 0)).rejects.toThrow(/hole/);
  });

  it('by two processes at once is done by one, while others write', async () => {
    const { documentId, process, written } = await filled(30);
    const other = newProcess();
    const writing = (async () => {
      for (let letter = 0; letter < 20; letter += 1) {
        written.text.insert(0, 'y');
        await append(other.log, documentId, written.updates.at(-1)!);
      }
    })();
    await Promise.all([compact(db, process.guard, documentId), compact(db, other.guard, documentId), writing]);
    expect(await textOf(newProcess().log, documentId)).toBe(written.text.toString());
    expect(await sequencesOf(documentId)).toEqual(upTo(51));
  });

  it('that was overtaken by a later one leaves the later one as it is', async () => {
    const { documentId, process, written } = await filled(10);
    const slow = Object.create(process.guard) as DocumentGuard;
    slow.pack = async (id, log) => {
      written.text.insert(0, 'later');
      await append(process.log, documentId, written.updates.at(-1)!);
      expect(await compact(db, newProcess().guard, documentId)).toBe(true);
      return process.guard.pack(id, log);
    };
    expect(await compact(db, slow, documentId)).toBe(false);
    expect(await textOf(newProcess().log, documentId)).toBe(written.text.toString());
  });

  it('happens by itself once the tail is long', async () => {
    const { documentId, process } = await filled(5);
    const compactor = new Compactor(db, process.guard, (error) => {
      throw error;
    });
    compactor.consider(documentId, COMPACT_FROM - 1);
    await compactor.settled();
    expect((await db.query<{ at: number }>('select snapshot_sequence as at from document where id = $1', [documentId])).rows[0]!.at).toBe(
      0,
    );
    compactor.consider(documentId, COMPACT_FROM);
    compactor.consider(documentId, COMPACT_FROM);
    await compactor.settled();
    expect((await db.query<{ at: number }>('select snapshot_sequence as at from document where id = $1', [documentId])).rows[0]!.at).toBe(
      6,
    );
  });
});
