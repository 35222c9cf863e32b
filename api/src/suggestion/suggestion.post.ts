import { momentText, type CallService } from '../call/call.service.ts';
import type { Transaction } from '../database/database.ts';
import { letterNames } from '../invitation/invitation.reads.ts';
import type { MailService } from '../mail/mail.service.ts';
import type { OrganisationService } from '../organisation/organisation.service.ts';
import type { LetterKind, LetterLanguage } from './suggestion.letters.ts';

interface Parties {
  readonly id: string;
  readonly callId: string;
  readonly replyBy: Date;
  /** Side A first. */
  readonly organisationIds: readonly [string, string];
}

/** Letters about a suggestion, to every representative of a side, in the language of its country, on the caller's transaction. */
export class SuggestionPost {
  constructor(
    private readonly mail: MailService,
    private readonly organisation: OrganisationService,
    private readonly call: CallService,
    private readonly publicUrl: () => string,
  ) {}

  /** Writes to those of the two sides that are named; `path` where the letter leads elsewhere than to the suggestion. */
  async write(tx: Transaction, suggestion: Parties, to: readonly string[], kind: LetterKind, path?: string): Promise<void> {
    const [a, b] = suggestion.organisationIds;
    const { fromForTo, toForFrom } = await letterNames(tx, a, b);
    const call = await this.call.byId(suggestion.callId, tx);
    const url = `${this.publicUrl()}${path ?? `/suggestions/${suggestion.id}`}`;
    for (const organisationId of to) {
      const language = await this.languageOf(tx, organisationId);
      const replyBy = momentText(suggestion.replyBy, call?.timeZone ?? 'UTC', language);
      const letter = kind[language]({ who: organisationId === a ? toForFrom : fromForTo, url, replyBy });
      for (const { email } of await this.organisation.peopleOf(tx, [organisationId])) await this.mail.send(tx, { to: email, ...letter });
    }
  }

  /** Turkish for organisations of Turkey, English for all others: what people chose in their browser is not stored. */
  private async languageOf(tx: Transaction, organisationId: string): Promise<LetterLanguage> {
    const { rows } = await tx.query<{ country: string }>('select country from organisation where id = $1', [organisationId]);
    return rows[0]?.country === 'TR' ? 'tr' : 'en';
  }
}
