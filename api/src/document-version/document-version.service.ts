import { setTimeout } from 'node:timers/promises';
import type { KeptText } from '@kopru/schema/document-text';
import { languageIn } from '@kopru/schema/document-words';
import { isSignedIn, type Actor } from '../access/actor.ts';
import { badInput, notFound, ruleBroken, unauthenticated } from '../access/errors.ts';
import type { Database, SqlClient, Transaction } from '../database/database.ts';
import { updatesTopic } from '../document/document.events.ts';
import type { DocumentView } from '../document/document.reads.ts';
import { type DocumentService, refuseEnded } from '../document/document.service.ts';
import { whileAllowed } from '../live/guard.ts';
import type { Live } from '../live/live.ts';
import { isId } from '../schema/paging.ts';
import { cleanText, lengthOf } from '../schema/text.ts';
import type { SectionChange } from './comparison.ts';
import type { RenderingThread } from './rendering.thread.ts';
import { SignatureStatus, VersionCause } from './document-version.enums.ts';
import { type VersionFacts, versionNamed, versionRemoved, versionRestored, versionsTopic } from './document-version.events.ts';
import { authorize, can } from './document-version.policy.ts';
import { type Sealed, versionById, versionsOfDocument, versionText, type VersionRow } from './document-version.reads.ts';
import type { WholeText, WholeTextService } from './whole-text.service.ts';

/** A version with the document that it is of. */
export interface VersionView extends VersionRow {
  readonly document: DocumentView;
}

/** Somebody with an open subscription; a context is one. */
export interface VersionWatcher {
  readonly actor: Actor;
  freshActor(): Promise<Actor>;
  refresh(): Promise<void>;
}

const MAX_NAME = 120;
/** What a page of history can be read with; more would hide the few that matter. */
export const MAX_VERSIONS = 100;
/** Between two answers to whoever watches: while people write, something changes several times a second. */
const PAUSE_MS = 500;
/** Characters of a version's JSON: some two thousand pages. */
export const MAX_TEXT = 4 * 1024 * 1024;

/** Named versions of documents: kept, listed, restored as new ones, removed. History is only added to. */
export class DocumentVersionService {
  constructor(
    private readonly db: Database,
    private readonly live: Live,
    private readonly documents: DocumentService,
    private readonly wholes: WholeTextService,
    private readonly thread: RenderingThread,
  ) {}

  /** Newest first. */
  async ofDocument(actor: Actor, document: DocumentView): Promise<VersionView[]> {
    const rows = await versionsOfDocument(this.db, actor, document.id);
    return rows.map((row) => ({ ...row, document }));
  }

  /** Null when there is none, or it is not for the actor. */
  async byId(actor: Actor, id: string): Promise<VersionView | null> {
    const row = isId(id) ? await versionById(this.db, actor, id) : null;
    return row && this.withDocument(actor, row);
  }

  async withDocument(actor: Actor, row: VersionRow): Promise<VersionView | null> {
    const [document] = await this.documents.viewsOf(actor, [row.documentId]);
    return document ? { ...row, document } : null;
  }

  /** A version's text, as `schema/` knows it. */
  async text(actor: Actor, version: VersionView): Promise<KeptText> {
    authorize(actor, 'read', version.document);
    const text = await versionText(this.db, actor, version.id);
    if (text === null) throw notFound('This version');
    return text;
  }

  /** The seals of what a document reads now (see `readsAs`). Null when it is not for the actor. */
  async sealedNow(actor: Actor, documentId: string): Promise<Sealed | null> {
    const [document] = await this.documents.viewsOf(actor, [documentId]);
    return document ? this.wholes.now(actor, document) : null;
  }

  /**
   * What differs from a version to another one of the same document, or to what the document reads now. NOT_FOUND for a version that is not of
   * this document. Computed in a thread of its own and bounded, because texts can be hostile.
   */
  async compare(actor: Actor, documentId: string, fromId: string, toId: string | null, language: string): Promise<SectionChange[]> {
    const document = authorize(actor, 'read', (await this.documents.viewsOf(actor, [documentId]))[0]);
    return this.compareTexts(document, await this.textOf(actor, document, fromId), await this.textOf(actor, document, toId), language);
  }

  /** What differs from the JSON of an earlier text of the document to what it reads now, each without section 10 of a model. */
  async compareWithNow(actor: Actor, document: DocumentView, before: string, language: string): Promise<SectionChange[]> {
    authorize(actor, 'read', document);
    const { text } = await this.documents.text(actor, document);
    return this.compareTexts(document, { text: before, adaptations: null }, { text, adaptations: null }, language);
  }

