import { isSignedIn, type Actor } from '../access/actor.ts';
import { conflict, notFound, rateLimited, ruleBroken, unauthenticated } from '../access/errors.ts';
import type { Database, SqlClient, Transaction } from '../database/database.ts';
import { DocumentKind } from '../document/document.enums.ts';
import { type DocumentService, refuseEnded } from '../document/document.service.ts';
import type { SignaturesFell } from '../document/document.service.ts';
import type { NotificationService, Told } from '../notification/notification.service.ts';
import type { OrganisationService } from '../organisation/organisation.service.ts';
import { isId } from '../schema/paging.ts';
import { SignatureStatus } from './document-version.enums.ts';
import { signatureFallen, signatureWithdrawn, versionJointlySigned, versionSigned } from './document-version.events.ts';
import { signatureLetter } from './document-version.letters.ts';
import { authorizeSigning, canSign } from './document-version.policy.ts';
import { versionOfSignature, type SignatureRow } from './document-version.reads.ts';
import type { DocumentVersionService, VersionView } from './document-version.service.ts';
import { readsAs, type WholeText, type WholeTextService } from './whole-text.service.ts';

/** Somebody may write between reading the text and signing it so often before the caller is asked to come back. */
const ATTEMPTS = 5;

/**
 * Joint sign-off: each of the two organisations signs the same version. A signature is only given while the document reads exactly as the
 * version, of a model with both adaptations, and falls with the first change of any of these texts (document.commit), so a standing
 * signature never covers another text.
 */
export class SignatureService {
  constructor(
    private readonly db: Database,
    private readonly documents: DocumentService,
    private readonly versions: DocumentVersionService,
    private readonly wholes: WholeTextService,
    private readonly organisation: OrganisationService,
    private readonly notification: NotificationService,
    private readonly publicUrl: () => string,
  ) {
    documents.whenSignaturesFall((tx, fallen) => this.fell(tx, fallen));
  }

  /** Whether the actor could sign for one of the organisations, were the text the document's. */
  viewerCanSign(actor: Actor, version: VersionView): boolean {
    const { document, signatures } = version;
    if (document.organisationId !== null || document.status === 'DROPPED_OUT' || isIncomplete(version)) return false;
    return document.organisationIds.some(
      (signingId) => canSign(actor, 'sign', { ...document, signingId }) && !standsFor(signatures, signingId),
    );
  }

  viewerCanWithdraw(actor: Actor, { document }: VersionView, signature: SignatureRow): boolean {
    const subject = { ...document, signingId: signature.organisationId };
    return signature.status === SignatureStatus.STANDING && document.status !== 'DROPPED_OUT' && canSign(actor, 'sign', subject);
  }

