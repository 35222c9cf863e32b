/**
 * Letters that nobody sees and that change how the others are read: they turn the order of a line round, or make two names that look the
 * same. Marks of direction (U+200E, U+200F) stay: they order no more than their neighbours. Zero-width joiners are looked at below.
 */
const UNSEEN =
  /[\u00ad\u115f\u1160\u180e\u200b\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]|(?<![\p{L}\p{M}\p{Extended_Pictographic}\ufe0f])[\u200c\u200d]|[\u200c\u200d](?![\p{L}\p{M}\p{Extended_Pictographic}])|(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])[\u200c\u200d]/gu;

/**
 * Text without surrounding space, control characters and letters that nobody sees, NFC; null for nothing. Zero-width joiners stay inside words
 * of scripts that need them. Line breaks stay only where `lines` says so; else every stretch of space is one.
 */
export function cleanText(text: string | null | undefined, lines = false): string | null {
  if (text === null || text === undefined) return null;
  const seen = text.normalize('NFC').replace(UNSEEN, '').replace(/\r\n?/g, '\n');
  const clean = lines ? seen.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '') : seen.replace(/[\s\p{Cc}]+/gu, ' ');
  return clean.trim() || null;
}

/** Whether a name holds an address: names stand in the subjects of letters that we send to people who do not know us. */
export const holdsAddress = (name: string): boolean => /:\/\/|www\./i.test(name);

/** Length as a person counts it, roughly: code points. */
export const lengthOf = (text: string): number => [...text].length;