  /** A version's text, or (null) what the document reads now. */
  async textOf(actor: Actor, document: DocumentView, versionId: string | null): Promise<KeptText> {
    if (versionId === null) return this.wholes.now(actor, document);
    const version = await this.byId(actor, versionId);
    if (version?.documentId !== document.id) throw notFound('This version');
    return this.text(actor, version);
  }

  /**
   * What the document reads now, and the version that reads so in all that belongs to it: the one that somebody stands behind, else the newest;
   * null when there is none.
   */
  async now(actor: Actor, document: DocumentView): Promise<{ text: WholeText; version: VersionRow | null }> {
    const text = await this.wholes.now(actor, document);
    const same = (await versionsOfDocument(this.db, actor, document.id)).filter(
      ({ seal, adaptationSeal }) => seal === text.seal && adaptationSeal === text.adaptationSeal,
    );
    const signed = same.find(({ signatures }) => signatures.some(({ status }) => status === SignatureStatus.STANDING));
    return { text, version: signed ?? same[0] ?? null };
  }

  /** The two organisations, side A first; whoever reads the document knows both. */
  async namesOf(document: DocumentView): Promise<{ id: string; name: string }[]> {
    const { rows } = await this.db.query<{ id: string; name: string }>('select id, name from organisation where id = any($1::uuid[])', [
      document.organisationIds,
    ]);
    return document.organisationIds.flatMap((id) => rows.find((row) => row.id === id) ?? []);
  }

  viewerCanKeep(actor: Actor, document: DocumentView): boolean {
    return can(actor, 'keep', document) && document.status !== 'DROPPED_OUT';
  }

  /** Keeps what the document reads now under a name. BAD_USER_INPUT for the name; RULE_BROKEN `too-many-versions`, `version-size`. */
  async name(actor: Actor, documentId: string, given: string): Promise<VersionView> {
    const document = authorize(actor, 'keep', (await this.documents.viewsOf(actor, [documentId]))[0]);
    if (!isSignedIn(actor)) throw unauthenticated();
    refuseEnded(document);
    const name = cleanText(given);
    if (!name || lengthOf(name) > MAX_NAME) throw badInput({ name: `Give it a name of 1 to ${MAX_NAME} characters.` });
    const parts = await this.wholes.partsOf(actor, document);
    const id = await this.db.transaction(async (tx) => {
      await tx.query('select from document where id = $1 for no key update', [document.id]);
      const read = await this.wholes.together(actor, tx, document, parts);
      const made = await keep(tx, { documentId, name, cause: VersionCause.NAMED, read, restoredFrom: null, personId: actor.personId });
      await tx.emit(versionNamed(await this.facts(tx, actor, document)));
      return made;
    });
    return this.found(actor, id);
  }

  /**
   * Makes the document read as the version, by one update on top of everything, and keeps that as a new version. What it read before is kept
   * too, unless a version has it. Of a model, section 10 stays as it is: an adaptation is its organisation's to restore. RULE_BROKEN `same-text` when it reads so already; the other refusals as for every update.
   */
  async restore(actor: Actor, id: string): Promise<VersionView> {
    const version = await this.byId(actor, id);
    authorize(actor, 'keep', version?.document);
    if (!version || !isSignedIn(actor)) throw unauthenticated();
    const { document, documentId } = version;
    const { text } = await this.text(actor, version);
    const parts = await this.wholes.partsOf(actor, document);
    let made = '';
    const sequence = await this.documents.rewrite(actor, document, text, async (tx, before, last) => {
      const about = { documentId, restoredFrom: id, personId: actor.personId };
      const whole = await this.wholes.together(actor, tx, document, parts, before);
      if (!(await isKept(tx, documentId, whole))) await keep(tx, { ...about, name: null, cause: VersionCause.BEFORE_RESTORE, read: whole });
      const after = { ...whole, text, seal: version.seal, sequence: last };
      made = await keep(tx, { ...about, name: version.name, cause: VersionCause.RESTORED, read: after });
      await tx.emit(versionRestored(await this.facts(tx, actor, document)));
    });
    if (sequence === null) throw ruleBroken('same-text', 'The document reads like this version already.');
    return this.found(actor, made);
  }

  /** Forgets a version and its text. RULE_BROKEN `version-signed` once somebody has signed it. */
  async remove(actor: Actor, id: string): Promise<DocumentView> {
    const version = await this.byId(actor, id);
    authorize(actor, 'keep', version?.document);
    if (!version) throw notFound('This version');
    refuseEnded(version.document);
    await this.db.transaction(async (tx) => {
      await tx.query('select from document where id = $1 for no key update', [version.documentId]);
      const { rows } = await tx.query(
        `delete from document_version v where v.id = $1 and not exists (select from document_signature s where s.version_id = v.id) returning v.id`,
        [id],
      );
      if (rows.length === 0) throw ruleBroken('version-signed', 'This version was signed, so it stays.');
      await tx.emit(versionRemoved(await this.facts(tx, actor, version.document)));
    });
    return version.document;
  }

