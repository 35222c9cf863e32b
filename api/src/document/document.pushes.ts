import { MAX_OPERATION_ID_LENGTH } from '@kopru/schema/co-editing';
import { type Actor, isSignedIn } from '../access/actor.ts';
import type { Asker } from '../access/asker.ts';
import { badInput, unauthenticated } from '../access/errors.ts';
import type { SqlClient } from '../database/database.ts';
import { isId } from '../schema/paging.ts';
import { DocumentGuard } from './document.guard.ts';
import { type DocumentLog, firstAnswer, hashOf, NoLongerWriter } from './document.log.ts';
import { authorize, refuseEnded } from './document.policy.ts';
import { type DocumentForWriting, documentForWriting } from './document.reads.ts';
import { KnownWriters } from './document.writers.ts';

/** A change of a document on its way in. */
export interface Push {
  readonly documentId: string;
  readonly operationId: string;
  readonly update: Uint8Array;
  readonly personId?: string | null;
}

/** Changes on their way in: who sends them, whether they may, and into the log. */
export class Pushes {
  private readonly writers = new KnownWriters();

  constructor(
    private readonly db: SqlClient,
    private readonly log: DocumentLog,
    /** Up to where a document is known to be stored. */
    private readonly newestOf: (documentId: string) => number,
  ) {}

  /** Answers after the commit, with the update's sequence. */
  async push(asker: Asker, push: Push): Promise<number> {
    return (await this.asBefore(asker, push)) ?? this.anew(asker, push);
  }

  /**
   * In one statement, by the session of somebody who was found to write here before: the commit finds out whether it still is so. Null when nobody was, or
   * it is not.
   */
  private async asBefore(asker: Asker, push: Push): Promise<number | null> {
    const { documentId, operationId, update } = push;
    const session = asker.unknownSession;
    const personId = session && this.writers.find(session, documentId);
    if (!session || !personId || (push.personId && push.personId !== personId)) return null;
    const seenSequence = this.newestOf(documentId);
    try {
      checkPush(push);
      return await this.log.append({ documentId, operationId, update, personId, session, seenSequence });
    } catch (error) {
      this.writers.forget(session, documentId);
      if (error instanceof NoLongerWriter) return null;
      // Whoever may not write here any more hears that, and nothing of the document.
      await this.forWriting(asker, push);
      throw error;
    }
  }

  private async anew(asker: Asker, push: Push): Promise<number> {
    const { documentId, operationId, update } = push;
    const session = asker.unknownSession;
    const { document, personId } = await this.forWriting(asker, push);
    checkPush(push);
    if (session) this.writers.learn(session, documentId, personId);
    if (document.known) return firstAnswer(document.known, hashOf(update));
    return this.log.append({ documentId, operationId, update, personId, session: null, seenSequence: document.sequence });
  }

  /** Throws unless the asker may write in the document, as whom the client thinks they are. */
  private async forWriting(
    asker: Asker,
    { documentId, operationId, personId }: Push,
  ): Promise<{ document: DocumentForWriting; personId: string }> {
    const found = isId(documentId) ? await documentForWriting(this.db, asker, documentId, operationId) : null;
    const actor = await asker.toBeKnown();
    refuseOther(actor, personId);
    const document = authorize(actor, 'write', found);
    if (!isSignedIn(actor)) throw unauthenticated();
    refuseEnded(document);
    return { document, personId: actor.personId };
  }
}

/** A window that somebody left open does not go on under the next person's session. */
export function refuseOther(actor: Actor, personId: string | null | undefined): void {
  if (personId && personId !== actor.personId) throw unauthenticated('Somebody else is signed in here now. Sign in again as yourself.');
}

function checkPush({ operationId, update }: Push): void {
  if (operationId.length === 0 || operationId.length > MAX_OPERATION_ID_LENGTH) {
    throw badInput({ operationId: `Give 1 to ${MAX_OPERATION_ID_LENGTH} characters.` });
  }
  DocumentGuard.checkSize(update);
}
