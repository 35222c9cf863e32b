import { ANONYMOUS, type Actor } from '../access/actor.ts';
import type { Asker } from '../access/asker.ts';
import type { SqlClient } from '../database/database.ts';
import { ASKER } from '../person/actor.reads.ts';
import type { DocumentKind } from './document.enums.ts';
import { type DocumentSubject, READABLE_SQL, readableValues, readersSql, WATCHED_SQL } from './document.policy.ts';
import type { KnownOperation } from './document.store.ts';

/** A document as it is shown, without its words. */
export interface DocumentView extends DocumentSubject {
  readonly id: string;
  readonly partnershipId: string;
  readonly kind: DocumentKind;
  readonly title: string;
  readonly sequence: number;
  readonly updatedAt: Date;
}

const COLUMNS = `d.id, d.partnership_id as "partnershipId", d.organisation_id as "organisationId", d.kind, d.title, d.sequence,
  d.updated_at as "updatedAt", p.status,
  array(select s.organisation_id from partnership_side s where s.partnership_id = d.partnership_id order by s.side) as "organisationIds"`;
const FROM = 'from document d join partnership p on p.id = d.partnership_id';

const BY_IDS = `select ${COLUMNS} ${FROM} where ${READABLE_SQL} and d.id = any($3::uuid[])`;
const OF_PARTNERSHIPS = `select ${COLUMNS} ${FROM} where ${READABLE_SQL} and d.partnership_id = any($3::uuid[])
  order by array_position(array['CAPACITY_MODEL','ADAPTATION','NOTES'], d.kind),
  (select s.side from partnership_side s where s.partnership_id = d.partnership_id and s.organisation_id = d.organisation_id), d.created_at, d.id`;

/** In the order asked; null where missing or not for the actor to read. */
export async function documentsByIds(db: SqlClient, actor: Actor, ids: readonly string[]): Promise<(DocumentView | null)[]> {
  const { rows } = await db.query<DocumentView>(BY_IDS, [...readableValues(actor), ids]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id) ?? null);
}

/** The capacity model first, then the adaptations, side A's first; only what the actor may read. */
export async function documentsOfPartnerships(db: SqlClient, actor: Actor, partnershipIds: readonly string[]): Promise<DocumentView[]> {
  const { rows } = await db.query<DocumentView>(OF_PARTNERSHIPS, [...readableValues(actor), partnershipIds]);
  return rows;
}

/** A document for the rules to judge, whoever asks, with what the log knows of an operation. */
export interface DocumentForWriting extends DocumentSubject {
  readonly sequence: number;
  readonly known: Pick<KnownOperation, 'hash' | 'sequence'> | null;
}

const forWriting = (
  id: string,
  operationId: string,
): string => `select ${COLUMNS}, u.sequence as "knownSequence", u.update_hash as "knownHash"
  ${FROM} left join document_update u on u.document_id = d.id and u.operation_id = ${operationId} where d.id = ${id}`;
const FOR_WRITING = forWriting('$1', '$2');
const ASKED_FOR_WRITING = `with ${ASKER} select asker.actor, found.* from asker left join (${forWriting('$2', '$3')}) found on true`;

interface ForWritingRow extends DocumentView {
  knownSequence: number | null;
  knownHash: Buffer | null;
}

/** Finds out by the same statement who asks, when nobody has. */
export async function documentForWriting(db: SqlClient, asker: Asker, id: string, operationId: string): Promise<DocumentForWriting | null> {
  const session = asker.unknownSession;
  if (session === null) return withKnown((await db.query<ForWritingRow>(FOR_WRITING, [id, operationId])).rows[0]);
  const { rows } = await db.query<ForWritingRow & { actor: Actor | null }>(ASKED_FOR_WRITING, [session, id, operationId]);
  asker.learn(rows[0]?.actor ?? ANONYMOUS);
  return withKnown(rows[0]);
}

function withKnown(row: ForWritingRow | undefined): DocumentForWriting | null {
  if (!row?.id) return null;
  const known = row.knownSequence !== null && row.knownHash ? { sequence: row.knownSequence, hash: row.knownHash } : null;
  return { ...row, known };
}

const BOUND = `select ${COLUMNS}, c.client_id is not null as bound, c.person_id as "boundTo" ${FROM}
  left join document_client c on c.document_id = d.id and c.client_id = $2 where d.id = $1`;

export interface DocumentForPresence extends DocumentSubject {
  /** Somebody wrote under this client id before. */
  readonly bound: boolean;
  readonly boundTo: string | null;
}

export async function documentForPresence(db: SqlClient, id: string, clientId: number): Promise<DocumentForPresence | null> {
  const { rows } = await db.query<DocumentForPresence>(BOUND, [id, clientId]);
  return rows[0] ?? null;
}

const READERS = readersSql('$2');

/** Those of the people who may read the document now. */
export async function readersAmong(db: SqlClient, documentId: string, personIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await db.query<{ id: string }>(READERS, [documentId, personIds]);
  return new Set(rows.map((row) => row.id));
}

/** A watched document as it is now. */
export interface Watched {
  readonly documentId: string;
  /** Of its last stored update; 0 when the document is gone. */
  readonly sequence: number;
  /** Those of the people who watch it who may still read it. */
  readonly readers: readonly string[];
}

/** Of documents and the people who watch them: what stands in their logs, and who may still read. */
export async function watchedNow(db: SqlClient, watched: ReadonlyMap<string, readonly string[]>): Promise<Watched[]> {
  const asked = [...watched].map(([documentId, people]) => ({ documentId, people }));
  return (await db.query<Watched>(WATCHED_SQL, [JSON.stringify(asked)])).rows;
}
