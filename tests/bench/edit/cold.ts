import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import * as Y from 'yjs';
import type { Hocuspocus } from './hocuspocus.ts';
import type { Kopru } from './kopru.ts';
import { type, type Trace } from './trace.ts';
import { quantile, type Contender } from './writer.ts';

/** The whole recording written through a server, as its database holds it once it rests. */
async function written(contender: Contender, trace: Trace): Promise<string> {
  const room = await contender.room();
  const session = await contender.open(room);
  for (const batch of trace.batches) {
    type(session.doc, batch);
    await new Promise((next) => setImmediate(next));
  }
  await session.acknowledged();
  while ((await session.unstored()) > 0) await pause(20);
  await session.close();
  return room;
}

/** The same text as one snapshot that nobody's typing went into, stored as our server stores snapshots: a byte that says Yjs V2, and the document. */
async function fresh(kopru: Kopru, database: pg.Pool, trace: Trace): Promise<string> {
  const doc = new Y.Doc();
  for (const batch of trace.batches) type(doc, batch);
  const room = await kopru.room();
  await database.query('update document set snapshot = $2, snapshot_sequence = 1, sequence = 1 where id = $1', [
    room,
    Buffer.concat([Buffer.from([2]), Y.encodeStateAsUpdateV2(doc)]),
  ]);
  return room;
}

/**
 * How long a document of 260,000 edits takes to be there, asked of a server that was just started: ours after its log was folded, ours from a fresh
 * snapshot, and Hocuspocus's. Medians of `turns`, each with a new start.
 */
export async function cold(kopru: Kopru, hocuspocus: Hocuspocus, database: pg.Pool, trace: Trace, turns: number): Promise<void> {
  console.log(`\na document of ${trace.edits} edits, loaded from a server that was just started`);
  const rooms: [name: string, contender: Contender, room: string][] = [
    ['Köprü, folded log', kopru, await written(kopru, trace)],
    ['Köprü, fresh snapshot', kopru, await fresh(kopru, database, trace)],
    ['Hocuspocus', hocuspocus, await written(hocuspocus, trace)],
  ];
  // The folding is work of the background.
  await pause(1000);
  const times = rooms.map((): number[] => []);
  for (let turn = 0; turn < turns; turn += 1) {
    for (const [place, [, contender, room]] of rooms.entries()) {
      await contender.restart();
      times[place]!.push(await contender.load(room));
    }
  }
  for (const [place, [name]] of rooms.entries()) {
    const [median, base] = [quantile(times[place]!, 0.5), quantile(times[1]!, 0.5)];
    console.log(`  ${name.padEnd(24)} ${median.toFixed(0).padStart(5)} ms  ${(median / base).toFixed(2)} of the fresh snapshot`);
  }
}
