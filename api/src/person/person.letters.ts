import { letter, type Letter, type LetterLanguage } from '../mail/letter.ts';

/** A person by name, and where the letter leads. */
interface About {
  readonly name: string;
  readonly url: string;
}

const IN: Readonly<Record<LetterLanguage, Readonly<Record<'reset' | 'confirmation', (about: About) => Letter>>>> = {
  en: {
    reset: ({ name, url }) =>
      letter(
        'en',
        'Choose a new password for Köprü',
        [
          `open this link to choose a new password. It works for one hour.\n${url}`,
          'If you did not ask for it, do nothing: your password stays as it is.',
        ],
        name,
      ),
    confirmation: ({ name, url }) =>
      letter(
        'en',
        'Confirm your e-mail address for Köprü',
        [`open this link to confirm that this address is yours.\n${url}`, 'If you did not sign up, do nothing.'],
        name,
      ),
  },
  tr: {
    reset: ({ name, url }) =>
      letter(
        'tr',
        'Köprü için yeni bir parola belirleyin',
        [
          `Yeni bir parola belirlemek için bu bağlantıyı açın. Bağlantı bir saat geçerlidir.\n${url}`,
          'Bunu siz istemediyseniz bir şey yapmanıza gerek yok: parolanız olduğu gibi kalır.',
        ],
        name,
      ),
    confirmation: ({ name, url }) =>
      letter(
        'tr',
        'Köprü için e-posta adresinizi onaylayın',
        [`Bu adresin size ait olduğunu onaylamak için bağlantıyı açın.\n${url}`, 'Siz kaydolmadıysanız bir şey yapmanıza gerek yok.'],
        name,
      ),
  },
};

/** A letter about an account. */
export const accountLetter = (kind: keyof (typeof IN)['en'], language: LetterLanguage, about: About): Letter => IN[language][kind](about);
