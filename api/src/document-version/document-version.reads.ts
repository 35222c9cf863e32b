import type { KeptText } from '@kopru/schema/document-text';
import type { Actor } from '../access/actor.ts';
import type { SqlClient } from '../database/database.ts';
import { SignatureStatus, type VersionCause } from './document-version.enums.ts';
import { READABLE_SQL, readableValues } from './document-version.policy.ts';

export interface SignatureRow {
  readonly id: string;
  readonly organisationId: string;
  readonly status: SignatureStatus;
  readonly signedAt: Date;
  readonly signedBy: string | null;
  readonly endedAt: Date | null;
  readonly endedBy: string | null;
}

/** What two texts are told apart by. */
export interface Sealed {
  /** SHA-256 of what people read in the document itself, in hex. */
  readonly seal: string;
  /** The same of a model's two adaptations; null where they are no part of it. */
  readonly adaptationSeal: string | null;
}

/** A version without its text. */
export interface VersionRow extends Sealed {
  readonly id: string;
  readonly documentId: string;
  readonly number: number;
  readonly name: string | null;
  readonly cause: VersionCause;
  readonly sequence: number;
  readonly madeAt: Date;
  readonly madeBy: string | null;
  readonly restoredFrom: number | null;
  /** Oldest first. */
  readonly signatures: readonly SignatureRow[];
}

/** Both organisations stand behind it: each has at most one standing signature on a document. */
export function isJointlySigned({ signatures }: Pick<VersionRow, 'signatures'>): boolean {
  return signatures.filter(({ status }) => status === SignatureStatus.STANDING).length === 2;
}

const personName = (id: string): string => `(select u.name from auth."user" u where u.id = ${id})`;

const SELECT = `select v.id, v.document_id as "documentId", v.number, v.name, v.cause, v.sequence, encode(v.seal, 'hex') as seal,
    encode(v.adaptation_seal, 'hex') as "adaptationSeal", v.made_at as "madeAt", ${personName('v.made_by')} as "madeBy",
    (select r.number from document_version r where r.id = v.restored_from) as "restoredFrom",
    coalesce((select json_agg(json_build_object('id', s.id, 'organisationId', s.organisation_id, 'status', coalesce(s.ended_how, 'STANDING'),
        'signedAt', s.signed_at, 'signedBy', ${personName('s.person_id')}, 'endedAt', s.ended_at, 'endedBy', ${personName('s.ended_by')})
        order by s.signed_at, s.id)
      from document_signature s where s.version_id = v.id), '[]') as signatures
  from document_version v join document d on d.id = v.document_id where ${READABLE_SQL}`;

const OF_DOCUMENT = `${SELECT} and v.document_id = $3 order by v.number desc`;
const BY_ID = `${SELECT} and v.id = $3`;
const OF_SIGNATURE = `${SELECT} and v.id = (select version_id from document_signature where id = $3)`;

const withMoments = (row: VersionRow): VersionRow => ({
  ...row,
  signatures: row.signatures.map((signature) => ({
    ...signature,
    signedAt: new Date(signature.signedAt),
    endedAt: signature.endedAt && new Date(signature.endedAt),
  })),
});

/** Newest first; only what the actor may read. */
export async function versionsOfDocument(db: SqlClient, actor: Actor, documentId: string): Promise<VersionRow[]> {
  const { rows } = await db.query<VersionRow>(OF_DOCUMENT, [...readableValues(actor), documentId]);
  return rows.map(withMoments);
}

/** Null when there is none, or it is not for the actor. */
export async function versionById(db: SqlClient, actor: Actor, id: string): Promise<VersionRow | null> {
  const { rows } = await db.query<VersionRow>(BY_ID, [...readableValues(actor), id]);
  return rows[0] ? withMoments(rows[0]) : null;
}

/** The version that a signature is on. */
export async function versionOfSignature(db: SqlClient, actor: Actor, signatureId: string): Promise<VersionRow | null> {
  const { rows } = await db.query<VersionRow>(OF_SIGNATURE, [...readableValues(actor), signatureId]);
  return rows[0] ? withMoments(rows[0]) : null;
}

const TEXT = `select v.text, v.adaptations from document_version v join document d on d.id = v.document_id where ${READABLE_SQL} and v.id = $3`;

/** A version's text with what it holds of section 10. */
export async function versionText(db: SqlClient, actor: Actor, id: string): Promise<KeptText | null> {
  const { rows } = await db.query<KeptText>(TEXT, [...readableValues(actor), id]);
  return rows[0] ?? null;
}
