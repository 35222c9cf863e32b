/** Editors of one text without a page, and a server between them, for specs: the binding of the page, with what it needs of a view. */
import { getSchema } from '@tiptap/core';
import { joinBackward, setBlockType, splitBlock, wrapIn } from '@tiptap/pm/commands';
import type { Node, Schema } from '@tiptap/pm/model';
import { liftListItem, splitListItem, wrapInList } from '@tiptap/pm/schema-list';
import { EditorState, TextSelection, type Command, type Plugin, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { addColumnAfter, deleteColumn, tableEditing, toggleHeader } from '@tiptap/pm/tables';
import { redo, undo, ySyncPlugin, yUndoPluginKey } from 'y-prosemirror';
import * as Y from 'yjs';
import { proseExtensions } from './prose-extensions.ts';
import { anchorAt, commentMarks, type Marked, shownRange } from './comment-anchors.ts';
import { ownSteps } from './own-steps.ts';
import { steadyCaret } from './steady-caret.ts';
import { type Moved, WordRescue } from './word-rescue.ts';

const TEXT = 'prose:shared-problem';
const schema: Schema = getSchema(proseExtensions({ named: () => undefined, somebody: '…', drawn: new Set() }));
const nodes = schema.nodes;

/** What people do to a text, as the toolbar and the keys do it. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  heading: setBlockType(nodes['heading']!, { level: 3 }),
  paragraph: setBlockType(nodes['paragraph']!),
  code: setBlockType(nodes['codeBlock']!),
  list: wrapInList(nodes['bulletList']!),
  unlist: liftListItem(nodes['listItem']!),
  quote: wrapIn(nodes['blockquote']!),
  join: joinBackward,
  split: splitBlock,
  splitItem: splitListItem(nodes['listItem']!),
  header: toggleHeader('row'),
  addColumn: addColumnAfter,
  removeColumn: deleteColumn,
};

/** What a plugin of the editor needs of its view. */
class PagelessView {
  state: EditorState;
  private readonly views: ReturnType<NonNullable<Plugin['spec']['view']>>[] = [];

  constructor(plugins: Plugin[]) {
    this.state = EditorState.create({ schema, plugins });
    for (const { spec } of plugins) if (spec.view) this.views.push(spec.view(this as unknown as EditorView));
  }

  dispatch = (transaction: Transaction): void => {
    const before = this.state;
    this.state = before.apply(transaction);
    for (const view of this.views) view.update?.(this as unknown as EditorView, before);
  };

  hasFocus = (): boolean => false;
  readonly editable = true;
  readonly isDestroyed = false;

  destroy(): void {
    for (const view of this.views) view.destroy?.();
  }
}

/** The stored document, as the server holds it, and who is connected. */
export class Server {
  readonly doc = new Y.Doc();
  readonly connected = new Set<Writer>();

  isConnected(client: number): boolean {
    return [...this.connected].some(({ doc }) => doc.clientID === client);
  }

  /** Every update as it was stored. */
  readonly log: Uint8Array[] = [];
  private clients = 1;

  /** Not random, so that a story can be told again; not in order either, as in life. */
  newClient(): number {
    this.clients = (this.clients * 48_271) % 0x7fffffff;
    return this.clients;
  }

  constructor() {
    // As the real one: it takes nothing out that nobody took out.
    this.doc.on('afterTransaction', (transaction) => (transaction._needFormattingCleanup = false));
  }

  take(update: Uint8Array): void {
    this.log.push(update);
    Y.applyUpdate(this.doc, update);
    for (const writer of this.connected) writer.waiting.push(update);
  }
}

/** What the device keeps of a window. */
export interface Left {
  readonly known: Uint8Array;
  readonly unsent: readonly Uint8Array[];
  readonly heard: number;
}

/** Somebody with an editor, who can be without network. */
export class Writer {
  readonly doc = new Y.Doc({ gc: false });
  /** What arrived and was not taken in yet. */
  readonly waiting: Uint8Array[] = [];
  /** How many updates of the server it has. */
  private heard: number;
  readonly moved: Moved[] = [];
  marked: Marked[] = [];
  readonly view: PagelessView;
  readonly unsent: Uint8Array[];
  readonly rescue: WordRescue;
  private readonly server: Server;

  /** `left`: what an earlier window of the same person left on the device. */
  constructor(server: Server, left?: Left, plugins: Plugin[] = []) {
    this.server = server;
    this.doc.clientID = server.newClient();
    if (left) for (const update of [left.known, ...left.unsent]) Y.applyUpdate(this.doc, update);
    this.unsent = [...(left?.unsent ?? [])];
    this.heard = left?.heard ?? 0;
    this.rescue = new WordRescue(this.doc, {
      unsent: this.unsent,
      isPresent: (client) => server.isConnected(client),

      tell: (moved) => this.moved.push(moved),
    });
    this.doc.on('update', (update: Uint8Array, origin: unknown) => origin !== server && this.unsent.push(update));
    const fragment = this.doc.getXmlFragment(TEXT);
    this.view = new PagelessView([
      ySyncPlugin(fragment),
      commentMarks(() => this.marked),
      steadyCaret(),
      ownSteps(fragment),
      tableEditing(),
      ...plugins,
    ]);
  }

  get text(): string {
    return outline(this.view.state.doc);
  }

  /** What this window leaves on the device. */
  get left(): Left {
    return { known: Y.encodeStateAsUpdate(this.doc), unsent: [...this.unsent], heard: this.heard };
  }

  /** What is missing first, then what waits here is sent. */
  connect(): void {
    this.hear();
    this.server.connected.add(this);
    this.send();
  }

  /** Hears what it misses, and is cut off again. */
  hear(): void {
    this.waiting.length = 0;
    const stored = this.server.log.slice(this.heard);
    if (stored.length > 0) this.takeIn(Y.mergeUpdates(stored));
    this.takeIn(Y.encodeStateAsUpdate(this.server.doc, Y.encodeStateVector(this.doc)));
    this.heard = this.server.log.length;
  }

  disconnect(): void {
    this.server.connected.delete(this);
  }

  /** One update of those that arrived. */
  receive(): void {
    const update = this.waiting.shift();
    if (!update) return;
    this.takeIn(update);
    this.heard += 1;
  }

  send(): void {
    for (let update = this.unsent.shift(); update; update = this.unsent.shift()) this.server.take(update);
  }

  private takeIn(update: Uint8Array): void {
    this.rescue.around(update, () => Y.applyUpdate(this.doc, update, this.server));
  }

  /** Puts the cursor behind some words, or before them. */
  goTo(words: string, side: 'behind' | 'before' = 'behind'): void {
    let at: number | null = null;
    this.view.state.doc.descendants((node, position) => {
      const found = node.isText ? node.text!.indexOf(words) : -1;
      if (at === null && found >= 0) at = position + found + (side === 'behind' ? words.length : 0);
    });
    if (at === null) throw new Error(`“${words}” is not in the text.`);
    this.goToPosition(at);
  }

  /** From behind some words to behind others. */
  select(first: string, last: string): void {
    this.goTo(first);
    const { from } = this.view.state.selection;
    this.goTo(last);
    const { doc, tr, selection } = this.view.state;
    this.view.dispatch(tr.setSelection(TextSelection.create(doc, from, selection.from)));
  }

  goToPosition(at: number): void {
    const { doc, tr } = this.view.state;
    this.view.dispatch(tr.setSelection(TextSelection.near(doc.resolve(at))));
  }

  type(words: string): void {
    this.view.dispatch(this.view.state.tr.insertText(words));
  }

  /** Comments on some words. */
  comment(words: string): Marked {
    this.goTo(words);
    const { from } = this.view.state.selection;
    return { id: words, current: false, ...anchorAt(this.view.state, { from: from - words.length, to: from })! };
  }

  /** The words that a comment is shown at, once what was done is in the shared text; null when they are gone. */
  async shown(id: string): Promise<string | null> {
    await Promise.resolve();
    const range = shownRange(this.view.state, id);
    return range ? this.view.state.doc.textBetween(range.from, range.to, '|') : null;
  }

  /** The line that a comment is shown in. */
  async shownIn(id: string): Promise<string | null> {
    await Promise.resolve();
    const range = shownRange(this.view.state, id);
    return range ? this.view.state.doc.resolve(range.from).parent.textContent : null;
  }

  /** Takes over the text of somebody, as a page that is opened now. */
  read({ doc }: Writer): void {
    const stored = new Y.Doc();
    Y.applyUpdate(stored, Y.encodeStateAsUpdate(doc));
    Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(stored), this.server);
  }

  mark(words: string, name: string, attributes: object = {}): void {
    this.goTo(words);
    const { tr } = this.view.state;
    const { from } = this.view.state.selection;
    this.view.dispatch(tr.addMark(from - words.length, from, schema.mark(name, attributes as Record<string, unknown>)));
  }

  takeOut(words: string): void {
    this.goTo(words);
    const { tr } = this.view.state;
    const { from } = this.view.state.selection;
    this.view.dispatch(tr.delete(from - words.length, from));
  }

  do(name: keyof typeof COMMANDS): boolean {
    return COMMANDS[name]!(this.view.state, this.view.dispatch);
  }

  undo(): void {
    undo(this.view.state);
  }

  redo(): void {
    redo(this.view.state);
  }

  /** What comes now is a step of undo of its own, until this is said again. */
  pause(): void {
    const { undoManager } = yUndoPluginKey.getState(this.view.state) as { undoManager: Y.UndoManager };
    undoManager.captureTimeout = Infinity;
    undoManager.stopCapturing();
  }

  write(content: readonly object[]): void {
    const { tr } = this.view.state;
    const made = content.map((node) => schema.nodeFromJSON(node));
    this.view.dispatch(tr.replaceWith(0, tr.doc.content.size, made));
  }

  append(node: object): void {
    const { tr } = this.view.state;
    this.view.dispatch(tr.insert(tr.doc.content.size, schema.nodeFromJSON(node)));
  }

  destroy(): void {
    this.disconnect();
    this.rescue.destroy();
    this.view.destroy();
  }
}

