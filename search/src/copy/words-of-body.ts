/** What a word says of a face, in one byte: whether it stands in a name, in a name or statement, and among the words of its place, and how much it weighs. */
export const IN_NAMES = 0x80;
export const IN_STATEMENTS = 0x40;
export const IN_PLACE = 0x20;
const WEIGHT_BITS = 5;
const MOST_WEIGHT = (1 << WEIGHT_BITS) - 1;
/** The three together, as a number below 8; and back. */
export const whereOf = (said: number): number => said >>> WEIGHT_BITS;
export const standing = (where: number): number => where << WEIGHT_BITS;
export const weightOf = (said: number): number => said & MOST_WEIGHT;

/** Tenths, as the ranking of the SQL has them: names 1, places 0.5, statements 0.3, the rest 0.1. */
const WEIGHTS: Readonly<Record<string, number>> = { A: 10, B: 3, C: 1, D: 5 };
const SAYS: Readonly<Record<string, number>> = { A: IN_NAMES | IN_STATEMENTS, B: IN_STATEMENTS, D: IN_PLACE };

/**
 * Reads a tsvector as text. Tags and the marks of statements and places are left out: tags have a column of their own, and the rest is told by the weights. Answers how many
 * places there are altogether.
 */
export function readBody(text: string, word: (word: string, said: number) => void): number {
  let places = 0;
  for (let at = text.indexOf("'"); at !== -1; at = text.indexOf("'", at)) {
    let end = text.indexOf("'", at + 1);
    while (text[end + 1] === "'") end = text.indexOf("'", end + 2);
    const lexeme = text.slice(at + 1, end);
    let said = 0;
    let weight = 0;
    at = end + 1;
    for (; at < text.length && text[at] !== ' '; at += 1) {
      if (text[at] === ',' || text[at] === ':') {
        places += 1;
        continue;
      }
      const next = text[at + 1];
      if (next !== undefined && next !== ',' && next !== ' ') continue;
      // The last sign of a place is its letter, or a digit, for D is not written.
      const grade = text[at]! >= 'A' ? text[at]! : 'D';
      weight += WEIGHTS[grade]!;
      said |= SAYS[grade] ?? 0;
    }
    if (/^[#~@]/.test(lexeme)) continue;
    word(
      lexeme.includes("''") || lexeme.includes('\\\\') ? lexeme.replaceAll("''", "'").replaceAll('\\\\', '\\') : lexeme,
      said | Math.min(MOST_WEIGHT, weight),
    );
  }
  return places;
}
