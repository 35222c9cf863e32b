/** Pairs of session and document that are remembered; the oldest go first. */
const MOST = 10_000;

/**
 * Who was found to write in a document, by their session. Nothing is stored by it: the commit finds out again, in its own statement, whether it is still so. It only spares the
 * statement before that, and tells whose changes to review.
 */
export class KnownWriters {
  private readonly people = new Map<string, string>();

  /** Whose session it was; null when nobody was found to write there by it. */
  find(session: string, documentId: string): string | null {
    return this.people.get(keyOf(session, documentId)) ?? null;
  }

  learn(session: string, documentId: string, personId: string): void {
    this.people.set(keyOf(session, documentId), personId);
    const [oldest] = this.people.keys();
    if (this.people.size > MOST && oldest !== undefined) this.people.delete(oldest);
  }

  forget(session: string, documentId: string): void {
    this.people.delete(keyOf(session, documentId));
  }
}

const keyOf = (session: string, documentId: string): string => `${documentId} ${session}`;
