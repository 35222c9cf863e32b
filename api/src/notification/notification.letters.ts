import type { Chapter } from '../digest/digest.service.ts';
import type { LetterLanguage } from '../mail/letter.ts';
import type { NotificationKind } from './notification.types.ts';

/** What signatures do has letters of its own, at once (`document-version.letters`). */
export type ToldKind = Exclude<`${NotificationKind}`, `${string}SIGN${string}`>;

/** A notification as a letter tells it: without the name of any organisation, and of no person who would give one away. */
export interface ToldNotification {
  readonly kind: ToldKind;
  readonly actorName: string | null;
  readonly url: string;
}

interface Words {
  readonly subject: (total: number) => string;
  readonly somebody: string;
  readonly told: Readonly<Record<ToldKind, (name: string) => string>>;
  readonly more: (rest: number) => string;
  readonly manage: string;
}

const WORDS: Readonly<Record<LetterLanguage, Words>> = {
  en: {
    subject: (total) => (total === 1 ? 'One new comment for you' : `${total} new comments for you`),
    somebody: 'Somebody',
    told: {
      MENTIONED: (name) => `${name} addressed you in a comment`,
      NAMED: (name) => `${name} named you in a text`,
      REPLIED: (name) => `${name} answered where you took part`,
      COMMENTED: (name) => `${name} commented on your adaptation`,
    },
    more: (rest) => `– and ${rest} more`,
    manage: 'All your notifications, and on your account page how often we write:',
  },
  tr: {
    subject: (total) => `Size ${total} yeni yorum`,
    somebody: 'Biri',
    told: {
      MENTIONED: (name) => `${name} bir yorumda size seslendi`,
      NAMED: (name) => `${name} bir metinde sizi andı`,
      REPLIED: (name) => `${name} katıldığınız bir konuşmada yanıt verdi`,
      COMMENTED: (name) => `${name} uyarlamanıza yorum yazdı`,
    },
    more: (rest) => `– ve ${rest} tane daha`,
    manage: 'Bütün bildirimleriniz; ne sıklıkla yazdığımız ise hesap sayfanızda:',
  },
};

/** `more`: new too, and not told one by one. `list`: the address of the page that lists them. */
export function notificationsChapter(language: LetterLanguage, told: readonly ToldNotification[], more: number, list: string): Chapter {
  const words = WORDS[language];
  const lines = told.map(({ kind, actorName, url }) => `– ${words.told[kind](actorName ?? words.somebody)}\n  ${url}`);
  return {
    subject: words.subject(told.length + more),
    text: [...lines, ...(more > 0 ? [words.more(more)] : [])].join('\n'),
    manage: `${words.manage}\n${list}`,
  };
}
