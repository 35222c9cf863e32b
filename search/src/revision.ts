import { createHash } from 'node:crypto';
import type { SearchDocument } from './document.ts';

/** Raised when the same document is to be indexed differently (or, for Meilisearch, the vocabulary's words change): a reconcile then re-indexes everything. */
const INDEX_FORMAT = 5;

/** A short fingerprint of everything the index holds of a document. Equal documents have equal revisions. */
export function revisionOf(document: SearchDocument): string {
  const content = JSON.stringify([INDEX_FORMAT, Object.entries(document).sort(([a], [b]) => (a < b ? -1 : 1))]);
  return createHash('sha256').update(content).digest('base64url').slice(0, 22);
}
