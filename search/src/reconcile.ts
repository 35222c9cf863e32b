import { markDirty, type ApplyOptions, type LoadDocuments } from './outbox.ts';
import type { OrganisationSearch } from './port.ts';
import { revisionOf } from './revision.ts';

type Documents = Awaited<ReturnType<LoadDocuments>>;

/** What an index holds against what the database would put there, in organisations. */
export interface Drift {
  /** A face is not in the index. */
  readonly missing: ReadonlySet<string>;
  /** A face is there in another state. */
  readonly different: ReadonlySet<string>;
  /** A face is there and should not be. */
  readonly surplus: ReadonlySet<string>;
}

/** Compares the whole index with every document of the database, which come in batches. Changes nothing. */
export async function compare(search: OrganisationSearch, allDocuments: AsyncIterable<Documents>): Promise<Drift> {
  const indexed = new Map<string, { organisationId: string; revision: string }>();
  for await (const faces of search.scan()) for (const face of faces) indexed.set(face.id, face);
  const drift = { missing: new Set<string>(), different: new Set<string>(), surplus: new Set<string>() };
  for await (const documents of allDocuments) {
    for (const document of documents) {
      const face = indexed.get(document.id);
      if (face === undefined) drift.missing.add(document.organisationId);
      else if (face.revision !== revisionOf(document)) drift.different.add(document.organisationId);
      indexed.delete(document.id);
    }
  }
  for (const { organisationId } of indexed.values()) drift.surplus.add(organisationId);
  return drift;
}

/** Every organisation that differs in any way, once. */
export const driftedIn = ({ missing, different, surplus }: Drift): string[] => [...new Set([...missing, ...different, ...surplus])];

/**
 * Compares the whole index with the database and notes every organisation that differs, for `applyDirty` to mend: a safety net for the
 * night, since the outbox should leave nothing to find. Answers how many organisations differed.
 */
export async function reconcile(
  { client, target, search }: Pick<ApplyOptions, 'client' | 'target' | 'search'>,
  allDocuments: AsyncIterable<Documents>,
): Promise<number> {
  const ids = driftedIn(await compare(search, allDocuments));
  for (let start = 0; start < ids.length; start += 1000) await markDirty(client, ids.slice(start, start + 1000), [target]);
  return ids.length;
}
