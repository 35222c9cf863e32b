import type { Mail } from '../mail/mail.service.ts';
import type { Chapter, LetterLanguage } from './digest.service.ts';

interface Digest {
  /** Of the person. */
  readonly name: string;
  readonly chapters: readonly Chapter[];
  readonly stop: string;
}

const WORDS: Readonly<Record<LetterLanguage, { greeting: (name: string) => string; lead: string; stop: string }>> = {
  en: {
    greeting: (name) => `Hello ${name},`,
    lead: 'this is new since the last letter:',
    stop: 'No more of these letters, without signing in:',
  },
  tr: {
    greeting: (name) => `Merhaba ${name},`,
    lead: 'son mektuptan bu yana yeni olanlar:',
    stop: 'Bu mektupları oturum açmadan durdurun:',
  },
};

/** One letter of all that is new for a person. */
export function digestLetter(language: LetterLanguage, { name, chapters, stop }: Digest): Omit<Mail, 'to'> {
  const words = WORDS[language];
  return {
    subject: chapters.map(({ subject }) => subject).join(' · '),
    text: [
      words.greeting(name),
      words.lead,
      ...chapters.map(({ text }) => text),
      ...chapters.map(({ manage }) => manage),
      `${words.stop}\n${stop}`,
    ].join('\n\n'),
  };
}
