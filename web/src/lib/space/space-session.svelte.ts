import { AdaptationBoard } from './adaptation-board.svelte.ts';
import type { Peer } from './cursor.ts';
import { keepsWork } from './keep-choice.ts';
import { KeptDocument } from './kept-document.ts';
import { KeptStore, placeOf } from './kept-store.ts';
import { leastKept, LiveDocument, worstOf } from './live-document.svelte.ts';
import { SpaceBoard } from './space-board.svelte.ts';
import { openSocket, type SpaceSocket } from './transport-graphql.ts';
import type { SpaceFault, SpaceState } from './transport.ts';

/** What the page knows of a document before it is open. */
export interface SpaceDocument {
  readonly id: string;
  readonly viewerCanComment: boolean;
  readonly viewerCanWrite: boolean;
}

/** An organisation's adaptation in section 10. */
export interface Adaptation extends SpaceDocument {
  readonly organisationId: string;
  readonly board: AdaptationBoard;
  readonly live: LiveDocument;
}

/** What a page was given to open a space with. */
export interface SpacePage {
  readonly document: SpaceDocument & { readonly title: string };
  readonly adaptations: readonly (SpaceDocument & { readonly organisationId: string })[];
  readonly organisations: readonly { id: string; name: string; country: string }[];
  readonly self: Peer;
  readonly personId: string;
  /** Of the call, an IANA name; what a device kept of an earlier release has none. */
  readonly timeZone?: string;
}

/** What this device keeps of each document, by its id. */
type KeptDocuments = ReadonlyMap<string, KeptDocument>;

/** The open space: the model and the adaptations, each a document with its own line, over one socket. */
export class SpaceSession {
  readonly board: SpaceBoard;
  readonly model: LiveDocument;
  readonly adaptations: readonly Adaptation[];
  private readonly socket: SpaceSocket;
  private readonly store: KeptStore | null;

  private constructor({ document, self, personId }: SpacePage, boards: Boards, store: KeptStore | null, kept: KeptDocuments) {
    const url = `${location.origin}/graphql`;
    this.socket = openSocket({ url });
    this.store = store;
    const line = (board: SpaceBoard | AdaptationBoard, { id, viewerCanWrite }: SpaceDocument): LiveDocument =>
      new LiveDocument(board, { documentId: id, personId, url, readOnly: !viewerCanWrite }, this.socket, kept.get(id) ?? null);
    this.adaptations = boards.adaptations.map((adaptation) => ({ ...adaptation, live: line(adaptation.board, adaptation) }));
    for (const { board } of this.adaptations) board.awareness.setLocalStateField('user', self);
    this.board = boards.model;
    this.board.introduce(self);
    this.model = line(this.board, document);
    for (const { connection } of this.documents) connection.onState((state) => void this.became(state, connection.fault));
  }

  /** Reads what this device keeps of the documents first, so that what was not sent is part of them when they connect. */
  static async open(page: SpacePage): Promise<SpaceSession> {
    const boards = new Boards(page);
    const store = keepsWork(page.personId) ? await KeptStore.open() : null;
    const kept = new Map<string, KeptDocument>();
    for (const { id, board } of store ? boards.all(page) : []) {
      const document = await KeptDocument.open(store!, page.personId, id, board.doc).catch(() => null);
      if (document) kept.set(id, document);
    }
    const session = new SpaceSession(page, boards, store, kept);
    void session.describe(page).catch(() => undefined);
    return session;
  }

  get saving() {
    return worstOf(this.documents.map(({ saving }) => saving));
  }

  get keeping() {
    return leastKept(this.documents.map(({ keeping }) => keeping));
  }

  /** Since when the server has all that it has, in milliseconds since 1970; null while one document has not been heard of. */
  get savedAt(): number | null {
    const moments = this.documents.map(({ savedAt }) => savedAt);
    return moments.some((at) => at === null) ? null : Math.max(...(moments as number[]));
  }

  /** Whether the server lacks something that was written here. */
  get hasUnsaved(): boolean {
    return this.documents.some(({ connection }) => connection.hasUnsaved);
  }

  /** A document that is closed or refused a change, with what it did not take. */
  get stopped(): LiveDocument | null {
    return this.documents.find(({ saving }) => saving === 'refused' || saving === 'ended') ?? null;
  }

  /** Somebody may have signed in in this browser, the same person again or another one, while this window was not looked at. */
  comeBack(): void {
    this.socket.sure = false;
    for (const { connection, fault } of this.documents) if (fault?.kind === 'signedOut') connection.reconnect();
  }

  reconnect(): void {
    this.socket.sure = false;
    for (const { connection } of this.documents) connection.reconnect();
  }

  /** Takes everything of this space off this device. */
  async forget(): Promise<void> {
    await Promise.all(this.documents.map((document) => document.forget()));
  }

  /** Leaves every document; the socket closes when all have said so. */
  async destroy(): Promise<void> {
    await Promise.all(this.documents.map((document) => document.close()));
    await this.socket.dispose();
    this.store?.close();
    for (const { board } of this.adaptations) board.destroy();
    this.board.destroy();
  }

  /** The model first. */
  get documents(): readonly LiveDocument[] {
    return [this.model, ...this.adaptations.map(({ live }) => live)];
  }

  /** Somebody who may not read the space any more keeps their own words that were not taken, and nothing else. */
  private async became(state: SpaceState, fault: SpaceFault | undefined): Promise<void> {
    if (state === 'ended' && fault?.kind === 'gone') await Promise.all(this.documents.map((document) => document.forgetKnown()));
  }

  /** For the list of what is on this device, and for showing the page without network. */
  private async describe(page: SpacePage): Promise<void> {
    if (!this.store) return;
    const { personId, document, adaptations } = page;
    for (const { id } of [document, ...adaptations]) {
      const about = { place: placeOf(personId, id), personId, documentId: document.id, title: document.title, seenAt: Date.now() };
      await this.store.describe({ ...about, page: id === document.id ? page : null });
    }
    // Browsers may clear what is not marked as lasting when the disk is full; some ask the person, most decide by themselves.
    await navigator.storage?.persist?.();
  }
}

/** The documents of a page, empty, before anything of them is known. */
class Boards {
  readonly adaptations: readonly (SpacePage['adaptations'][number] & { readonly board: AdaptationBoard })[];
  readonly model: SpaceBoard;

  constructor(page: SpacePage) {
    this.adaptations = page.adaptations.map((adaptation) => ({ ...adaptation, board: new AdaptationBoard() }));
    this.model = new SpaceBoard(this.adaptations.map(({ board }) => board));
  }

  all({ document }: SpacePage): { id: string; board: SpaceBoard | AdaptationBoard }[] {
    return [{ id: document.id, board: this.model }, ...this.adaptations];
  }
}
