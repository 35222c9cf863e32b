import type { Transaction } from '../database/database.ts';
import type { Mail, MailService } from '../mail/mail.service.ts';
import type { OrganisationService } from '../organisation/organisation.service.ts';
import { letterNames } from './invitation.reads.ts';

interface Parties {
  readonly id: string;
  readonly fromId: string;
  readonly toId: string;
}

/** The other side as the reader may know it, and where the letter leads. */
export interface About {
  readonly who: string;
  readonly url: string;
}

type Write = (about: About) => Omit<Mail, 'to'>;

/** Letters between the two sides of an invitation, to every representative of the reading side, on the caller's transaction. */
export class Post {
  constructor(
    private readonly mail: MailService,
    private readonly organisation: OrganisationService,
    private readonly publicUrl: () => string,
  ) {}

  async toInvited(tx: Transaction, invitation: Parties, write: Write): Promise<void> {
    const { fromForTo } = await letterNames(tx, invitation.fromId, invitation.toId);
    await this.deliver(tx, invitation.toId, write({ who: fromForTo, url: this.addressOf(invitation) }));
  }

  /** `url` where the letter leads elsewhere than to the invitation. */
  async toInviting(tx: Transaction, invitation: Parties, write: Write, path?: string): Promise<void> {
    const { toForFrom } = await letterNames(tx, invitation.fromId, invitation.toId);
    const url = path ? `${this.publicUrl()}${path}` : this.addressOf(invitation);
    await this.deliver(tx, invitation.fromId, write({ who: toForFrom, url }));
  }

  private addressOf({ id }: Parties): string {
    return `${this.publicUrl()}/invitations/${id}`;
  }

  private async deliver(tx: Transaction, organisationId: string, letter: Omit<Mail, 'to'>): Promise<void> {
    for (const { email } of await this.organisation.peopleOf(tx, [organisationId])) await this.mail.send(tx, { to: email, ...letter });
  }
}
