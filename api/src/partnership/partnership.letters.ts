import { letter, type Letter, type LetterLanguage } from '../mail/letter.ts';

interface About {
  /** The organisation that left; both know each other by name. */
  readonly name: string;
  readonly reason: string;
  readonly url: string;
}

const IN: Readonly<Record<LetterLanguage, (about: About) => Letter>> = {
  en: ({ name, reason, url }) =>
    letter('en', `${name} has left your partnership`, [
      `${name} has left your partnership on Köprü. They wrote:`,
      reason,
      `What you wrote together stays yours to read. Your organisation can be found again, and you can invite others at once.\n${url}`,
    ]),
  tr: ({ name, reason, url }) =>
    letter('tr', `${name} ortaklığınızdan ayrıldı`, [
      `${name}, Köprü’deki ortaklığınızdan ayrıldı. Şöyle yazdılar:`,
      reason,
      `Birlikte yazdıklarınızı okumaya devam edebilirsiniz. Kuruluşunuz yeniden bulunabiliyor; hemen başkalarını davet edebilirsiniz.\n${url}`,
    ]),
};

/** Tells the people of one side that the other has left. */
export const partnershipEnded = (language: LetterLanguage, about: About): Letter => IN[language](about);
