import type { Client } from 'graphql-ws';
import { AdaptationBoard } from './adaptation-board.svelte.ts';
import type { Peer } from './cursor.ts';
import { LiveDocument, worstOf } from './live-document.svelte.ts';
import { SpaceBoard } from './space-board.svelte.ts';
import { openSocket } from './transport-graphql.ts';

/** What the page knows of a document before it is open. */
export interface SpaceDocument {
  readonly id: string;
  readonly viewerCanWrite: boolean;
}

/** An organisation's adaptation in section 10. */
export interface Adaptation {
  readonly organisationId: string;
  readonly viewerCanWrite: boolean;
  readonly board: AdaptationBoard;
  readonly live: LiveDocument;
}

/** The open space: the model and the adaptations, each a document with its own line, over one socket. */
export class SpaceSession {
  readonly board: SpaceBoard;
  readonly model: LiveDocument;
  readonly adaptations: readonly Adaptation[];
  private readonly socket: Client;

  constructor(model: SpaceDocument, adaptations: readonly (SpaceDocument & { readonly organisationId: string })[], self: Peer) {
    const url = `${location.origin}/graphql`;
    this.socket = openSocket({ url });
    this.adaptations = adaptations.map(({ id, organisationId, viewerCanWrite }) => {
      const board = new AdaptationBoard();
      board.awareness.setLocalStateField('user', self);
      return { organisationId, viewerCanWrite, board, live: new LiveDocument(board, id, url, this.socket) };
    });
    this.board = new SpaceBoard(this.adaptations.map(({ board }) => board));
    this.board.introduce(self);
    this.model = new LiveDocument(this.board, model.id, url, this.socket);
  }

  get saving() {
    return worstOf(this.documents.map(({ saving }) => saving));
  }

  /** Whether closing this window now would lose something. */
  get hasUnsaved(): boolean {
    return this.documents.some(({ connection }) => connection.hasUnsaved);
  }

  reconnect(): void {
    for (const { connection } of this.documents) connection.reconnect();
  }

  /** Leaves every document; the socket closes when all have said so. */
  destroy(): void {
    void Promise.all(this.documents.map(({ connection }) => connection.destroy())).then(() => this.socket.dispose());
    for (const { board } of this.adaptations) board.destroy();
    this.board.destroy();
  }

  private get documents(): readonly LiveDocument[] {
    return [this.model, ...this.adaptations.map(({ live }) => live)];
  }
}
