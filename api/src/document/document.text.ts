/** The text of a held document, sealed. Runs in the document thread, because texts are as hostile as their updates (see document.scratch). */
import { createHash } from 'node:crypto';
import { type DocumentText, readDocumentText, sealedText } from '@kopru/schema/document-text';
import { writeDocumentText } from '@kopru/schema/document-text-writing';
import * as Y from 'yjs';

export interface SealedText {
  /** The text as JSON. */
  readonly text: string;
  /** SHA-256 of what people read in it, in hex: equal for equal texts, whatever their history. */
  readonly seal: string;
}

/** What makes a document read as another text: nothing when it does already. */
export interface Rewriting {
  readonly before: SealedText;
  readonly update: Uint8Array | null;
}

export function sealOf(doc: Y.Doc): string {
  return seal(readDocumentText(doc));
}

export function readSealed(doc: Y.Doc): SealedText {
  const text = readDocumentText(doc);
  return { text: JSON.stringify(text), seal: seal(text) };
}

/** Works on a copy, under a client of its own. `wanted` is the JSON of a text. */
export function rewriting(doc: Y.Doc, wanted: string): Rewriting {
  const text = JSON.parse(wanted) as DocumentText;
  const before = readSealed(doc);
  const target = seal(text);
  if (before.seal === target) return { before, update: null };
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  let update: Uint8Array | null = null;
  copy.on('update', (bytes: Uint8Array) => (update = bytes));
  writeDocumentText(copy, text);
  const reached = sealOf(copy);
  copy.destroy();
  if (reached !== target) throw new Error('A version cannot be written back as it was.');
  return { before, update };
}

const seal = (text: DocumentText): string => createHash('sha256').update(sealedText(text)).digest('hex');
