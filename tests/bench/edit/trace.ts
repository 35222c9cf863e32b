import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type * as Y from 'yjs';

/** At `position` remove so many characters, then insert a text. */
type Patch = readonly [position: number, removed: number, inserted: string];

/** One person's typing, as it was recorded (format: josephg/editing-traces). */
export interface Trace {
  /** Edits by the hundred. */
  readonly batches: readonly (readonly Patch[])[];
  readonly edits: number;
  readonly endContent: string;
}

/** One edit of one of two people, who had read so many of the other's. */
export interface Turn {
  readonly patch: Patch;
  readonly heard: number;
}

/** Two people's typing at once. */
export interface PairTrace {
  readonly turns: readonly [Turn[], Turn[]];
}

/** Throws a sentence when the recording is not beside the project. */
function read<Recording>(name: string): Recording {
  const file = fileURLToPath(new URL(`../../../../shared/data/editing-traces/${name}.json.gz`, import.meta.url));
  if (!existsSync(file))
    throw new Error(`The recorded typing is not here: ${file}. It is ${name}.json.gz of github.com/josephg/editing-traces.`);
  return JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')) as Recording;
}

/** `atMost`: only so many batches, for a quick look. */
export function readTrace(perBatch: number, atMost = Infinity): Trace {
  const { txns, endContent } = read<{ txns: { patches: Patch[] }[]; endContent: string }>('automerge-paper');
  const patches = txns.flatMap((txn) => txn.patches);
  const batches: Patch[][] = [];
  for (let from = 0; from < patches.length && batches.length < atMost; from += perBatch) batches.push(patches.slice(from, from + perBatch));
  return {
    batches,
    edits: Math.min(patches.length, batches.length * perBatch),
    endContent: atMost === Infinity ? endContent : textOf(batches),
  };
}

/** Types a batch as one transaction, which makes one Yjs update. */
export function type(doc: Y.Doc, batch: readonly Patch[]): void {
  const text = doc.getText('t');
  doc.transact(() => {
    for (const [position, removed, inserted] of batch) {
      if (removed > 0) text.delete(position, removed);
      if (inserted) text.insert(position, inserted);
    }
  });
}

function textOf(batches: readonly (readonly Patch[])[]): string {
  let text = '';
  for (const [position, removed, inserted] of batches.flat()) text = text.slice(0, position) + inserted + text.slice(position + removed);
  return text;
}

/** `atMost`: only so many edits, for a quick look. Throws when an edit of the recording is not one patch, or its writer had not read their own last one. */
export function readPair(atMost = Infinity): PairTrace {
  const { txns } = read<{ txns: { parents: number[]; agent: 0 | 1; patches: [Patch] }[] }>('friendsforever');
  const turns: [Turn[], Turn[]] = [[], []];
  /** Of each edit: how many of either person's it builds on, itself included. */
  const known: [number, number][] = [];
  for (const { parents, agent, patches } of txns.slice(0, atMost)) {
    const before = [0, 1].map((of) => Math.max(0, ...parents.map((parent) => known[parent]![of]!))) as [number, number];
    if (patches.length !== 1 || before[agent] !== turns[agent].length) throw new Error('This recording cannot be typed again.');
    turns[agent].push({ patch: patches[0], heard: before[1 - agent]! });
    before[agent] += 1;
    known.push(before);
  }
  return { turns };
}
