import { letter, type Letter, type LetterLanguage } from '../mail/letter.ts';
import type { Chapter } from './digest.service.ts';

interface Digest {
  /** Of the person. */
  readonly name: string;
  readonly chapters: readonly Chapter[];
  readonly stop: string;
}

const WORDS: Readonly<Record<LetterLanguage, { lead: string; stop: string }>> = {
  en: {
    lead: 'this is new since the last letter:',
    stop: 'No more of these letters, without signing in:',
  },
  tr: {
    lead: 'son mektuptan bu yana yeni olanlar:',
    stop: 'Bu mektupları oturum açmadan durdurun:',
  },
};

/** One letter of all that is new for a person. */
export function digestLetter(language: LetterLanguage, { name, chapters, stop }: Digest): Letter {
  const words = WORDS[language];
  const subject = chapters.map((chapter) => chapter.subject).join(' · ');
  const parts = [words.lead, ...chapters.map(({ text }) => text), ...chapters.map(({ manage }) => manage), `${words.stop}\n${stop}`];
  return letter(language, subject, parts, name);
}
