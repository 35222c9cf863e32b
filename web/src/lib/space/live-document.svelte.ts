import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import type { KeptDocument, Keeping } from './kept-document.ts';
import { graphqlSpace, type GraphqlOptions, type SpaceSocket } from './transport-graphql.ts';
import { SpaceConnection, type SpaceFault, type SpaceState } from './transport.ts';
import { wordsOf } from './unsent-words.ts';
import { type Moved, WordRescue } from './word-rescue.ts';

interface Shared {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
}

interface LineOptions extends GraphqlOptions {
  /** It is not this person's to write, so nothing is sent. */
  readonly readOnly: boolean;
}

/** How long somebody waits for their last words to be stored, before what they do next goes without. */
const STORED_WITHIN_MS = 3000;

/** A document, its line to the server and its place on this device, as a page watches it. */
export class LiveDocument {
  readonly documentId: string;
  readonly connection: SpaceConnection;
  saving = $state<SpaceState>('connecting');
  /** off: the person or the browser keeps nothing on this device. */
  keeping = $state<Keeping | 'off'>('off');
  /** It can be shown: the server answered, or this device has a copy. */
  loaded = $state(false);
  /** Why writing is over, with the states `refused` and `ended`. */
  fault = $state.raw<SpaceFault>();
  /** When the server last had everything, in milliseconds since 1970. */
  savedAt = $state<number | null>(null);
  /** Words of this person that stand elsewhere now, or nowhere, because somebody changed what they were in. */
  moved = $state.raw<readonly Moved[]>([]);
  private readonly kept: KeptDocument | null;
  private readonly rescue: WordRescue | null;

  /** `kept` has filled the document already. */
  constructor({ doc, awareness }: Shared, { readOnly, ...options }: LineOptions, socket: SpaceSocket, kept: KeptDocument | null) {
    this.kept = kept;
    this.documentId = options.documentId;
    this.rescue = readOnly
      ? null
      : new WordRescue(doc, {
          unsent: kept?.unsent.map(({ update }) => update) ?? [],
          isPresent: (client) => awareness.getStates().has(client),
          tell: (moved) => (this.moved = [...this.moved, moved]),
        });
    this.connection = new SpaceConnection(doc, graphqlSpace(options, socket), {
      awareness,
      readOnly,
      around: (update, apply) => (this.rescue ? this.rescue.around(update, apply) : apply()),
      ...(kept && { outbox: kept, unsent: kept.unsent, sequence: kept.sequence }),
    });
    this.loaded = kept?.wasThere ?? false;
    void this.connection.loaded.then(() => (this.loaded = true));
    this.connection.onState((state) => this.became(state));
    if (kept) this.keeping = kept.keeping;
    kept?.onKeeping((keeping) => (this.keeping = keeping));
  }

  /** A document that is closed or refuses stays readable: what was written there can still be copied. */
  get open(): boolean {
    return this.loaded && this.saving !== 'ended' && this.saving !== 'refused';
  }

  /** What was written here and the server does not have. */
  get unsentWords(): string {
    return wordsOf(this.connection.unsent);
  }

  /** Settles when the server has everything; or after a while, when it is not to be reached. */
  stored(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const look = (): void => {
      if (!this.connection.hasUnsaved) resolve();
    };
    const stop = this.connection.onState(look);
    const timer = setTimeout(resolve, STORED_WITHIN_MS);
    look();
    return promise.finally(() => {
      stop();
      clearTimeout(timer);
    });
  }

  /** The person has what they want of them. */
  letGo(moved: Moved): void {
    this.moved = this.moved.filter((one) => one !== moved);
  }

  /** Takes everything of this document off this device, and puts nothing down any more. */
  async forget(): Promise<void> {
    await this.kept?.forget('all');
    this.keeping = 'off';
  }

  /** Leaves on this device only what the server does not have. */
  async forgetKnown(): Promise<void> {
    await this.kept?.forget('known');
  }

  async close(): Promise<void> {
    this.rescue?.hurry();
    this.rescue?.destroy();
    await this.connection.destroy();
    await this.kept?.stop();
  }

  private became(state: SpaceState): void {
    this.saving = state;
    this.fault = this.connection.fault;
    if (state === 'saved') this.savedAt = Date.now();
  }
}

/** The state to worry about most comes first. */
const WORST: readonly SpaceState[] = ['refused', 'ended', 'offline', 'saving', 'connecting', 'saved'];

/** What a person is told about several documents at once. */
export const worstOf = (states: readonly SpaceState[]): SpaceState => WORST.find((state) => states.includes(state)) ?? 'connecting';

const LEAST_KEPT: readonly (Keeping | 'off')[] = ['failed', 'off', 'pending', 'device'];

/** Where several documents are kept, by the one that is kept worst. */
export const leastKept = (keepings: readonly (Keeping | 'off')[]): Keeping | 'off' =>
  LEAST_KEPT.find((keeping) => keepings.includes(keeping)) ?? 'off';