  /**
   * Signs for an organisation. RULE_BROKEN `stale-version` when the document does not read as the version, `incomplete-version` when it was
   * kept without section 10, `one-sided` for an adaptation, `partnership-ended`; CONFLICT when the organisation stands behind a version already.
   */
  async sign(actor: Actor, versionId: string, organisationId: string): Promise<VersionView> {
    const version = await this.versions.byId(actor, versionId);
    authorizeSigning(actor, 'sign', version && { ...version.document, signingId: organisationId });
    if (!version || !isSignedIn(actor)) throw unauthenticated();
    refuseEnded(version.document);
    if (version.document.organisationId !== null)
      throw ruleBroken('one-sided', 'An adaptation belongs to one organisation, so there is nothing to sign together.');
    if (isIncomplete(version)) throw incomplete();
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const [document] = await this.documents.viewsOf(actor, [version.documentId]);
      if (!document) throw notFound('This version');
      const now = await this.wholes.now(actor, document);
      if (!readsAs(version, now)) throw stale();
      if (await this.db.transaction((tx) => this.signAt(tx, actor, version, organisationId, now))) return this.again(actor, versionId);
    }
    throw rateLimited('Somebody is writing in the document at this moment. Try again when they have finished.');
  }

  /** Takes back a signature of the actor's organisation. CONFLICT when it no longer stands. */
  async withdraw(actor: Actor, signatureId: string): Promise<VersionView> {
    const row = isId(signatureId) && isSignedIn(actor) ? await versionOfSignature(this.db, actor, signatureId) : null;
    const version = row && (await this.versions.withDocument(actor, row));
    const signature = version?.signatures.find(({ id }) => id === signatureId);
    authorizeSigning(actor, 'sign', version && signature && { ...version.document, signingId: signature.organisationId });
    if (!version || !signature) throw notFound('This signature');
    refuseEnded(version.document);
    await this.db.transaction(async (tx) => {
      await tx.query(COUNT_OF_SIGNATURE, [signatureId]);
      const { rows } = await tx.query(
        `update document_signature set ended_at = now(), ended_how = 'WITHDRAWN', ended_by = $2 where id = $1 and ended_at is null returning id`,
        [signatureId, actor.personId],
      );
      if (rows.length === 0) throw conflict('This signature no longer stands.');
      const { organisationId } = signature;
      await tx.emit(signatureWithdrawn(await this.versions.facts(tx, actor, version.document, organisationId)));
      await this.tell(
        tx,
        version,
        version.document.organisationIds.filter((id) => id !== organisationId),
        'withdrawn',
        actor.personId,
      );
    });
    return this.again(actor, version.id);
  }

  /** False when somebody wrote meanwhile: then the text has to be looked at again. */
  private async signAt(tx: Transaction, actor: Actor, version: VersionView, organisationId: string, { from }: WholeText): Promise<boolean> {
    // A side that leaves waits for this, or this sees that it left.
    const { rows } = await tx.query<{ status: string }>('select status from partnership where id = $1 for share', [
      version.document.partnershipId,
    ]);
    refuseEnded({ ...version.document, status: rows[0]?.status ?? '' });
    const documentIds = from.map(({ documentId }) => documentId);
    const held = await tx.query(COUNT_AT, [documentIds, from.map(({ sequence }) => sequence)]);
    if (held.rows.length === 0) return false;
    const standing = await standingOn(tx, version.documentId);
    if (standing.some((signature) => signature.organisationId === organisationId))
      throw conflict('Your organisation has signed already. Withdraw that signature before you sign another version.');
    await tx.query(SIGN, [version.id, version.documentId, organisationId, actor.personId, documentIds]);
    const joint = standing.some(({ versionId }) => versionId === version.id);
    const facts = await this.versions.facts(tx, actor, version.document, organisationId);
    await tx.emit(joint ? versionJointlySigned(facts) : versionSigned(facts));
    const others = version.document.organisationIds.filter((id) => id !== organisationId);
    await this.tell(tx, version, others, joint ? 'jointlySigned' : 'signatureDue', actor.personId);
    return true;
  }

  /** In the transaction of the change: the diary and those who signed hear of it. */
  private async fell(tx: Transaction, fallen: Parameters<SignaturesFell>[1]): Promise<void> {
    for (const { organisationId, versionId, personId } of fallen) {
      const { rows } = await tx.query<FallenRow>(FALLEN, [versionId]);
      const row = rows[0];
      if (!row) continue;
      const otherId = row.organisationIds.find((id) => id !== organisationId) ?? '';
      const { documentId, callId } = row;
      await tx.emit(signatureFallen({ documentId, callId, organisationIds: [organisationId, otherId], personId }));
      await this.tell(tx, { ...row, id: versionId, document: row }, [organisationId], 'fallen', personId);
    }
  }

  /** A letter to everybody who represents the organisations, and the bell; `actorId` is who did it. */
  private async tell(
    tx: Transaction,
    { id, number, name, documentId, document }: Called,
    toIds: readonly string[],
    kind: keyof typeof BELLS,
    actorId: string | null,
  ): Promise<void> {
    const { rows } = await tx.query<{ id: string; name: string }>('select id, name from organisation where id = any($1::uuid[])', [
      document.organisationIds,
    ]);
    const url = `${this.publicUrl()}/documents/${documentId}/versions#version-${number}`;
    const version = name === null ? String(number) : `${number}, “${name}”`;
    for (const organisationId of toIds) {
      const other = rows.find(({ id }) => id !== organisationId)?.name ?? '';
      await this.organisation.writeTo(tx, organisationId, (language) => signatureLetter(kind, language, { name: other, version, url }));
    }
    const people = await tx.query<{ id: string }>('select person_id as id from representative where organisation_id = any($1::uuid[])', [
      toIds,
    ]);
    const told: Told = { kind: BELLS[kind], documentId, versionId: id, actorId, written: true };
    await this.notification.tell(
      tx,
      people.rows.map((person) => person.id),
      told,
    );
  }

  private async again(actor: Actor, versionId: string): Promise<VersionView> {
    const version = await this.versions.byId(actor, versionId);
    if (!version) throw notFound('This version');
    return version;
  }
}

