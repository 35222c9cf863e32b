import { applyAwarenessUpdate, type Awareness, encodeAwarenessUpdate, removeAwarenessStates } from 'y-protocols/awareness';
import type { SpaceServer } from './transport.ts';

// Node runs this file as it is (tests, benches): only TypeScript that is JavaScript once its types are taken out.

/** Until a presence stream that ended by itself is opened again. */
const AGAIN_MS = 1000;

/** This client's presence and the others'. Nothing of it is ever kept, and nothing of it can fail the document. */
export class PresenceLine {
  private stop: (() => void) | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private again: ReturnType<typeof setTimeout> | undefined;
  private sentAt = 0;

  private readonly awareness: Awareness;
  private readonly server: SpaceServer;
  private readonly everyMs: number;

  constructor(awareness: Awareness, server: SpaceServer, everyMs: number) {
    this.awareness = awareness;
    this.server = server;
    this.everyMs = everyMs;
  }

  join(): void {
    this.stop?.();
    const { clientID } = this.awareness;
    this.awareness.on('update', this.changed);
    const stopStream = this.server.subscribePresence(clientID, {
      next: (update) => {
        try {
          applyAwarenessUpdate(this.awareness, update, this);
        } catch {
          // Somebody's presence that cannot be read is nobody there.
        }
      },
      end: () => {
        if (this.stop === stop) this.again = setTimeout(() => this.join(), AGAIN_MS);
      },
    });
    const stop = (): void => {
      this.awareness.off('update', this.changed);
      clearTimeout(this.again);
      stopStream();
    };
    this.stop = stop;
    // A newer clock than before: the others took this client for gone, and do not take the first state (clock 0) of any.
    this.awareness.setLocalState(this.awareness.getLocalState() ?? {});
  }

  /** The connection is gone: who else is there is not known any more. */
  lose(): void {
    this.stop?.();
    this.stop = undefined;
    clearTimeout(this.timer);
    const others = [...this.awareness.getStates().keys()].filter((client) => client !== this.awareness.clientID);
    removeAwarenessStates(this.awareness, others, this);
  }

  async leave(): Promise<void> {
    if (!this.stop) return;
    this.awareness.setLocalState(null);
    const told = this.send();
    this.lose();
    await told;
  }

  private readonly changed = ({ added, updated, removed }: { added: number[]; updated: number[]; removed: number[] }): void => {
    // Also when the server took this client for gone: awareness then raises its clock, and the others have to hear of it.
    if ([...added, ...updated, ...removed].includes(this.awareness.clientID)) this.plan();
  };

  private plan(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.send(), Math.max(0, this.sentAt + this.everyMs - Date.now()));
  }

  private async send(): Promise<void> {
    clearTimeout(this.timer);
    this.sentAt = Date.now();
    const { clientID } = this.awareness;
    if (!this.awareness.meta.has(clientID)) return;
    // Lost or refused: the next one says the same and more.
    await this.server.setPresence(encodeAwarenessUpdate(this.awareness, [clientID])).catch(() => undefined);
  }
}
