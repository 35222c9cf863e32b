/** Who knew of what is gone: whoever deleted it, or nobody who did. */
import * as Y from 'yjs';

export type DeleteSet = ReturnType<typeof Y.decodeUpdate>['ds'];

/** What is known of letters and elements that are gone. */
export interface Knowledge {
  /** It stood there until it went. */
  stood(item: Y.Item): boolean;
  /** true: lost · false: both knew it · null: neither is this one's to say. */
  lost(item: Y.Item, at: number): boolean | null;
  /** Somebody who knew it took it out. */
  takenOut(item: Y.Item, at: number): boolean;
}

/** This person's words were there; an update took them along. */
export class WentHere implements Knowledge {
  protected readonly transaction: Y.Transaction;
  protected readonly named: DeleteSet;
  protected readonly own: ReadonlySet<number>;

  constructor(transaction: Y.Transaction, named: DeleteSet, own: ReadonlySet<number>) {
    this.transaction = transaction;
    this.named = named;
    this.own = own;
  }

  stood(item: Y.Item): boolean {
    return item.deleted && !isNew(this.transaction, item) && Y.isDeleted(this.transaction.deleteSet, item.id);
  }

  lost(item: Y.Item, at: number): boolean | null {
    if (this.takenOut(item, at)) return false;
    return this.own.has(item.id.client) || null;
  }

  takenOut({ id: { client, clock } }: Y.Item, at: number): boolean {
    return Y.isDeleted(this.named, Y.createID(client, clock + at));
  }
}

/** The same for what others wrote: they may have left, or be here in a new window that does not know it as theirs. */
export class WentOfOthers extends WentHere {
  override lost(item: Y.Item, at: number): boolean | null {
    if (this.takenOut(item, at)) return false;
    return !this.own.has(item.id.client) || null;
  }
}

/** An update brought words into what was gone here already. */
export class CameTooLate extends WentHere {
  override stood(item: Y.Item): boolean {
    if (!item.deleted) return false;
    if (!isNew(this.transaction, item)) return true;
    // Into what is gone letters come undivided, though only some of them were taken out.
    for (let at = 0; at < item.length; at += 1) if (!this.takenOut(item, at)) return true;
    return false;
  }

  override lost(item: Y.Item, at: number): boolean | null {
    if (!isNew(this.transaction, item)) return false;
    return (!this.own.has(item.id.client) && !this.takenOut(item, at)) || null;
  }
}

/** It came with the update. */
export const isNew = ({ beforeState }: Y.Transaction, { id }: Y.Item): boolean => id.clock >= (beforeState.get(id.client) ?? 0);
