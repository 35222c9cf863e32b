import type { Transaction } from '../database/database.ts';
import type { OrganisationService } from '../organisation/organisation.service.ts';
import type { LetterKind } from './invitation.letters.ts';
import { letterNames } from './invitation.reads.ts';

interface Parties {
  readonly id: string;
  readonly fromId: string;
  readonly toId: string;
}

/** Letters between the two sides of an invitation, to every representative of the reading side, on the caller's transaction. */
export class Post {
  constructor(
    private readonly organisation: OrganisationService,
    private readonly publicUrl: () => string,
  ) {}

  async toInvited(tx: Transaction, invitation: Parties, kind: LetterKind): Promise<void> {
    const { fromForTo } = await letterNames(tx, invitation.fromId, invitation.toId);
    const about = { who: fromForTo, url: this.addressOf(invitation) };
    await this.organisation.writeTo(tx, invitation.toId, (language) => kind[language](about));
  }

  /** `path` where the letter leads elsewhere than to the invitation. */
  async toInviting(tx: Transaction, invitation: Parties, kind: LetterKind, path?: string): Promise<void> {
    const { toForFrom } = await letterNames(tx, invitation.fromId, invitation.toId);
    const about = { who: toForFrom, url: path ? `${this.publicUrl()}${path}` : this.addressOf(invitation) };
    await this.organisation.writeTo(tx, invitation.fromId, (language) => kind[language](about));
  }

  private addressOf({ id }: Parties): string {
    return `${this.publicUrl()}/invitations/${id}`;
  }
}
