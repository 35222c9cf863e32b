import { markDirty, type ApplyOptions, type LoadDocuments } from './outbox.ts';
import { revisionOf } from './revision.ts';

/**
 * Compares the whole index with the database and notes every organisation that differs, for `applyDirty` to mend: a safety net for the
 * night, since the outbox should leave nothing to find. `allDocuments` yields every document of the database in batches.
 * Answers how many organisations differed.
 */
export async function reconcile(
  { client, target, search }: Pick<ApplyOptions, 'client' | 'target' | 'search'>,
  allDocuments: AsyncIterable<Awaited<ReturnType<LoadDocuments>>>,
): Promise<number> {
  const indexed = new Map<string, { organisationId: string; revision: string }>();
  for await (const faces of search.scan()) for (const face of faces) indexed.set(face.id, face);
  let different = 0;
  const mark = async (organisationIds: readonly string[]): Promise<void> => {
    const ids = [...new Set(organisationIds)];
    different += ids.length;
    await markDirty(client, ids, [target]);
  };
  for await (const documents of allDocuments) {
    const changed = documents.filter((document) => indexed.get(document.id)?.revision !== revisionOf(document));
    for (const document of documents) indexed.delete(document.id);
    await mark(changed.map((document) => document.organisationId));
  }
  const gone = [...indexed.values()].map((face) => face.organisationId);
  for (let start = 0; start < gone.length; start += 1000) await mark(gone.slice(start, start + 1000));
  return different;
}
