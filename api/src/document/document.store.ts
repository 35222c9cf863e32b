/** The statements of the update log. Sequences of a document run 1, 2, 3 … without gaps; a stored update never changes. */
import type { SqlClient } from '../database/database.ts';
import type { Binding } from './document.judge.ts';
import { readersSql, writesSql } from './document.policy.ts';
import type { Loaded } from './document.scratch.ts';
import type { Kind } from './document.shape.ts';

/** An update on its way into the log. */
export interface NewUpdate {
  readonly operationId: string;
  readonly update: Uint8Array;
  readonly hash: Uint8Array;
  readonly personId: string;
  /** By which the person was known to write here before: the commit finds out whether it is still so. Null when that was found out for this update. */
  readonly session: string | null;
  readonly clientIds: readonly number[];
  /** Sections of the model in which it changes something. */
  readonly sections: readonly string[];
}

export interface StoredUpdate {
  readonly sequence: number;
  readonly update: Uint8Array;
}

/** An operation that the log knows: where it stands, and the hash of its bytes. */
export interface KnownOperation {
  readonly operationId: string;
  readonly sequence: number;
  readonly hash: Uint8Array;
}

export interface Commit {
  /** Sequence before; null when there is no such document. */
  readonly before: number | null;
  readonly snapshotSequence: number;
  /** All of them are stored, as `before` + 1, 2, …; else none. */
  readonly stored: boolean;
  /** Those of the operations that were in the log already. */
  readonly known: readonly KnownOperation[];
  /** Operations by a session whose person may not write here, or not any more. */
  readonly refused: readonly string[];
  /** How often the document was signed or a signature withdrawn. */
  readonly signings: number;
  /** A signature stood before. */
  readonly standing: boolean;
  /** The signatures that fell, because the updates changed the text. */
  readonly fallen: readonly Fallen[];
  /** Those of `listening` who might read the document when the statement began. */
  readonly readers: readonly string[];
}

export interface Fallen {
  readonly organisationId: string;
  readonly versionId: string;
  /** Whose change it was. */
  readonly personId: string | null;
}

/** What the document must still be like for a commit to happen, and whom it is to be delivered to. */
export interface Expected {
  readonly sequence: number;
  readonly signings: number;
  /** Place (1, 2, …) of the first of the updates that changes the text, 0 when none does; null when nobody looked. */
  readonly changedAt: number | null;
  /** People who watch the document in this process. */
  readonly listening: readonly string[];
}

/**
 * One statement, so one round trip and one commit for the whole batch. The row lock makes the document's writers take turns, in whatever
 * process they are; nothing is stored when another one was faster (the sequence is not `expected`) or an operation is known. A new
 * client id is bound in the same statement: binding without moving the sequence is not possible, so `expected` guards that too.
 *
 * Signatures fall in the same statement, also those on a version that covers this document beside another. While one stands, updates that
 * nobody looked at are not stored. The count of signings is read under the lock, the signatures by the statement's snapshot: with the
 * expected count the two agree.
 *
 * Whether a known writer still may is found out here as well, so that an update of theirs is one statement and its right as fresh as the commit. If one may not, nothing is stored.
 *
 * Who of those that listen may still read is asked along, so that delivering right after the commit asks nobody again.
 */