  /**
   * The document at once, and again whenever its versions, their signatures, or (`texts`) a text that they are compared with changed, for as long as the
   * watcher may read it. Nothing slips in between: what happens after the first answer makes another one.
   */
  async watch(watcher: VersionWatcher, documentId: string, texts: boolean): Promise<AsyncGenerator<DocumentView, void, void>> {
    const document = authorize(watcher.actor, 'read', (await this.documents.viewsOf(watcher.actor, [documentId]))[0]);
    const read = texts ? [document, ...(await this.wholes.partsOf(watcher.actor, document))] : [];
    const changes = this.live.wakes([versionsTopic(document.id), ...read.map(({ id }) => updatesTopic(id))]);
    return this.readBack(
      whileAllowed(this.live, watcher, changes, (actor) => can(actor, 'read', document)),
      watcher,
      document.id,
    );
  }

  /** What an event tells, read on its transaction: the acting organisation first. */
  async facts(client: SqlClient, actor: Actor, document: DocumentView, firstId?: string): Promise<VersionFacts> {
    const { rows } = await client.query<{ callId: string }>('select call_id as "callId" from partnership where id = $1', [
      document.partnershipId,
    ]);
    const first = firstId ?? document.organisationIds.find((id) => actor.organisationIds.includes(id));
    const organisationIds = [...document.organisationIds].sort((one, other) => Number(other === first) - Number(one === first));
    return { documentId: document.id, callId: rows[0]?.callId ?? '', organisationIds, personId: actor.personId };
  }

  private async compareTexts(document: DocumentView, before: KeptText, after: KeptText, language: string): Promise<SectionChange[]> {
    return this.thread.compare(before, after, { language: languageIn(language), organisations: await this.namesOf(document) });
  }

  private async *readBack(
    changes: AsyncGenerator<true, void, void>,
    watcher: VersionWatcher,
    documentId: string,
  ): AsyncGenerator<DocumentView, void, void> {
    for await (const _changed of changes) {
      await watcher.refresh();
      const [document] = await this.documents.viewsOf(watcher.actor, [documentId]);
      if (!document) return;
      yield document;
      await setTimeout(PAUSE_MS, undefined, { ref: false });
    }
  }

  private async found(actor: Actor, id: string): Promise<VersionView> {
    const version = await this.byId(actor, id);
    if (!version) throw notFound('This version');
    return version;
  }
}

interface Kept {
  readonly documentId: string;
  readonly name: string | null;
  readonly cause: VersionCause;
  readonly read: KeptText & Sealed & { readonly sequence: number };
  readonly restoredFrom: string | null;
  readonly personId: string;
}

const KEEP = `insert into document_version (document_id, number, name, cause, sequence, text, seal, restored_from, made_by, adaptations, adaptation_seal)
  select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, decode($6, 'hex'), $7, $8, $9, decode($10, 'hex') from document_version where document_id = $1
  having count(*) < ${MAX_VERSIONS} returning id`;

/** On a transaction that holds the document's row, so that numbers follow each other. */
async function keep(tx: Transaction, { documentId, name, cause, read, restoredFrom, personId }: Kept): Promise<string> {
  if (read.text.length + (read.adaptations?.length ?? 0) > MAX_TEXT)
    throw ruleBroken('version-size', 'This text is too large to be kept as a version. Shorten it first.');
  const { rows } = await tx.query<{ id: string }>(KEEP, [
    documentId,
    name,
    cause,
    read.sequence,
    read.text,
    read.seal,
    restoredFrom,
    personId,
    read.adaptations,
    read.adaptationSeal,
  ]);
  if (!rows[0]) throw ruleBroken('too-many-versions', `A document keeps ${MAX_VERSIONS} versions. Remove one that nobody needs any more.`);
  return rows[0].id;
}

const KEPT = `select from document_version where document_id = $1 and seal = decode($2, 'hex')
  and adaptation_seal is not distinct from decode($3, 'hex') limit 1`;

async function isKept(tx: SqlClient, documentId: string, { seal, adaptationSeal }: Sealed): Promise<boolean> {
  const { rows } = await tx.query(KEPT, [documentId, seal, adaptationSeal]);
  return rows.length > 0;
}