/** What the bell says beside each letter. */
const BELLS = {
  signatureDue: 'SIGNATURE_DUE',
  jointlySigned: 'JOINTLY_SIGNED',
  withdrawn: 'SIGNATURE_WITHDRAWN',
  fallen: 'SIGNATURE_FALLEN',
} as const satisfies Record<Parameters<typeof signatureLetter>[0], Told['kind']>;

/** What people are told of a version by. */
interface Called {
  readonly id: string;
  readonly number: number;
  readonly name: string | null;
  readonly documentId: string;
  readonly document: { readonly organisationIds: readonly string[] };
}

interface FallenRow {
  /** The signed document, which need not be the one that was changed. */
  readonly documentId: string;
  readonly number: number;
  readonly name: string | null;
  readonly callId: string;
  readonly organisationIds: readonly string[];
}

/**
 * Counts a signature in every document that it covers, so that no change in any of them slips past it; in the order of their ids, so that two who
 * sign wait for each other. None is counted, and nothing answered, when one of them was changed since it was read.
 */
const COUNT_AT = `
  with held as (
    select d.id from document d join unnest($1::uuid[], $2::int[]) as seen(id, sequence) on seen.id = d.id and seen.sequence = d.sequence
    order by d.id for no key update of d)
  update document set signings = signings + 1 from held
  where document.id = held.id and (select count(*) from held) = cardinality($1::uuid[]) returning document.id`;
const COUNT_OF_SIGNATURE = `
  with held as (
    select d.id from document d join document_signature_text t on t.document_id = d.id where t.signature_id = $1 order by d.id for no key update of d)
  update document set signings = signings + 1 from held where document.id = held.id`;

const SIGN = `
  with signed as (
    insert into document_signature (version_id, document_id, organisation_id, person_id) values ($1, $2, $3, $4) returning id)
  insert into document_signature_text (document_id, signature_id) select covered, signed.id from signed, unnest($5::uuid[]) as covered`;

const FALLEN = `select v.document_id as "documentId", v.number, v.name, p.call_id as "callId",
    array(select s.organisation_id from partnership_side s where s.partnership_id = p.id order by s.side) as "organisationIds"
  from document_version v join document d on d.id = v.document_id join partnership p on p.id = d.partnership_id where v.id = $1`;

async function standingOn(tx: SqlClient, documentId: string): Promise<{ organisationId: string; versionId: string }[]> {
  const { rows } = await tx.query<{ organisationId: string; versionId: string }>(
    'select organisation_id as "organisationId", version_id as "versionId" from document_signature where document_id = $1 and ended_at is null',
    [documentId],
  );
  return rows;
}

const standsFor = (signatures: readonly SignatureRow[], organisationId: string): boolean =>
  signatures.some((signature) => signature.organisationId === organisationId && signature.status === SignatureStatus.STANDING);

/** A model's version from before section 10 was kept with it: a signature covers all sections or is none. */
const isIncomplete = ({ document, adaptationSeal }: VersionView): boolean =>
  document.kind === DocumentKind.CAPACITY_MODEL && adaptationSeal === null;

const incomplete = (): Error =>
  ruleBroken('incomplete-version', 'This version was kept without section 10, the adaptations. Name the text as it is now, and sign that.');

const stale = (): Error =>
  ruleBroken('stale-version', 'The text was changed after this version. Look at what changed, name the text as it is now, and sign that.');
