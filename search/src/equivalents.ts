import { EQUIVALENTS } from '@kopru/schema/vocabulary';
import { wordsOf } from './words.ts';

/** The words, folded, that say the same in the other interface language: of "gonullu" volunteer, volunteers, volunteering. */
export const EQUIVALENTS_OF: ReadonlyMap<string, readonly string[]> = byWord();

function byWord(): Map<string, string[]> {
  const found = new Map<string, Set<string>>();
  for (const { en, tr } of EQUIVALENTS) {
    const sides = [en.flatMap(wordsOf), tr.flatMap(wordsOf)] as const;
    for (const [mine, others] of [sides, [sides[1], sides[0]] as const]) {
      for (const word of mine) found.set(word, new Set([...(found.get(word) ?? []), ...others]));
    }
  }
  return new Map([...found].map(([word, others]) => [word, [...others].filter((other) => other !== word)]));
}
