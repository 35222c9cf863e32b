import { letter, type Letter, type LetterLanguage } from '../mail/letter.ts';

interface Invited {
  /** Of the organisation. */
  readonly name: string;
  /** The person who invites; empty when they have no name. */
  readonly inviter: string;
  readonly url: string;
  readonly days: number;
}

const IN: Readonly<
  Record<
    LetterLanguage,
    {
      readonly subject: (name: string) => string;
      readonly verified: string;
      readonly withdrawn: (reason: string) => string;
      readonly invited: (about: Invited) => Letter;
    }
  >
> = {
  en: {
    subject: (name) => `${name} on Köprü`,
    verified: 'Your organisation was checked: the mark “verified” now stands on its profile.',
    withdrawn: (reason) => `The mark “verified” was taken back: ${reason}`,
    invited: ({ name, inviter, url, days }) =>
      letter('en', `Represent ${name} on Köprü`, [
        `${inviter || 'A colleague'} invites you to represent ${name} on Köprü, where organisations of Turkey and the EU find partners.`,
        `Sign in or sign up with this e-mail address, then open\n${url}`,
        `The link works for ${days} days. If you do not expect this, do nothing.`,
      ]),
  },
  tr: {
    subject: (name) => `Köprü’de ${name}`,
    verified: 'Kuruluşunuzu inceledik: profilinizde artık “doğrulandı” işareti var.',
    withdrawn: (reason) => `“Doğrulandı” işareti geri alındı: ${reason}`,
    invited: ({ name, inviter, url, days }) =>
      letter('tr', `Köprü’de ${name} kuruluşunu temsil edin`, [
        `${inviter || 'Bir çalışma arkadaşınız'} sizi Köprü’de ${name} kuruluşunu temsil etmeye davet ediyor. Köprü, Türkiye’den ve AB’den kuruluşların ortak bulduğu yerdir.`,
        `Bu e-posta adresiyle giriş yapın ya da kaydolun, sonra şu bağlantıyı açın:\n${url}`,
        `Bağlantı ${days} gün geçerlidir. Böyle bir davet beklemiyorsanız bir şey yapmanıza gerek yok.`,
      ]),
  },
};

export const wasVerified = (language: LetterLanguage, name: string): Letter =>
  letter(language, IN[language].subject(name), [IN[language].verified]);

/** `reason` is the programme team's, as it was written. */
export const verificationWasWithdrawn = (language: LetterLanguage, name: string, reason: string): Letter =>
  letter(language, IN[language].subject(name), [IN[language].withdrawn(reason)]);

export const representativeWasInvited = (language: LetterLanguage, about: Invited): Letter => IN[language].invited(about);
