import { createHash } from 'node:crypto';
import type { KeptText } from '@kopru/schema/document-text';
import { type Actor } from '../access/actor.ts';
import type { SqlClient } from '../database/database.ts';
import { DocumentKind } from '../document/document.enums.ts';
import type { DocumentView } from '../document/document.reads.ts';
import type { DocumentService, ReadText } from '../document/document.service.ts';
import type { Sealed } from './document-version.reads.ts';

/** What a document reads with all that belongs to it: of a capacity model that is section 10, which is in two documents of its own. */
export interface WholeText extends KeptText, Sealed {
  /** Of the document's last update in it. */
  readonly sequence: number;
  /** Every document that it is from, and up to where. */
  readonly from: readonly { readonly documentId: string; readonly sequence: number }[];
}

/** Equal texts, in all that belongs to them. One that was kept before section 10 was part of it is about the other sections. */
export function readsAs(version: Sealed, now: Sealed): boolean {
  return version.seal === now.seal && (version.adaptationSeal === null || version.adaptationSeal === now.adaptationSeal);
}

/** Reads documents as versions keep them: a model together with both organisations' adaptations. */
export class WholeTextService {
  constructor(private readonly documents: DocumentService) {}

  /** The documents that hold what belongs to a document beside it: of a model both adaptations, side A's first. */
  async partsOf(actor: Actor, { kind, partnershipId }: DocumentView): Promise<DocumentView[]> {
    if (kind !== DocumentKind.CAPACITY_MODEL) return [];
    return (await this.documents.ofPartnerships(actor, [partnershipId])).filter((one) => one.kind === DocumentKind.ADAPTATION);
  }

  /** At least as new as the view; its documents may be read a moment after each other. NOT_FOUND when it is not for the actor. */
  async now(actor: Actor, document: DocumentView): Promise<WholeText> {
    const parts = await this.partsOf(actor, document);
    const [read, ...adaptations] = await Promise.all([document, ...parts].map((each) => this.documents.text(actor, each)));
    return whole(document, read, parts, adaptations);
  }

  /** All of it at one moment of the client's transaction; `read`: what the document itself reads then, where that is known. */
  async together(
    actor: Actor,
    client: SqlClient,
    document: DocumentView,
    parts: readonly DocumentView[],
    read?: ReadText,
  ): Promise<WholeText> {
    const texts = await this.documents.textsTogether(actor, client, read ? parts : [document, ...parts]);
    const [own, ...adaptations] = read ? [read, ...texts] : texts;
    return whole(document, own, parts, adaptations);
  }
}

function whole(document: DocumentView, read: ReadText | undefined, parts: readonly DocumentView[], texts: readonly ReadText[]): WholeText {
  if (!read) throw new Error('A document reads as nothing at all.');
  const { text, seal, sequence } = read;
  const adaptations = parts.flatMap(({ id, organisationId }, place) => {
    const one = texts[place];
    return one ? [{ ...one, documentId: id, organisationId }] : [];
  });
  const from = [
    { documentId: document.id, sequence },
    ...adaptations.map((one) => ({ documentId: one.documentId, sequence: one.sequence })),
  ];
  if (document.kind !== DocumentKind.CAPACITY_MODEL) return { text, seal, sequence, adaptations: null, adaptationSeal: null, from };
  return { text, seal, sequence, adaptations: keptJson(adaptations), adaptationSeal: sealOf(adaptations), from };
}

type Adaptation = ReadText & { readonly organisationId: string | null };

/** The texts are JSON already, and stay untouched. */
const keptJson = (adaptations: readonly Adaptation[]): string =>
  `[${adaptations.map(({ organisationId, sequence, text }) => `{"organisationId":"${organisationId}","sequence":${sequence},"text":${text}}`).join()}]`;

/** The number before it names this way of writing it down, as in `sealedText`. */
const sealOf = (adaptations: readonly Adaptation[]): string =>
  createHash('sha256')
    .update(JSON.stringify([1, adaptations.map(({ organisationId, seal }) => [organisationId, seal])]))
    .digest('hex');
