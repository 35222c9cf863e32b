import * as Y from 'yjs';
import type { SpaceServer } from '../../../web/src/lib/space/transport.ts';
import type { TestClient } from '../../support/client.ts';
import { Peer, serverOf } from '../../support/space.ts';
import type { Oracle } from './oracle.ts';

/** Tokens of one writer that may wait for their acknowledgement; then the writer waits too. */
const MOST_WAITING = 8;
/** Writers do not go on typing for ever into a server that is gone. */
const PAUSE_MS = 3;

/** The same numbers in every run, so that a failure can be looked at. */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** What a line does with the operations of one writer. */
export type Manners = (server: SpaceServer) => SpaceServer;

/** Somebody who keeps writing unmistakable words into a document, over whatever happens to the server, and tells the oracle what was acknowledged. */
export class Writer {
  readonly peer: Peer;
  private count = 0;
  private writing = false;
  private run: Promise<void> = Promise.resolve();

  constructor(
    readonly name: string,
    who: TestClient,
    documentId: string,
    private readonly oracle: Oracle,
    private readonly random: (below: number) => number,
    { url = who.url, manners = (server) => server }: { url?: string; manners?: Manners } = {},
  ) {
    const server = manners(serverOf(who, documentId, url));
    this.peer = new Peer({
      ...server,
      push: async (operationId, update) => {
        const sequence = await server.push(operationId, update);
        oracle.heard(update, sequence);
        return sequence;
      },
    });
  }

  get waiting(): number {
    return this.oracle.waiting(this.peer.doc.clientID);
  }

  /** One word, somewhere between the others, and a cell of the same name: one operation. */
  write(): void {
    const { doc, text } = this.peer;
    const token = `⟦${this.name}-${++this.count}⟧`;
    const at = this.somewhere();
    doc.transact(() => {
      const from = doc.store.clients.get(doc.clientID)?.at(-1);
      const clock = from ? from.id.clock + from.length : 0;
      text.insert(at, token);
      doc.getMap('cells').set(token, true);
      this.oracle.wrote({ text: token, client: doc.clientID, from: clock, to: clock + token.length + 1 });
    });
  }

  /** Before some word, of whomever, or at the end. Found in the store: looking through the text for every word would take longer than what is being tested. */
  private somewhere(): number {
    const { doc, text } = this.peer;
    const everybody = [...doc.store.clients.values()];
    const structs = everybody[this.random(everybody.length)] ?? [];
    const item = structs[this.random(structs.length)];
    if (!(item instanceof Y.Item) || item.parent !== text) return text.length;
    const place = Y.createRelativePositionFromJSON({ tname: 't', item: item.id });
    return Y.createAbsolutePositionFromRelativePosition(place, doc)?.index ?? text.length;
  }

  /** Writes until `rest`. */
  begin(): void {
    this.writing = true;
    this.run = (async () => {
      while (this.writing) {
        if (this.waiting < MOST_WAITING) this.write();
        await new Promise((later) => setTimeout(later, PAUSE_MS));
      }
    })();
  }

  /** Stops writing; settles when all of it is acknowledged. */
  async rest(): Promise<void> {
    this.writing = false;
    await this.run;
    await this.peer.state('saved');
  }

  async leave(): Promise<void> {
    this.writing = false;
    await this.run;
    await this.peer.leave();
  }
}
