import type { KeptText } from '@kopru/schema/document-text';
import { languageIn } from '@kopru/schema/document-words';
import { type Actor, isSignedIn } from '../access/actor.ts';
import { notFound, unauthenticated } from '../access/errors.ts';
import type { CommentService } from '../comment/comment.service.ts';
import type { SqlClient } from '../database/database.ts';
import type { DocumentImageService } from '../document-image/document-image.service.ts';
import type { DocumentView } from '../document/document.reads.ts';
import type { DocumentService } from '../document/document.service.ts';
import { SignatureStatus } from './document-version.enums.ts';
import type { DocumentVersionService, VersionView } from './document-version.service.ts';
import type { RenderingThread } from './rendering.thread.ts';
import type { ExportFormat } from './rendering.worker.ts';

/** What is asked for: a version, or (null) the document as it is now, which may be what a version reads. */
export interface ExportRequest {
  readonly documentId: string;
  readonly versionId: string | null;
  readonly format: ExportFormat;
  readonly language: string;
}

export interface ExportedFile {
  readonly bytes: Uint8Array;
  /** With its ending. */
  readonly name: string;
}

const CALL = `select c.time_zone as "timeZone" from partnership p join call c on c.id = p.call_id where p.id = $1`;

/** What the images in one file have together at most; what does not fit is said in words. */
const IMAGE_ROOM = { bytes: 64 * 1024 * 1024, pixels: 40_000_000 };
/** A document has room for fewer, and so have its two adaptations. */
const MAX_IMAGES = 1000;
const IMAGE = /\/documents\/[0-9a-f-]{36}\/images\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/g;

/** Ids of images that a text may show, in its order. Some may only be spoken of; which are shown is for the thread to find out. */
function imageIdsIn({ text, adaptations }: KeptText): string[] {
  const ids = [text, adaptations ?? ''].flatMap((json) => [...json.matchAll(IMAGE)].map(([, id = '']) => id));
  return [...new Set(ids)].slice(0, MAX_IMAGES);
}

/** Documents as files, for those who may read them. */
export class DocumentExportService {
  constructor(
    private readonly db: SqlClient,
    private readonly documents: DocumentService,
    private readonly versions: DocumentVersionService,
    private readonly comment: CommentService,
    private readonly image: DocumentImageService,
    private readonly thread: RenderingThread,
    private readonly publicUrl: () => string,
  ) {}

  /**
   * The signatures in it are those that stand on exactly the exported text. NOT_FOUND for what is not there or not for the actor; RULE_BROKEN
   * `too-large`.
   */
  async file(actor: Actor, { documentId, versionId, format, language }: ExportRequest): Promise<ExportedFile> {
    if (!isSignedIn(actor)) throw unauthenticated();
    const [document] = await this.documents.viewsOf(actor, [documentId]);
    if (!document) throw notFound('This document');
    const { text, version } = versionId === null ? await this.versions.now(actor, document) : await this.kept(actor, document, versionId);
    const organisations = await this.versions.namesOf(document);
    // A version calls people as it was signed; the document as it is now, by their names of now.
    const people = version ? null : await this.comment.participants(actor, document);
    const { rows } = await this.db.query<{ timeZone: string }>(CALL, [document.partnershipId]);
    const owner = organisations.find(({ id }) => id === document.organisationId)?.name ?? null;
    const standing = (version?.signatures ?? []).filter(({ status }) => status === SignatureStatus.STANDING);
    const shown =
      format === 'pdf' || format === 'docx' ? await this.image.ofPartnership(actor, document, imageIdsIn(text), IMAGE_ROOM) : [];
    const bytes = await this.thread.render(format, {
      text,
      images: shown.map((image) => ({ ...image, source: `/documents/${image.documentId}/images/${image.id}` })),
      address: this.publicUrl(),
      kind: document.kind,
      documentId: document.id,
      wording: {
        language: languageIn(language),
        organisations,
        ...(people && { people: Object.fromEntries(people.map(({ id, name }) => [id, name])) }),
      },
      owner,
      version: version && { number: version.number, name: version.name, madeAt: version.madeAt.toISOString() },
      signatures: standing.map(({ organisationId, signedBy, signedAt }) => ({
        organisationId,
        signedBy,
        signedAt: signedAt.toISOString(),
      })),
      exportedAt: new Date().toISOString(),
      timeZone: rows[0]?.timeZone ?? 'UTC',
    });
    const parts = [document.title, owner ?? organisations.map(({ name }) => name).join(' · '), version && `v${version.number}`];
    return { bytes, name: `${parts.filter(Boolean).join(' - ')}.${format}` };
  }

  private async kept(actor: Actor, document: DocumentView, versionId: string): Promise<{ text: KeptText; version: VersionView }> {
    const version = await this.versions.byId(actor, versionId);
    if (version?.documentId !== document.id) throw notFound('This version');
    return { text: await this.versions.text(actor, version), version };
  }
}
