import type { Mail } from '../mail/mail.service.ts';

type Letter = Omit<Mail, 'to'>;

/** `who` is the other side as the reader may know it: a name or an alias. `url` leads to the invitation. */
interface About {
  readonly who: string;
  readonly url: string;
}

const letter = (subject: string, ...paragraphs: (string | null)[]): Letter => ({
  subject,
  text: ['Hello,', ...paragraphs.filter((paragraph) => paragraph !== null)].join('\n\n'),
});

export function invitationArrived({ who, url, message, replyBy }: About & { message: string; replyBy: string }): Letter {
  return letter(
    `${who} invites you to be its partner`,
    `${who} would like to be your partner on Köprü. They write:`,
    message,
    `Please answer by ${replyBy}. A friendly no helps too: they can then ask somebody else.`,
    url,
  );
}

export function invitationWasAccepted({ who, url }: About): Letter {
  return letter(
    `${who} accepted your invitation`,
    `Good news: ${who} accepted your invitation. You are partners now, and your shared space is ready: begin with the capacity model.`,
    url,
  );
}

export function invitationWasDeclined({ who, url, reason }: About & { reason: string | null }): Letter {
  return letter(
    `${who} cannot be your partner this time`,
    `${who} declined your invitation.${reason ? ' They write:' : ''}`,
    reason,
    'Other organisations across the border are looking for a partner too.',
    url,
  );
}

export function invitationWasWithdrawn({ who, url }: About): Letter {
  return letter(`${who} withdrew its invitation`, `${who} withdrew its invitation to you. There is nothing left for you to do.`, url);
}

export function invitationRanOut({ who, url }: About): Letter {
  return letter(
    `No answer from ${who}`,
    `${who} did not answer your invitation in time, so it has ended. You can invite somebody else now.`,
    url,
  );
}

/** What organisations that are declined because another was faster may read. */
export const POLITE_REASON =
  'Thank you for inviting us. We have found a partner in this call, so we cannot take part with you this time. We wish you a good counterpart.';
