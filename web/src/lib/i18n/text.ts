import { IntlMessageFormat } from 'intl-messageformat';
import { createContext } from 'svelte';
import type english from '#lib/messages/en.json';
import { formatsFor, type Formats } from './formats.ts';
import type { Language } from './language.ts';

/** A text of `messages/en.json`, named `room.what`. */
export type MessageKey = keyof typeof english;

export type Messages = Record<MessageKey, string>;

export type MessageValues = Record<string, string | number | Date>;

/** Answers a text in the reader's language; placeholders are ICU MessageFormat. */
export type Translate = (key: MessageKey, values?: MessageValues) => string;

/** Everything a component needs to speak: texts, dates, numbers and names in one language. */
export interface Text extends Formats {
  t: Translate;
  language: Language;
}

/** Texts of one language; only the reader's language is loaded. */
export async function loadMessages(language: Language): Promise<Messages> {
  const file = language === 'tr' ? await import('#lib/messages/tr.json') : await import('#lib/messages/en.json');
  return file.default;
}

const texts = new Map<Language, Text>();

/** The text of a language; messages are compiled when first used and kept for the life of the process or page. */
export async function textIn(language: Language): Promise<Text> {
  const known = texts.get(language);
  if (known) return known;
  const text = createText(language, await loadMessages(language));
  texts.set(language, text);
  return text;
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
