import { fold } from '@kopru/schema/fold';
import type { MentionKind } from '@kopru/schema/prose';

/** Somebody or something that a text can name. */
export interface Mentionable {
  readonly kind: MentionKind;
  readonly id: string;
  readonly label: string;
  /** Whose person it is, for the eye. */
  readonly beside?: string;
}

/** What is looked for behind an @, and how many characters before the cursor the @ stands. */
export interface MentionQuery {
  readonly words: string;
  readonly length: number;
}

/** Longest thing that is looked for: past it, an @ is only an @. */
const MAX_WORDS = 40;
/** All in sight at once: a list that scrolls would need a stop for the keyboard, which stays in the text. */
const MAX_SHOWN = 6;

/**
 * Whether the text before the cursor looks for something to mention: an @ at the beginning of a word, as in "@Ada" or "(@walk", and not as
 * in an address. Names have spaces, so what is looked for may too.
 */
export function mentionQuery(before: string): MentionQuery | null {
  const found = /(?:^|[\s(["'“„«/\uFFFC])@([^@\n\uFFFC]*)$/.exec(before);
  const words = found?.[1];
  if (words === undefined || words.length > MAX_WORDS || /^\s|\s{2}/.test(words)) return null;
  return { words, length: words.length + 1 };
}

/** What fits, however it is spelled: those that begin so first, then those with a word that does. People before actions. */
export function matching(all: readonly Mentionable[], words: string): Mentionable[] {
  const wanted = fold(words).trim();
  const rank = ({ label }: Mentionable): number => {
    const folded = fold(label);
    if (folded.startsWith(wanted)) return 0;
    return folded.split(/[\s\-.,;:/()]+/).some((word) => word.startsWith(wanted)) ? 1 : folded.includes(wanted) ? 2 : 3;
  };
  const ranked = all.map((one) => ({ one, rank: rank(one) })).filter(({ rank: of }) => of < 3);
  return ranked
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, MAX_SHOWN)
    .map(({ one }) => one);
}
