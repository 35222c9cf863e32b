import { IntlMessageFormat } from 'intl-messageformat';
import { createContext } from 'svelte';
import type english from '#lib/messages/en.json';
import type staffEnglish from '#lib/messages/en.staff.json';
import { formatsFor, type Formats } from './formats.ts';
import type { Language } from './language.ts';

/** A text of `messages/en.json` or, on the pages of the staff, of `messages/en.staff.json`, named `room.what`. */
export type MessageKey = keyof typeof english | keyof typeof staffEnglish;

export type Messages = Record<MessageKey, string>;

export type MessageValues = Record<string, string | number | Date>;

/** Answers a text in the reader's language; placeholders are ICU MessageFormat. */
export type Translate = (key: MessageKey, values?: MessageValues) => string;

/** Everything a component needs to speak: texts, dates, numbers and names in one language. */
export interface Text extends Formats {
  t: Translate;
  language: Language;
}

/** Texts of one language; only the reader's language is loaded, and in a browser the staff's only on their pages. */
export async function loadMessages(language: Language): Promise<Messages> {
  const file = language === 'tr' ? await import('#lib/messages/tr.json') : await import('#lib/messages/en.json');
  return { ...file.default, ...(import.meta.env.SSR && (await staffMessages(language))) } as Messages;
}

async function staffMessages(language: Language): Promise<Partial<Messages>> {
  const file = language === 'tr' ? await import('#lib/messages/tr.staff.json') : await import('#lib/messages/en.staff.json');
  return file.default;
}

interface Loaded {
  readonly text: Text;
  readonly messages: Messages;
}

const texts = new Map<Language, Loaded>();

/** The text of a language; messages are compiled when first used and kept for the life of the process or page. */
export async function textIn(language: Language): Promise<Text> {
  return (await loadedIn(language)).text;
}

async function loadedIn(language: Language): Promise<Loaded> {
  const known = texts.get(language);
  if (known) return known;
  const messages = await loadMessages(language);
  const loaded = { messages, text: createText(language, messages) };
  texts.set(language, loaded);
  return loaded;
}

/** Brings the staff's texts to the text of a language. Done before one of their pages is shown. */
export async function addStaffTexts(language: Language): Promise<void> {
  Object.assign((await loadedIn(language)).messages, await staffMessages(language));
}

export function createText(language: Language, messages: Messages): Text {
  const compiled = new Map<MessageKey, IntlMessageFormat>();
  const t: Translate = (key, values) => {
    let message = compiled.get(key);
    if (!message) {
      message = new IntlMessageFormat(messages[key], language, undefined, { ignoreTag: true });
      compiled.set(key, message);
    }
    return String(message.format(values));
  };
  return { t, language, ...formatsFor(language) };
}

/** `const { t } = useText()` in a component; the root layout provides it. */
export const [useText, provideText] = createContext<Text>();