const COMMIT = `
  with locked as (select sequence, snapshot_sequence, signings from document where id = $1 for update),
  standing as (select s.id from document_signature_text t join document_signature s on s.id = t.signature_id
    where t.document_id = $1 and s.ended_at is null order by s.id),
  known as (select operation_id, sequence, encode(update_hash, 'hex') as hash from document_update where document_id = $1 and operation_id = any($3::text[])),
  proposed as (
    select operation_id, update_hash, person_id, client_ids::bigint[] as client_ids, update, sections::text[] as sections, session, position
    from unnest($3::text[], $4::bytea[], $5::uuid[], $6::text[], $7::bytea[], $11::text[], $13::text[]) with ordinality
      as p(operation_id, update_hash, person_id, client_ids, update, sections, session, position)),
  refused as (select operation_id from proposed u where u.session is not null and not ${writesSql('u.session', 'u.person_id')}),
  free as (select sequence from locked where sequence = $2 and not exists (select from known) and not exists (select from refused)
    and signings = $9::int and ($10::int is not null or not exists (select from standing))),
  stored as (
    insert into document_update (document_id, sequence, operation_id, update_hash, person_id, client_ids, update, sections)
    select $1, free.sequence + p.position, p.operation_id, p.update_hash, p.person_id, p.client_ids, p.update, p.sections from free, proposed p
    returning sequence),
  bound as (
    insert into document_client (document_id, client_id, person_id)
    select distinct on (client_id) $1::uuid, client_id, p.person_id from free, proposed p, unnest(p.client_ids) as client_id
    on conflict do nothing),
  moved as (
    update document set sequence = free.sequence + $8::int, updated_at = now() from free where document.id = $1),
  fallen as (
    update document_signature s set ended_at = now(), ended_how = 'FALLEN', ended_by = p.person_id
    from free, proposed p, standing where p.position = $10::int and s.id = standing.id and s.ended_at is null
    returning s.organisation_id as "organisationId", s.version_id as "versionId", s.ended_by as "personId"),
  readers as (${readersSql('$12')})
  select (select sequence from locked) as before, (select snapshot_sequence from locked) as "snapshotSequence",
    (select signings from locked) as signings, exists (select from standing) as standing, (select json_agg(fallen) from fallen) as fallen,
    (select count(*)::int from stored) as stored, (select json_agg(known) from known) as known,
    array(select id::text from readers) as readers, array(select operation_id from refused) as refused`;

interface CommitRow {
  before: number | null;
  snapshotSequence: number | null;
  stored: number;
  signings: number | null;
  standing: boolean;
  fallen: Fallen[] | null;
  readers: string[];
  refused: string[];
  known: { operation_id: string; sequence: number; hash: string }[] | null;
}

/** Appends updates that were reviewed on top of `expected`. Throws on a lost race for an operation id, with nothing stored. */
export async function commitUpdates(db: SqlClient, documentId: string, expected: Expected, updates: readonly NewUpdate[]): Promise<Commit> {
  const { rows } = await db.query<CommitRow>(COMMIT, [
    documentId,
    expected.sequence,
    updates.map((update) => update.operationId),
    updates.map((update) => asBuffer(update.hash)),
    updates.map((update) => update.personId),
    updates.map((update) => `{${update.clientIds.join(',')}}`),
    updates.map((update) => asBuffer(update.update)),
    updates.length,
    expected.signings,
    expected.changedAt,
    updates.map((update) => `{${update.sections.join(',')}}`),
    expected.listening,
    updates.map((update) => update.session),
  ]);
  const row = rows[0];
  return {
    before: row?.before ?? null,
    snapshotSequence: row?.snapshotSequence ?? 0,
    stored: row?.stored === updates.length,
    signings: row?.signings ?? 0,
    standing: row?.standing ?? false,
    fallen: row?.fallen ?? [],
    readers: row?.readers ?? [],
    refused: row?.refused ?? [],
    known: (row?.known ?? []).map((known) => ({
      operationId: known.operation_id,
      sequence: known.sequence,
      hash: Buffer.from(known.hash, 'hex'),
    })),
  };
}

/** One statement, so that a compaction between two of them cannot tear snapshot and tail apart, and several documents are of one moment. */
const LOAD = `
  select d.id, d.kind, d.sequence, d.snapshot, d.snapshot_sequence as "snapshotSequence",
    array(select s.organisation_id::text from partnership_side s where s.partnership_id = d.partnership_id) as "organisationIds",
    (select array_agg(u.update order by u.sequence) from document_update u where u.document_id = d.id and u.sequence > d.snapshot_sequence) as updates,
    (select array_agg(c.client_id order by c.client_id) from document_client c where c.document_id = d.id) as clients,
    (select array_agg(c.person_id::text order by c.client_id) from document_client c where c.document_id = d.id) as people
  from document d where d.id = any($1::uuid[])`;

