import { openDocuments } from '@kopru/api/document/document-opening.service';
import type { Services } from '@kopru/api/services';
import { WebSocket } from 'ws';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { graphqlSpace } from '../../web/src/lib/space/transport-graphql.ts';
import { SpaceConnection, type SpaceServer, type SpaceState, type TransportOptions } from '../../web/src/lib/space/transport.ts';
import type { TestClient } from './client.ts';
import type { Inhabitant, World } from './world.ts';

/** A partnership of two organisations with its capacity model, made without the way that leads there. */
export async function newSpace(
  services: Services,
  callId: string,
  sideA: string,
  sideB: string,
): Promise<{ partnershipId: string; documentId: string }> {
  return services.db.transaction(async (tx) => {
    const formed = await tx.query<{ id: string }>('insert into partnership (call_id) values ($1) returning id', [callId]);
    const partnershipId = formed.rows[0]!.id;
    await tx.query(
      `insert into partnership_side (partnership_id, organisation_id, call_id, side, active) values ($1, $2, $4, 'A', false), ($1, $3, $4, 'B', false)`,
      [partnershipId, sideA, sideB, callId],
    );
    return { partnershipId, documentId: await openDocuments(tx, partnershipId) };
  });
}

/** `url`: where the server is reached, e.g. a line of one's own. */
export function serverOf(client: TestClient, documentId: string, url = client.url): SpaceServer {
  return graphqlSpace({ documentId, url: `${url}/graphql`, headers: { cookie: client.cookie }, webSocketImpl: WebSocket });
}

/** Somebody who writes with the browser's own transport, over the real server. */
export class Peer {
  readonly doc = new Y.Doc();
  readonly awareness = new Awareness(this.doc);
  readonly connection: SpaceConnection;

  /** `fill`: puts into the document what a device has of it, before there is a connection. */
  constructor(server: SpaceServer, options: TransportOptions = {}, fill?: (doc: Y.Doc) => void) {
    fill?.(this.doc);
    this.connection = new SpaceConnection(this.doc, server, {
      awareness: this.awareness,
      collectMs: 0,
      presenceMs: 0,
      retryMs: [10, 50],
      ...options,
    });
  }

  static join(client: TestClient, documentId: string, options: TransportOptions = {}): Peer {
    return new Peer(serverOf(client, documentId), options);
  }

  get text(): Y.Text {
    return this.doc.getText('t');
  }

  write(text: string, at = this.text.length): void {
    this.text.insert(at, text);
  }

  state(wanted: SpaceState): Promise<void> {
    return new Promise((resolve) => {
      if (this.connection.state === wanted) return resolve();
      const stop = this.connection.onState((state) => {
        if (state !== wanted) return;
        stop();
        resolve();
      });
    });
  }

  /** Settles when the document fulfils a condition. */
  until(condition: (text: string) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!condition(this.text.toString())) return;
        this.doc.off('update', look);
        resolve();
      };
      this.doc.on('update', look);
      look();
    });
  }

  /** Settles when the people that are there fulfil a condition. */
  untilPeople(condition: (names: string[]) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        const names = [...this.awareness.getStates().values()].flatMap(
          (state) => (state['user'] as { name?: string } | undefined)?.name ?? [],
        );
        if (!condition(names)) return;
        this.awareness.off('change', look);
        resolve();
      };
      this.awareness.on('change', look);
      look();
    });
  }

  async leave(): Promise<void> {
    await this.connection.destroy();
    this.awareness.destroy();
    this.doc.destroy();
  }
}

/** What two documents hold, byte for byte: equal state vectors can hide different contents. */
export function contentOf(doc: Y.Doc): string {
  return Buffer.from(Y.encodeStateAsUpdate(doc)).toString('base64');
}

export const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
export const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));

/** Changes of one client, collected one by one. */
export function writer(): { doc: Y.Doc; text: Y.Text; updates: Uint8Array[] } {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  return { doc, text: doc.getText('t'), updates };
}

export const PUSH = `mutation ($documentId: ID!, $operationId: ID!, $update: Base64!) {
  pushDocumentUpdate(documentId: $documentId, operationId: $operationId, update: $update) { sequence } }`;

let counter = 0;
export const operation = (): string => `operation-${++counter}`;

/** Stores an update as an outside client does; answers its sequence. */
export async function push(who: Inhabitant, documentId: string, update: Uint8Array, operationId = operation()): Promise<number> {
  const { pushDocumentUpdate } = await who.client.ask(PUSH, { documentId, operationId, update: base64(update) });
  return pushDocumentUpdate.sequence as number;
}

/** The code with which an update is refused. */
export const refusal = (who: Inhabitant, documentId: string, update: Uint8Array, operationId = operation()): Promise<string> =>
  who.client.refused(PUSH, { documentId, operationId, update: base64(update) });

/** A space of Aylin's and Lena's organisations. */
export async function spaceOfTwo(world: World): Promise<string> {
  return (await newSpace(world.server.services, world.callId, world.aylin.organisationId, world.lena.organisationId)).documentId;
}
