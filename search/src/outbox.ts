import { randomUUID } from 'node:crypto';
import type { SearchDocument } from './document.ts';
import { SearchUnavailable, type OrganisationSearch } from './port.ts';
import type { SqlClient } from './sql-client.ts';

/** One index to keep in step: the name under which it is owed changes. */
export type SearchTarget = 'postgres' | 'meilisearch';

/** Reads, from the database as it is now, the documents of these organisations; one that is gone has none. */
export type LoadDocuments = (organisationIds: readonly string[]) => Promise<readonly SearchDocument[]>;

/**
 * The statement that notes organisations to be indexed again, for a transaction that sends it without waiting: its text and values.
 * Marking twice is one note. Without `targets` it is noted for every engine in `search.engine`.
 */
export const dirtyMark = (organisationIds: readonly string[], targets: readonly SearchTarget[] | null = null): [string, unknown[]] => [
  'select search.mark_dirty($1::uuid[], $2::text[])',
  [[...organisationIds], targets && [...targets]],
];

/**
 * Notes that organisations must be indexed again. Call it with the connection of the transaction that changes them: both are committed or
 * neither is.
 */
export async function markDirty(
  client: SqlClient,
  organisationIds: readonly string[],
  targets: readonly SearchTarget[] | null = null,
): Promise<void> {
  if (organisationIds.length === 0) return;
  await client.query(...dirtyMark(organisationIds, targets));
}

export interface ApplyOptions {
  readonly client: SqlClient;
  readonly target: SearchTarget;
  readonly search: OrganisationSearch;
  readonly loadDocuments: LoadDocuments;
  /** Organisations per batch; 500 unless told. */
  readonly batchSize?: number;
  /** Seconds for which a claimed organisation is left alone by other workers; 120 unless told. */
  readonly leaseSeconds?: number;
  /** Failures after which an organisation is given up until it changes again; 8 unless told. */
  readonly maxAttempts?: number;
}

export interface Applied {
  /** Organisations now in the index as they are in the database. */
  readonly applied: number;
  /** Organisations that could not be indexed this time; each is noted with its error. */
  readonly failed: number;
  /** Whether there may be more to do right now. */
  readonly more: boolean;
  /** The engine did not answer; what was claimed will be tried again. */
  readonly unavailable: boolean;
}

interface Claim {
  readonly organisationId: string;
  readonly gen: string;
  readonly attempts: number;
}

/**
 * Applies one batch of notes. Any number of workers may run it at once. A note is deleted only when the engine accepted the state that
 * was read after it was made; a change during the work makes it anew. A batch that fails is halved until the organisation that breaks it
 * stands alone: it backs off and is given up after `maxAttempts`, the others go through.
 */
export async function applyDirty(options: ApplyOptions): Promise<Applied> {
  const { client, target, batchSize = 500, leaseSeconds = 120, maxAttempts = 8 } = options;
  const deadline = Date.now() + leaseSeconds * 1000;
  const claims = await claim(client, target, batchSize, leaseSeconds);
  if (claims.length === 0) return { applied: 0, failed: 0, more: false, unavailable: false };
  const failures = new Map<Claim, string>();
  let unavailable = false;
  try {
    await sendHalving(options, claims, deadline, failures);
  } catch (error) {
    if (!(error instanceof SearchUnavailable)) throw error;
    unavailable = true;
  }
  if (unavailable) {
    await postpone(client, target, claims);
    return { applied: 0, failed: 0, more: false, unavailable };
  }
  const done = claims.filter((entry) => !failures.has(entry));
  await finish(client, target, done);
  await recordFailures(client, target, failures, maxAttempts);
  return { applied: done.length, failed: failures.size, more: claims.length === batchSize, unavailable };
}

async function claim(client: SqlClient, target: string, limit: number, leaseSeconds: number): Promise<Claim[]> {
  const { rows } = await client.query(
    `update search.search_dirty as dirty set lease_until = now() + make_interval(secs => $3), attempts = dirty.attempts + 1
     from (select target, organisation_id from search.search_dirty
       where target = $1 and not_before <= now() and (lease_until is null or lease_until < now())
       order by not_before limit $2 for update skip locked) as due
     where dirty.target = due.target and dirty.organisation_id = due.organisation_id
     returning dirty.organisation_id, dirty.gen::text as gen, dirty.attempts`,
    [target, limit, leaseSeconds],
  );
  return rows.map((row) => ({
    organisationId: String(row['organisation_id']),
    gen: String(row['gen']),
    attempts: Number(row['attempts']),
  }));
}

/** Sends the claims; those that cannot be sent even alone end up in `failures`. @throws SearchUnavailable, which says nothing about any of them. */
async function sendHalving(options: ApplyOptions, claims: readonly Claim[], deadline: number, failures: Map<Claim, string>): Promise<void> {
  try {
    await send(
      options,
      claims.map((entry) => entry.organisationId),
      deadline,
    );
  } catch (error) {
    if (error instanceof SearchUnavailable) throw error;
    const [only] = claims;
    if (claims.length === 1 && only !== undefined) {
      failures.set(only, reason(error));
      return;
    }
    const middle = Math.ceil(claims.length / 2);
    await sendHalving(options, claims.slice(0, middle), deadline, failures);
    await sendHalving(options, claims.slice(middle), deadline, failures);
  }
}