interface LoadRow {
  id: string;
  kind: Kind;
  organisationIds: string[];
  sequence: number;
  snapshot: Buffer | null;
  snapshotSequence: number;
  updates: Buffer[] | null;
  clients: (number | string)[] | null;
  people: (string | null)[] | null;
}

/** A document as the log holds it, and up to where that is folded. */
export type LoadedLog = Loaded & { readonly snapshotSequence: number };

/** What the log holds of a document; null when there is none. Throws when the log has a hole. */
export async function loadLog(db: SqlClient, documentId: string): Promise<LoadedLog | null> {
  return (await loadLogs(db, [documentId]))[0] ?? null;
}

/** What the log holds of several documents at one moment, in the order asked; null where there is none. Throws when a log has a hole. */
export async function loadLogs(db: SqlClient, documentIds: readonly string[]): Promise<(LoadedLog | null)[]> {
  const { rows } = await db.query<LoadRow>(LOAD, [documentIds]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return documentIds.map((id) => {
    const row = byId.get(id);
    return row ? loadedFrom(row) : null;
  });
}

function loadedFrom(row: LoadRow): LoadedLog {
  const updates = (row.updates ?? []).map(ownBytes);
  if (updates.length !== row.sequence - row.snapshotSequence) throw new Error('The log of a document has a hole.');
  return {
    holding: { kind: row.kind, organisationIds: row.organisationIds },
    snapshot: row.snapshot && ownBytes(row.snapshot),
    updates,
    sequence: row.sequence,
    snapshotSequence: row.snapshotSequence,
    bindings: bindingsOf(row.clients ?? [], row.people ?? []),
  };
}

const TAIL = `
  select d.sequence, d.snapshot_sequence as "snapshotSequence",
    (select array_agg(u.update order by u.sequence) from document_update u where u.document_id = d.id and u.sequence > $2) as updates,
    (select array_agg(u.client_ids::text order by u.sequence) from document_update u where u.document_id = d.id and u.sequence > $2) as clients,
    (select array_agg(u.person_id::text order by u.sequence) from document_update u where u.document_id = d.id and u.sequence > $2) as people
  from document d where d.id = $1`;

export interface Tail {
  readonly updates: readonly StoredUpdate[];
  readonly bindings: readonly Binding[];
  /** Sequence of the last stored update. */
  readonly sequence: number;
}

/** The updates after a sequence, in order; null when there is no such document, or they are folded into its snapshot by now. */
export async function readTail(db: SqlClient, documentId: string, after: number): Promise<Tail | null> {
  const { rows } = await db.query<Omit<LoadRow, 'clients' | 'id'> & { clients: string[] | null }>(TAIL, [documentId, after]);
  const row = rows[0];
  if (!row || after < row.snapshotSequence || after > row.sequence) return null;
  const updates = (row.updates ?? []).map((update, index) => ({ sequence: after + 1 + index, update: ownBytes(update) }));
  if (updates.length !== row.sequence - after) throw new Error('The log of a document has a hole.');
  const bindings = (row.clients ?? []).flatMap((clients, index) =>
    clients
      .slice(1, -1)
      .split(',')
      .filter(Boolean)
      .map((client): Binding => [Number(client), row.people?.[index] ?? null]),
  );
  return { updates, bindings, sequence: row.sequence };
}

export async function readSequences(db: SqlClient, documentIds: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await db.query<{ id: string; sequence: number }>('select id, sequence from document where id = any($1::uuid[])', [
    documentIds,
  ]);
  return new Map(rows.map((row) => [row.id, row.sequence]));
}

function bindingsOf(clients: readonly (number | string)[], people: readonly (string | null)[]): Binding[] {
  return clients.map((client, index) => [Number(client), people[index] ?? null]);
}

/** A copy with a buffer of its own: what the driver answers is a view into the memory of whole responses, which would be sent along. */
const ownBytes = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes);
const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
