import { momentText, type CallService } from '../call/call.service.ts';
import type { Transaction } from '../database/database.ts';
import { letterNames } from '../invitation/invitation.reads.ts';
import type { OrganisationService } from '../organisation/organisation.service.ts';
import type { LetterKind } from './suggestion.letters.ts';

interface Parties {
  readonly id: string;
  readonly callId: string;
  readonly replyBy: Date;
  /** Side A first. */
  readonly organisationIds: readonly [string, string];
}

/** Letters about a suggestion, to every representative of a side, on the caller's transaction. */
export class SuggestionPost {
  constructor(
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
      const who = organisationId === a ? toForFrom : fromForTo;
      await this.organisation.writeTo(tx, organisationId, (language) =>
        kind[language]({ who, url, replyBy: momentText(suggestion.replyBy, call?.timeZone ?? 'UTC', language) }),
      );
    }
  }
}
