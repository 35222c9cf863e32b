/** What a word says of a face, in one byte: whether it stands in a name, in a name or statement, and how much it weighs. */
export const IN_NAMES = 0x80;
export const IN_TOPICS = 0x40;
/** In a topic: 1, in a name: 2, in both: 3. */
export const whereOf = (said: number): number => said >>> 6;
const MOST_WEIGHT = 0x3f;
export const weightOf = (said: number): number => said & MOST_WEIGHT;

/** Tenths, as the ranking of the SQL has them: names 1, statements 0.3, the rest 0.1. */
const WEIGHTS: Readonly<Record<string, number>> = { A: 10, B: 3, C: 1 };
const SAYS: Readonly<Record<string, number>> = { A: IN_NAMES | IN_TOPICS, B: IN_TOPICS };

/**
 * Reads a tsvector as text. Tags and marks of topics are left out: tags have a column of their own, and what is a topic is told by its weights. Answers how many
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
      const grade = text[at]!;
      if (grade === ',' || grade === ':') {
        places += 1;
        // A place without a letter weighs least; the letter, if there is one, is added below.
        continue;
      }
      weight += WEIGHTS[grade] ?? 0;
      said |= SAYS[grade] ?? 0;
    }
    if (lexeme.startsWith('#') || lexeme.startsWith('~')) continue;
    word(
      lexeme.includes("''") || lexeme.includes('\\\\') ? lexeme.replaceAll("''", "'").replaceAll('\\\\', '\\') : lexeme,
      said | Math.min(MOST_WEIGHT, weight),
    );
  }
  return places;
}
