import type { Actor } from '../access/actor.ts';
import { notFound } from '../access/errors.ts';
import type { Database, SqlClient, Transaction } from '../database/database.ts';
import type { LetterLanguage } from '../mail/letter.ts';
import type { MailService } from '../mail/mail.service.ts';
import { actorByPerson } from '../person/actor.reads.ts';
import { isId } from '../schema/paging.ts';
import { digestLetter } from './digest.letters.ts';
import { personOfToken, stopToken } from './stop-token.ts';

/** What a letter tells of one kind of news. */
export interface Chapter {
  readonly subject: string;
  readonly text: string;
  /** Where to read more, and to choose how often we write. */
  readonly manage: string;
}

/** What is due of one kind, taken: its next time is planned. */
export interface Taken {
  readonly language: LetterLanguage;
  /** What is new and visible to the person at this moment, told from now on; null when nothing is. */
  chapter(actor: Actor, language: LetterLanguage): Promise<Chapter | null>;
}

/** One kind of news that letters tell, in the rhythm that its receiver chose. */
export interface DigestContent {
  /** Whose letter has waited longest. */
  first(client: SqlClient): Promise<{ readonly personId: string; readonly at: Date } | null>;
  /** On the letter's transaction; null when nothing of the person is due. */
  take(tx: Transaction, personId: string): Promise<Taken | null>;
  /** Whether letters come to the person. */
  comes(client: SqlClient, personId: string): Promise<boolean>;
  stop(tx: Transaction, personId: string): Promise<void>;
}

/** Letters about what is new: one to a person, of all kinds that are due. */
export class DigestService {
  constructor(
    private readonly db: Database,
    private readonly mail: MailService,
    private readonly secret: string,
    private readonly publicUrl: () => string,
    /** The language of the first that is due is the letter's. */
    private readonly contents: readonly DigestContent[],
  ) {}

  /** Writes what is due; answers how many letters. Several processes may call it at once. */
  async send(): Promise<number> {
    let letters = 0;
    for (;;) {
      const outcome = await this.db.transaction((tx) => this.sendOne(tx));
      if (outcome === 'nobody') return letters;
      if (outcome === 'sent') letters += 1;
    }
  }

  /** Whether letters still come to whom the token of a letter stands for; null for a token that is not ours. */
  async lettersOf(token: string): Promise<boolean | null> {
    const personId = personOfToken(this.secret, token);
    if (!personId || !isId(personId)) return null;
    const come = await Promise.all(this.contents.map((content) => content.comes(this.db, personId)));
    return come.includes(true);
  }

  /** Ends all these letters to whom the token stands for. Needs no session: the letter is the proof. */
  async stopLetters(token: string): Promise<void> {
    const personId = personOfToken(this.secret, token);
    if (!personId || !isId(personId)) throw notFound('This link');
    await this.db.transaction(async (tx) => {
      for (const content of this.contents) await content.stop(tx, personId);
    });
  }

  private async sendOne(tx: Transaction): Promise<'nobody' | 'quiet' | 'sent'> {
    const personId = await this.nextPerson(tx);
    if (personId === null) return 'nobody';
    const taken: Taken[] = [];
    for (const content of this.contents) {
      const due = await content.take(tx, personId);
      if (due) taken.push(due);
    }
    const actor = await actorByPerson(tx, personId);
    const [first] = taken;
    // Whoever has not shown that the address is theirs gets no letters with what others wrote.
    if (!first || !actor.emailVerified) return 'quiet';
    const chapters: Chapter[] = [];
    for (const due of taken) {
      const chapter = await due.chapter(actor, first.language);
      if (chapter) chapters.push(chapter);
    }
    if (chapters.length === 0) return 'quiet';
    const stop = `${this.publicUrl()}/letters/stop/${stopToken(this.secret, personId)}`;
    await this.mail.send(tx, {
      to: actor.email,
      ...digestLetter(first.language, { name: actor.name, chapters, stop }),
      headers: { 'List-Unsubscribe': `<${stop}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
    });
    return 'sent';
  }

  /** Who has waited longest, held, so that no two processes write to one person; null when nobody waits, or another process is at it. */
  private async nextPerson(tx: Transaction): Promise<string | null> {
    const waiting = [];
    for (const content of this.contents) waiting.push(await content.first(tx));
    const [first] = waiting.filter((one) => one !== null).sort((one, other) => one.at.getTime() - other.at.getTime());
    if (!first) return null;
    const { rows } = await tx.query<{ id: string }>('select id from auth."user" where id = $1 for no key update skip locked', [
      first.personId,
    ]);
    return rows[0]?.id ?? null;
  }
}
