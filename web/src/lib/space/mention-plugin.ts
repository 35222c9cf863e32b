import { newId } from '@kopru/schema/capacity-model-document';
import type { MentionKind } from '@kopru/schema/prose';
import { NodeSelection, Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { ySyncPluginKey } from 'y-prosemirror';
import { mentionQuery, type Mentionable } from './mention-search.ts';

/** Something is looked for: what, and from where to where it stands in the text. */
export interface MentionSearch {
  readonly words: string;
  readonly from: number;
  readonly to: number;
}

interface Searching {
  readonly search: MentionSearch | null;
  /** Where an @ stands that the person closed the list of. */
  readonly closedAt: number | null;
}

const NOT: Searching = { search: null, closedAt: null };
const key = new PluginKey<Searching>('mentions');

export const searchIn = (state: EditorState): MentionSearch | null => key.getState(state)?.search ?? null;
export const closeSearch = (view: EditorView): void => view.dispatch(view.state.tr.setMeta(key, 'close'));

const fromOthers = (tr: Transaction): boolean =>
  Boolean((tr.getMeta(ySyncPluginKey) as { isChangeOrigin?: boolean } | undefined)?.isChangeOrigin);

function follow(tr: Transaction, before: Searching, state: EditorState): Searching {
  if (tr.getMeta(key) === 'close') return { search: null, closedAt: before.search?.from ?? null };
  const search = searchAt(state);
  const closedAt = before.closedAt === null ? null : tr.mapping.map(before.closedAt);
  if (!search) return NOT;
  if (closedAt === search.from) return { search: null, closedAt };
  // Opened by typing; a cursor that comes by an old @ opens nothing.
  const typed = tr.docChanged && !fromOthers(tr);
  return typed || before.search ? { search, closedAt: null } : NOT;
}

function searchAt({ selection }: EditorState): MentionSearch | null {
  const { $from, empty } = selection;
  if (!empty || !$from.parent.isTextblock || $from.parent.type.spec.code) return null;
  const query = mentionQuery($from.parent.textBetween(0, $from.parentOffset, undefined, '\uFFFC'));
  return query && { words: query.words, from: $from.pos - query.length, to: $from.pos };
}

/** Puts the labels right of what is called otherwise by now; with a change of the text by this person, never by itself. */
function renamed(state: EditorState, named: (kind: MentionKind, id: string) => string | null | undefined): Transaction | null {
  const { tr } = state;
  state.doc.descendants((node, position) => {
    if (node.type.name !== 'mention') return;
    const name = named(node.attrs['kind'], node.attrs['id']);
    if (name && name !== node.attrs['label']) tr.setNodeAttribute(position, 'label', name);
  });
  return tr.docChanged ? tr : null;
}

export interface MentionPluginOptions {
  named: (kind: MentionKind, id: string) => string | null | undefined;
  /** Whether there are mentions in the text at all. */
  any: () => boolean;
  /** A key while something is looked for; answers whether the list took it. */
  pressed: (event: KeyboardEvent) => boolean;
}

export function mentionSearching({ named, any, pressed }: MentionPluginOptions): Plugin<Searching> {
  return new Plugin<Searching>({
    key,
    state: { init: () => NOT, apply: (tr, before, _old, state) => follow(tr, before, state) },
    appendTransaction: (transactions, _old, state) =>
      any() && transactions.some((tr) => tr.docChanged && !fromOthers(tr)) ? renamed(state, named) : null,
    props: {
      handleKeyDown: (view, event) => searchIn(view.state) !== null && !event.isComposing && pressed(event),
    },
  });
}

/** Puts a mention in place of what was looked for. */
export function mention(view: EditorView, { from, to }: MentionSearch, { kind, id, label }: Mentionable): void {
  const node = view.state.schema.nodes['mention']!.create({ kind, id, label, key: newId() });
  const tr = view.state.tr.replaceWith(from, to, [node, view.state.schema.text(' ')]);
  view.dispatch(tr.scrollIntoView());
  view.focus();
}

/** Brings a mention into view, chosen; false when it is not in this text. */
export function showMention(view: EditorView, sought: string): boolean {
  const found: number[] = [];
  view.state.doc.descendants((node, position) => {
    if (node.type.name === 'mention' && node.attrs['key'] === sought) found.push(position);
  });
  const [first] = found;
  if (first === undefined) return false;
  view.focus();
  view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, first)).scrollIntoView());
  view.dom.querySelector(`[data-key="${CSS.escape(sought)}"]`)?.scrollIntoView({ block: 'center' });
  return true;
}

/** As if an @ had been typed, for keyboards on which it is hard to find. */
export function beginMention(view: EditorView): void {
  const { $to, to } = view.state.selection;
  const before = $to.parent.textBetween(Math.max(0, $to.parentOffset - 1), $to.parentOffset, undefined, '\uFFFC');
  view.dispatch(view.state.tr.insertText(/\S/.test(before) ? ' @' : '@', to));
  view.focus();
}