/** Reads and writes one batch. Past the lease somebody else may have read newer state, so nothing is written then. */
async function send({ search, loadDocuments }: ApplyOptions, ids: readonly string[], deadline: number): Promise<void> {
  const documents = await loadDocuments(ids);
  if (Date.now() > deadline) throw new SearchUnavailable('The lease ran out before the documents were read.');
  const present = new Set(documents.map((document) => document.organisationId));
  await search.upsert(documents);
  await search.remove(ids.filter((id) => !present.has(id)));
  await search.settle();
}

/** Errors are for staff: short, and never the document itself. */
function reason(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown error';
  return text.slice(0, 300);
}

const UNDER_REBUILD = `exists (select from search.search_rebuild where target = $1 and lease_until > now())`;

/**
 * Deletes the notes whose state is still the one that was applied. While a rebuild runs they stay: what was just written to is about to be
 * replaced by an index that may have been read before the change.
 */
async function finish(client: SqlClient, target: string, claims: readonly Claim[]): Promise<void> {
  const lists = [claims.map((entry) => entry.organisationId), claims.map((entry) => entry.gen)];
  await client.query(
    `delete from search.search_dirty as dirty using unnest($2::uuid[], $3::bigint[]) as done(organisation_id, gen)
     where dirty.target = $1 and dirty.organisation_id = done.organisation_id and dirty.gen = done.gen and not ${UNDER_REBUILD}`,
    [target, ...lists],
  );
  await client.query(
    `update search.search_dirty as dirty set lease_until = null, attempts = 0,
       not_before = case when ${UNDER_REBUILD} then now() + interval '5 seconds' else now() end
     where target = $1 and organisation_id = any($2::uuid[])`,
    [target, lists[0]],
  );
}

/** The engine is away: the same again soon, and not counted against anybody. */
async function postpone(client: SqlClient, target: string, claims: readonly Claim[]): Promise<void> {
  await client.query(
    `update search.search_dirty set lease_until = null, attempts = greatest(attempts - 1, 0), not_before = now() + interval '5 seconds'
     where target = $1 and organisation_id = any($2::uuid[])`,
    [target, claims.map((entry) => entry.organisationId)],
  );
}

/** Seconds until the next attempt double from 2 to an hour; after the last one the note waits for a change of the organisation. */
async function recordFailures(client: SqlClient, target: string, failures: ReadonlyMap<Claim, string>, maxAttempts: number): Promise<void> {
  for (const [{ organisationId, gen, attempts }, error] of failures) {
    const wait = attempts >= maxAttempts ? 'infinity' : new Date(Date.now() + Math.min(2 ** attempts, 3600) * 1000).toISOString();
    await client.query(
      `update search.search_dirty set lease_until = null, last_error = $4, not_before = case when gen = $3 then $5::timestamptz else now() end
       where target = $1 and organisation_id = $2`,
      [target, organisationId, gen, error, wait],
    );
  }
}

/** Seconds for which a rebuild that no longer shows a sign of life still holds back notes. */
const REBUILD_LEASE = 120;

/**
 * Rebuilds a target's index from all documents while changes go on: notes made meanwhile are applied to the old index and kept, so that
 * they are applied to the new one too. @throws Error when another rebuild of the target is under way.
 */
export async function rebuildTarget(
  { client, target, search }: Pick<ApplyOptions, 'client' | 'target' | 'search'>,
  documents: AsyncIterable<readonly SearchDocument[]>,
): Promise<void> {
  const token = randomUUID();
  const { rows } = await client.query(
    `insert into search.search_rebuild as running (target, token, lease_until) values ($1, $2, now() + make_interval(secs => $3))
     on conflict (target) do update set token = excluded.token, lease_until = excluded.lease_until where running.lease_until < now()
     returning token`,
    [target, token, REBUILD_LEASE],
  );
  if (rows.length === 0) throw new Error(`The ${target} index is being rebuilt already.`);
  try {
    await search.rebuild(keepingLease(client, target, token, documents));
  } finally {
    await client.query('delete from search.search_rebuild where target = $1 and token = $2', [target, token]);
  }
}

async function* keepingLease(client: SqlClient, target: string, token: string, documents: AsyncIterable<readonly SearchDocument[]>) {
  for await (const batch of documents) {
    const { rows } = await client.query(
      `update search.search_rebuild set lease_until = now() + make_interval(secs => $3) where target = $1 and token = $2 returning token`,
      [target, token, REBUILD_LEASE],
    );
    if (rows.length === 0) throw new Error(`Another rebuild of the ${target} index took over.`);
    yield batch;
  }
}