/** A text as `paragraph(words) heading(words)`. */
function outline(node: Node): string {
  if (node.isText) return node.marks.reduce((words, { type }) => `${type.name}(${words})`, node.text!);
  const parts = Array.from({ length: node.childCount }, (_, index) => outline(node.child(index)));
  if (node.type.name === 'doc') return parts.join(' ');
  return `${node.type.name}(${parts.join(node.isTextblock ? '' : ' ')})`;
}

export const paragraph = (words: string): object => ({
  type: 'paragraph',
  ...(words && { content: [{ type: 'text', text: words }] }),
});

export const list = (...words: string[]): object => ({
  type: 'bulletList',
  content: words.map((item) => ({ type: 'listItem', content: [paragraph(item)] })),
});

export const row = (...cells: string[]): object => ({
  type: 'table',
  content: [{ type: 'tableRow', content: cells.map((words) => ({ type: 'tableCell', content: [paragraph(words)] })) }],
});

/** Everybody hears everything, until nobody has anything to say. */
export function settle(writers: readonly Writer[]): void {
  for (let busy = true; busy;) {
    busy = false;
    for (const writer of writers) {
      busy ||= writer.waiting.length > 0 || writer.unsent.length > 0;
      writer.send();
      while (writer.waiting.length > 0) writer.receive();
    }
    if (busy) continue;
    for (const writer of writers) writer.rescue.hurry();
    busy = writers.some(({ unsent }) => unsent.length > 0);
  }
}

/** Two people at one text. */
export function pair(content: readonly object[], plugins: () => Plugin[] = () => []): { server: Server; emre: Writer; sofia: Writer } {
  const server = new Server();
  const [emre, sofia] = [new Writer(server, undefined, plugins()), new Writer(server, undefined, plugins())];
  emre.connect();
  sofia.connect();
  emre.write(content);
  settle([emre, sofia]);
  return { server, emre, sofia };
}
