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

const FILE = fileURLToPath(new URL('../../../../shared/data/editing-traces/automerge-paper.json.gz', import.meta.url));

/** Throws a sentence when the recording is not beside the project. `atMost`: only so many batches, for a quick look. */
export function readTrace(perBatch: number, atMost = Infinity): Trace {
  if (!existsSync(FILE))
    throw new Error(`The recorded typing is not here: ${FILE}. It is automerge-paper.json.gz of github.com/josephg/editing-traces.`);
  const { txns, endContent } = JSON.parse(gunzipSync(readFileSync(FILE)).toString('utf8')) as {
    txns: { patches: Patch[] }[];
    endContent: string;
  };
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
