const LETTERS: Readonly<Record<string, string>> = {
  ı: 'i',
  đ: 'd',
  ð: 'd',
  æ: 'ae',
  œ: 'oe',
  ς: 'σ',
  ł: 'l',
  ø: 'o',
  ß: 'ss',
  ħ: 'h',
  þ: 'th',
  ŋ: 'n',
  ŧ: 't',
  ə: 'e',
};

/** Nothing but the letters of English: most of what is folded. */
const PLAIN = /^[\0-\x7f]*$/;
const FOLDED_LETTER = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'gu');

/**
 * The form in which two spellings of one word are equal: İstanbul = istanbul = ISTANBUL, Łódź = lodz, Straße = strasse, ΑΘΉΝΑ = αθηνα.
 * The one folding of the project: index, query and every comparison of names use it; stored text keeps its letters.
 *
 * - Never locale-aware: with Turkish rules `I` becomes `ı`, and "Init" would no longer match "init".
 * - Marks are removed from Latin and Greek letters only. In Cyrillic a mark makes another letter (и and й).
 * - Letters without a Unicode decomposition (ı ł ø ß đ ħ …) are mapped by hand.
 *
 * Whitespace and punctuation stay as they are.
 */
export function fold(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/(?<=[\p{Script=Latin}\p{Script=Greek}]\p{M}*)\p{M}+/gu, '')
    .normalize('NFC')
    .replace(FOLDED_LETTER, (letter) => LETTERS[letter] ?? letter);
}
