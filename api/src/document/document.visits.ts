/** Up to where people have read a document, visit by visit: what "since you were here" counts from. */
import type { Actor } from '../access/actor.ts';
import type { SqlClient } from '../database/database.ts';
import type { DocumentGuard } from './document.guard.ts';
import { READABLE_SQL, readableValues } from './document.policy.ts';
import type { Loaded } from './document.scratch.ts';

/** Somebody has a document before their eyes. */
export interface Visit {
  readonly documentId: string;
  /** Chosen by the client, one for each stay. */
  readonly visit: string;
  readonly sequence: number;
}

/** Visits of a person to a document that are remembered: enough for a phone and two windows beside the one before. */
const REMEMBERED = 4;
/** Whoever stays away longer is told nothing, and what was kept for them goes. */
const FORGOTTEN_AFTER = '1 year';
/** Characters of a text that is kept for somebody who is away. */
const MAX_TEXT = 4 * 1024 * 1024;

/**
 * The share lock lets a fold of the log and this take turns: a sequence that was folded meanwhile is not taken, because the text at it cannot
 * be had any more; the window comes with a newer one in a moment.
 */
const MARK = `
  with readable as (
    select d.id, least($6::int, d.sequence) as sequence from document d
    where ${READABLE_SQL} and d.id = $3 and least($6::int, d.sequence) >= d.snapshot_sequence for share of d),
  older as (
    delete from document_visit v using readable where v.person_id = $4 and v.document_id = readable.id and v.visit <> $5 and v.visit not in (
      select o.visit from document_visit o where o.person_id = $4 and o.document_id = readable.id and o.visit <> $5
      order by o.began_at desc limit ${REMEMBERED - 1}))
  insert into document_visit (person_id, document_id, visit, sequence) select $4, id, $5, sequence from readable
  on conflict (person_id, document_id, visit) do update set read_at = now(), sequence = greatest(document_visit.sequence, excluded.sequence),
    text = case when excluded.sequence > document_visit.sequence then null else document_visit.text end`;

/** Remembers that the actor has read so far; nothing happens for a document that is not theirs to read. */
export async function markVisit(db: SqlClient, actor: Actor, { documentId, visit, sequence }: Visit): Promise<void> {
  await db.query(MARK, [...readableValues(actor), documentId, actor.personId, visit, sequence]);
}

const AWAY = `select distinct sequence from document_visit where document_id = $1 and text is null and sequence >= $2 and sequence < $3 order by sequence`;
const KEEP = `update document_visit v set text = kept.text from unnest($2::int[], $3::text[]) as kept(sequence, text)
  where v.document_id = $1 and v.sequence = kept.sequence and v.text is null and length(kept.text) <= ${MAX_TEXT}`;
const FORGET = `delete from document_visit where document_id = $1 and read_at < now() - interval '${FORGOTTEN_AFTER}'`;

/** Before a log is folded: keeps for those who are away what they read last, because it cannot be had from the log afterwards. */
export async function keepVisitTexts(
  tx: SqlClient,
  guard: DocumentGuard,
  documentId: string,
  log: Loaded & { readonly snapshotSequence: number },
): Promise<void> {
  await tx.query(FORGET, [documentId]);
  const { rows } = await tx.query<{ sequence: number }>(AWAY, [documentId, log.snapshotSequence, log.sequence]);
  const sequences = rows.map(({ sequence }) => sequence);
  if (sequences.length === 0) return;
  const texts = await guard.textsAt(documentId, log, log.snapshotSequence, sequences);
  await tx.query(KEEP, [documentId, sequences, texts.map(({ text }) => text)]);
}
