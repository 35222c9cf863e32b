import type { Database, SqlClient, Transaction } from '../database/database.ts';
import { type Commit, commitUpdates, type Expected, type Fallen, type NewUpdate } from './document.store.ts';

/** Called in the transaction of the change under which signatures fall. */
export type SignaturesFell = (tx: Transaction, fallen: readonly Fallen[]) => Promise<void>;

/** What else is stored with a change, in its transaction. */
export type Beside = (tx: Transaction, sequence: number) => Promise<void>;

interface Signed {
  readonly signings: number;
  readonly standing: boolean;
}

/**
 * Commits reviewed updates, and lets signatures fall with the update that changes what they cover. Only where a signature stands does
 * anybody have to look at the text; whether one does is learned from the commits themselves, which store nothing on a wrong guess.
 */
export class Commits {
  private readonly signed = new Map<string, Signed>();

  constructor(
    private readonly db: Pick<Database, 'query' | 'transaction'>,
    private readonly fell: SignaturesFell,
  ) {}

  /** Whether the review of a document's updates has to say which of them changes the text. */
  watches(documentId: string): boolean {
    return this.signed.get(documentId)?.standing ?? false;
  }

  async store(documentId: string, expected: Omit<Expected, 'signings'>, updates: readonly NewUpdate[], beside?: Beside): Promise<Commit> {
    const { signings, standing } = this.signed.get(documentId) ?? { signings: 0, standing: false };
    const commitOn = (client: SqlClient): Promise<Commit> => commitUpdates(client, documentId, { ...expected, signings }, updates);
    const commit =
      standing || beside
        ? await this.db.transaction(async (tx) => {
            const done = await commitOn(tx);
            if (done.stored && beside) await beside(tx, expected.sequence + updates.length);
            if (done.fallen.length > 0) await this.fell(tx, done.fallen);
            return done;
          })
        : await commitOn(this.db);
    this.learn(documentId, commit, signings);
    return commit;
  }

  private learn(documentId: string, commit: Commit, assumed: number): void {
    if (commit.signings === 0) this.signed.delete(documentId);
    else {
      // What the statement saw of signatures can be older than the count, which it read under the lock; the next one will see them.
      const standing = commit.signings !== assumed || (commit.standing && commit.fallen.length === 0);
      this.signed.set(documentId, { signings: commit.signings, standing });
    }
  }
}
