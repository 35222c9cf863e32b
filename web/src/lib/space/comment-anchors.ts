/**
 * Where conversations stand in a rich text: ranges that move with the words, as decorations of the editor. Words that somebody took to another
 * paragraph, made a heading of, or put back with undo are new words to the shared text; there a range is found again by what it quotes.
 */
import { Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import { absolutePositionToRelativePosition, relativePositionToAbsolutePosition, ySyncPluginKey } from 'y-prosemirror';
import * as Y from 'yjs';
import { wordsOf } from './comment-lines.ts';
import { type Place, quotedRange, quoteWithin, type Range, REACH } from './comment-quotes.ts';
import { SHORT } from './comment-words.ts';
import { shownSelection } from './shown-selection.ts';

/** A range of text as it is stored: two encoded relative positions in base64, and its words as they were. */
export interface Anchor {
  readonly start: string;
  readonly end: string;
  readonly quote: string;
}

/** A thread as the text shows it. */
export interface Marked extends Anchor {
  readonly id: string;
  readonly current: boolean;
}

interface Binding {
  readonly type: Y.XmlFragment;
  readonly doc: Y.Doc;
  readonly binding: { readonly mapping: Parameters<typeof absolutePositionToRelativePosition>[2] } | null;
}

const bindingOf = (state: EditorState): Binding | undefined => ySyncPluginKey.getState(state) as Binding | undefined;

/** The selected words; null when nothing is selected. */
export function anchorOfSelection(view: EditorView): Anchor | null {
  return anchorAt(view.state, shownSelection(view));
}

/** What is longer is quoted by its beginning. */
const LONGEST = 2000;

export function anchorAt(state: EditorState, { from, to }: Range): Anchor | null {
  const bound = bindingOf(state);
  if (from === to || !bound?.binding) return null;
  const at = (position: number): string =>
    toBase64(
      Y.encodeRelativePosition(absolutePositionToRelativePosition(position, bound.type, bound.binding!.mapping) as Y.RelativePosition),
    );
  return { start: at(from), end: at(to), quote: state.doc.textBetween(from, to, '\n').slice(0, LONGEST) };
}

/** Where a stored range lies now; null when its words are gone. */
export function rangeOf(state: EditorState, { start, end, quote }: Anchor): Range | null {
  const bound = bindingOf(state);
  if (!bound?.binding) return null;
  const [from, to] = [tieOf(bound, start), tieOf(bound, end)];
  const range = from && to && { from: from.at, to: to.at };
  if (!range || !holdsWords(state, range)) return quotedRange(state.doc, quote, placeNear(bound, start));
  if (quote.length === LONGEST || lettersIn(state, range) === lettersOf(quote)) return range;
  // What somebody wrote right before or behind the words can have come between the ends.
  const alone = quoteWithin(state.doc, quote, range);
  const isCut = from.isLoose || to.isLoose;
  if (alone || (!isCut && !to.isOpen)) return alone ?? range;
  // Part of the words may stand beside it, or in the line that Enter made: then as much of them as can be found together.
  const whole = quotedRange(state.doc, quote, { ...range, sure: true });
  if (!whole || (!isCut && whole.to <= range.to)) return range;
  const touches = whole.from <= range.to && whole.to >= range.from;
  return touches || (!from.isLoose && wereTaken(state, range, whole, quote)) ? whole : range;
}

const lettersIn = ({ doc }: EditorState, { from, to }: Range): string => lettersOf(doc.textBetween(from, to));
const lettersOf = (words: string): string => words.replace(/\s+/g, '');

/**
 * Whether Enter took the words further on: what stayed was written right before them, and not a third of them is in it too. Short ones only if nothing
 * is between.
 */
function wereTaken(state: EditorState, stayed: Range, whole: Range, quote: string): boolean {
  if (whole.from < stayed.to) return false;
  const letters = lettersOf(quote);
  const left = new Set(wordsOf(state.doc.textBetween(stayed.from, stayed.to, ' ')).map(({ text }) => text));
  const shared = wordsOf(quote).filter(({ text }) => left.has(text));
  if (shared.map(({ text }) => text).join('').length * 3 >= letters.length) return false;
  const isNear = letters.length >= SHORT && whole.from - stayed.to <= REACH;
  return isNear || lettersIn(state, { from: stayed.to, to: whole.from }) === '';
}

const holdsWords = ({ doc }: EditorState, { from, to }: Range): boolean =>
  from < to && to <= doc.content.size && doc.textBetween(from, to, ' ').trim() !== '';

/** An end of a range in the text. */
interface Tie {
  readonly at: number;
  /** The letter that it was tied to is gone. */
  readonly isLoose: boolean;
  /** It is tied to the end of a line, whatever is there. */
  readonly isOpen: boolean;
}

/** Null when it is nowhere: in something that is gone, or written by another program so that it cannot be read. */
function tieOf(bound: Binding, encoded: string): Tie | null {
  try {
    const position = Y.decodeRelativePosition(fromBase64(encoded));
    const at = positionOf(bound, position);
    const isLoose = position.item !== null && Y.getItem(bound.doc.store, position.item).deleted;
    return at === null ? null : { at, isLoose, isOpen: position.item === null };
  } catch {
    return null;
  }
}

/** Not where undo put the words again: only the window that took it back knows that. Null in something that is gone. */
function positionOf({ doc, type, binding }: Binding, position: Y.RelativePosition): number | null {
  const found = Y.createAbsolutePositionFromRelativePosition(position, doc, false);
  if (!found) return null;
  for (let { _item: item } = found.type; item; item = parentItem(item)) if (item.deleted) return null;
  const there = Y.createRelativePositionFromTypeIndex(found.type, found.index);
  return relativePositionToAbsolutePosition(doc, type, there, binding!.mapping);
}

/** Where something that is gone stood, or what was made of it, as near as can be told; null when nothing is known of it. */
function placeNear(bound: Binding, encoded: string): Place | null {
  try {
    const { item: id, type: typeId } = Y.decodeRelativePosition(fromBase64(encoded));
    const tied = id ?? typeId;
    let item = itemNear(bound.doc, tied);
    const sure = item !== null && Y.getItem(bound.doc.store, tied!) === item;
    for (let above = item && parentItem(item); above?.deleted; above = parentItem(above)) item = above;
    if (!item) return null;
    const at = ({ id: of }: Y.Item): number => positionOf(bound, new Y.RelativePosition(null, null, of)) ?? Number.NaN;
    return { from: at(madeFor(item)), to: at(item), sure };
  } catch {
    return null;
  }
}

/** The first of the elements that were put in the place of one that is gone: right before it, one after the other. */
function madeFor(item: Y.Item): Y.Item {
  const behind = [item.id];
  let first = item;
  for (let { left } = item; left; left = left.left) {
    const { rightOrigin, deleted, id } = left;
    if (!deleted && !behind.some((one) => Y.compareIDs(rightOrigin, one))) break;
    behind.push(id);
    if (!deleted) first = left;
  }
  return first;
}

const parentItem = (item: Y.Item): Y.Item | null => (item.parent instanceof Y.AbstractType ? item.parent._item : null);
/** Structs of one client that are looked at on both sides: what somebody wrote one after the other stands together. */
const AROUND = 200;

/** The item itself, or what the same person wrote around it when it was let go of. */
function itemNear(doc: Y.Doc, id: Y.ID | null): Y.Item | null {
  const structs = id && doc.store.clients.get(id.client);
  if (!structs) return null;
  const index = Y.findIndexSS(structs, id.clock);
  if (structs[index] instanceof Y.Item) return structs[index];
  for (let away = 1; away <= AROUND; away += 1) {
    for (const near of [structs[index - away], structs[index + away]]) if (near instanceof Y.Item && !near.deleted) return near;
  }
  return null;
}

interface Shown {
  readonly set: DecorationSet;
  /** By the thread; null when its words are gone. */
  readonly ranges: ReadonlyMap<string, Range | null>;
}

const key = new PluginKey<Shown>('comments');

/** Where a marked thread stands, as it is shown; null when its words are gone, undefined when it is not marked. */
export const shownRange = (state: EditorState, id: string): Range | null | undefined => key.getState(state)?.ranges.get(id);

/** Marks the ranges of threads. `marked` is asked on every change of the text, and when `refresh` says that the threads changed. */
export function commentMarks(marked: () => readonly Marked[]): Plugin {
  const shown = (state: EditorState, find: (thread: Marked) => Range | null): Shown => {
    const threads = marked().map((thread) => ({ thread, range: find(thread) }));
    const drawn = threads.flatMap(({ thread: { id, current }, range }) => {
      const attributes = { class: current ? 'commented current' : 'commented', 'data-thread': id };
      return range ? [Decoration.inline(range.from, range.to, attributes)] : [];
    });
    return { set: DecorationSet.create(state.doc, drawn), ranges: new Map(threads.map(({ thread, range }) => [thread.id, range])) };
  };
  return new Plugin<Shown>({
    key,
    state: {
      init: () => ({ set: DecorationSet.empty, ranges: new Map() }),
      apply: (transaction, before, _old, state) => {
        if (transaction.getMeta(key) || transaction.getMeta(ySyncPluginKey)) return shown(state, (thread) => rangeOf(state, thread));
        if (!transaction.docChanged) return before;
        // What was typed here reaches the shared text only after this; until then only the editor knows where the ranges went.
        return shown(state, ({ id }) => mapped(before.ranges.get(id) ?? null, transaction, state));
      },
    },
    props: { decorations: (state) => key.getState(state)?.set },
    view: () => {
      let planned = false;
      return {
        // Now the shared text knows, and what the others see is shown here too.
        update: (view, { doc }) => {
          if (planned || doc === view.state.doc || marked().length === 0) return;
          planned = true;
          queueMicrotask(() => {
            planned = false;
            if (!view.isDestroyed) view.dispatch(refresh(view.state.tr));
          });
        },
      };
    },
  });
}

function mapped(range: Range | null, { mapping }: Transaction, state: EditorState): Range | null {
  if (!range) return null;
  const moved = { from: mapping.map(range.from, 1), to: mapping.map(range.to, -1) };
  return holdsWords(state, moved) ? moved : null;
}

export const refresh = (transaction: Transaction): Transaction => transaction.setMeta(key, true).setMeta('addToHistory', false);
/** Whether a transaction only looks again where the ranges are. */
export const isRefresh = (transaction: Transaction): boolean => Boolean(transaction.getMeta(key));

const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));
const fromBase64 = (text: string): Uint8Array => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
