import type { Client } from 'graphql-ws';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import type { Saving } from './SaveState.svelte';
import { graphqlSpace } from './transport-graphql.ts';
import { SpaceConnection } from './transport.ts';

interface Shared {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
}

/** A document and its line to the server, as a page watches it. */
export class LiveDocument {
  readonly connection: SpaceConnection;
  saving = $state<Saving>('connecting');
  loaded = $state(false);

  constructor({ doc, awareness }: Shared, documentId: string, url: string, socket: Client) {
    this.connection = new SpaceConnection(doc, graphqlSpace({ documentId, url }, socket), { awareness });
    void this.connection.loaded.then(() => (this.loaded = true));
    this.connection.onState((state) => (this.saving = state));
  }

  /** A document that is closed or refuses stays readable: what was written there can still be copied. */
  get open(): boolean {
    return this.loaded && this.saving !== 'ended' && this.saving !== 'refused';
  }
}

/** The state to worry about most comes first. */
const WORST: readonly Saving[] = ['refused', 'ended', 'offline', 'saving', 'connecting', 'saved'];

/** What a person is told about several documents at once. */
export const worstOf = (states: readonly Saving[]): Saving => WORST.find((state) => states.includes(state)) ?? 'connecting';
