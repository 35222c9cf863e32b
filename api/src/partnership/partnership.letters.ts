import type { Mail } from '../mail/mail.service.ts';

type Letter = Omit<Mail, 'to'>;

/** Tells the people of one side that the other has left. Both know each other by name. */
export function partnershipEnded({ name, reason, url }: { name: string; reason: string; url: string }): Letter {
  return {
    subject: `${name} has left your partnership`,
    text: `Hello,

${name} has left your partnership on Köprü. They wrote:

${reason}

What you wrote together stays yours to read. Your organisation can be found again, and you can invite others at once.
${url}`,
  };
}
