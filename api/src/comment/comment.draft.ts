/** What somebody wants to say, and about what: looked at before anything is stored. */
import { ADAPTATION, type Section, SECTIONS } from '@kopru/schema/capacity-model';
import { badInput } from '../access/errors.ts';
import { DocumentKind } from '../document/document.enums.ts';
import type { RowPlace, TextPlace } from '../document/document.service.ts';
import { cleanText, lengthOf } from '../schema/text.ts';
import type { StartCommentInput } from './comment.types.ts';

const MAX_COMMENT = 4000;
export const MAX_QUOTE = 2000;
const MAX_ANCHOR_BYTES = 200;
/** Letters by which the words that somebody saw are told from those that stand there. */
const COMPARED = 1000;

export interface CommentDraft {
  readonly section: string;
  /** Null: the whole section. */
  readonly place: TextPlace | RowPlace | null;
  /** What its writer saw in that place; null when they do not say. */
  readonly quote: string | null;
  readonly body: string;
  readonly rewording: string | null;
}

/** BAD_USER_INPUT unless something can be seen in the words. */
export function cleanBody(body: string, least = 1): string {
  const words = cleanText(body, true) ?? '';
  // Marks of direction alone are no words.
  if (least > 0 && !/[^\p{Z}\p{C}]/u.test(words)) throw badInput({ body: 'Write something first.' });
  if (lengthOf(words) > MAX_COMMENT) throw badInput({ body: `Shorten it to ${MAX_COMMENT} characters.` });
  return words;
}

/** BAD_USER_INPUT for what no document of the kind has, and for words that are none. Whether the place is there is not looked at. */
export function draftFrom(input: StartCommentInput, kind: DocumentKind): CommentDraft {
  const section = SECTIONS.find(({ id }) => id === input.section && (kind !== DocumentKind.ADAPTATION || id === ADAPTATION.section));
  if (!section) throw badInput({ section: 'There is no such section.' });
  const place = placeIn(section, input, kind);
  const isText = place !== null && 'fragment' in place;
  const quote = cleanText(input.quote, true);
  if (quote !== null && !isText) throw badInput({ quote: 'Only words of a text can be quoted.' });
  if (quote !== null && lengthOf(quote) > MAX_QUOTE) throw badInput({ quote: `Quote at most ${MAX_QUOTE} characters.` });
  // Words to be put into a text: an empty rewording proposes to strike the range out.
  const rewording = typeof input.rewording === 'string' ? (cleanText(input.rewording) ?? '') : null;
  if (rewording !== null && !isText) throw badInput({ rewording: 'Only words of a text can be reworded.' });
  if (rewording !== null && lengthOf(rewording) > MAX_COMMENT) throw badInput({ rewording: `Shorten it to ${MAX_COMMENT} characters.` });
  return { section: section.id, place, quote, body: cleanBody(input.body, rewording === null ? 1 : 0), rewording };
}

function placeIn(section: Section, { fragment, start, end, rowId }: StartCommentInput, kind: DocumentKind): TextPlace | RowPlace | null {
  if (rowId) {
    if (fragment || start || end) throw badInput({ rowId: 'A comment is about words or about a row.' });
    if (!section.rows || kind === DocumentKind.ADAPTATION) throw badInput({ rowId: 'This section has no rows.' });
    return { rows: section.rows.name, rowId };
  }
  if (!fragment && !start && !end) return null;
  if (!fragment || !start || !end) throw badInput({ start: 'Give start, end and fragment together, or none of them.' });
  const texts = kind === DocumentKind.ADAPTATION ? [ADAPTATION.fragment] : section.prose.map((part) => part.fragment);
  if (!texts.includes(fragment)) throw badInput({ fragment: 'There is no such text in this section.' });
  for (const [name, bytes] of Object.entries({ start, end })) {
    if (bytes.length > MAX_ANCHOR_BYTES) throw badInput({ [name]: 'This is not a relative position of Yjs.' });
  }
  return { fragment, start, end };
}

/** Whether two texts say the same, however their lines are broken. */
export const saysTheSame = (one: string, other: string): boolean => lettersOf(one) === lettersOf(other);

const lettersOf = (text: string): string => (cleanText(text, true) ?? '').replaceAll(/\s/g, '').slice(0, COMPARED);
