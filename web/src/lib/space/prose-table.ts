import { type CommandProps, type Editor, Extension, Node } from '@tiptap/core';
import { Plugin, Selection } from '@tiptap/pm/state';
import {
  addColumnAfter,
  addColumnBefore,
  addRowAfter,
  addRowBefore,
  deleteColumn,
  deleteRow,
  deleteTable,
  goToNextCell,
  isInTable,
  tableEditing,
  toggleHeader,
} from '@tiptap/pm/tables';
import { Decoration, DecorationSet } from '@tiptap/pm/view';

/** What cells hold: everything but another table. The server judges the same (`schema/src/prose`). */
const IN_CELLS = '(paragraph | heading | bulletList | orderedList | blockquote | codeBlock | horizontalRule | image)+';
const ROLES: Readonly<Record<string, string>> = { table: 'table', tableRow: 'row', tableCell: 'cell', tableHeader: 'header_cell' };

/** A span from foreign markup, within what the server takes. */
const span = (name: string, most: number) => ({
  default: 1,
  parseHTML: (element: HTMLElement) => Math.min(most, Math.max(1, Number.parseInt(element.getAttribute(name) ?? '1', 10) || 1)),
});

const cell = (name: 'tableCell' | 'tableHeader', tag: 'td' | 'th') =>
  Node.create({
    name,
    content: IN_CELLS,
    isolating: true,
    // `colwidth` belongs to the editing of tables; columns are as wide as what is in them.
    addAttributes: () => ({
      colspan: span('colspan', 100),
      rowspan: span('rowspan', 1000),
      colwidth: { default: null, rendered: false, parseHTML: () => null },
    }),
    parseHTML: () => [{ tag }],
    renderHTML: ({ HTMLAttributes }) => [tag, HTMLAttributes, 0],
  });

const Table = Node.create({
  name: 'table',
  group: 'block',
  content: 'tableRow+',
  isolating: true,
  parseHTML: () => [{ tag: 'table' }],
  // A wide table scrolls inside its frame, so that the page never does.
  renderHTML: () => ['div', { class: 'table-frame' }, ['table', ['tbody', 0]]],
});

const TableRow = Node.create({
  name: 'tableRow',
  content: '(tableCell | tableHeader)+',
  parseHTML: () => [{ tag: 'tr' }],
  renderHTML: () => ['tr', 0],
});

/** What can be done with the table the cursor is in, in the order in which the toolbar shows it. */
export const TABLE_ACTIONS = {
  rowAbove: addRowBefore,
  rowBelow: addRowAfter,
  removeRow: deleteRow,
  columnBefore: addColumnBefore,
  columnAfter: addColumnAfter,
  removeColumn: deleteColumn,
  headerRow: toggleHeader('row'),
  removeTable: deleteTable,
} as const;
export type TableAction = keyof typeof TABLE_ACTIONS;

export const inTable = (editor: Editor): boolean => isInTable(editor.state);

export function changeTable(editor: Editor, action: TableAction): boolean {
  editor.view.focus();
  return TABLE_ACTIONS[action](editor.state, editor.view.dispatch);
}

const ROWS = 3;
const COLUMNS = 3;

/** A small table with a row of headings; more is added where it is needed. */
export function insertTable(editor: Editor): void {
  const row = (type: 'tableCell' | 'tableHeader') => ({
    type: 'tableRow',
    content: Array.from({ length: COLUMNS }, () => ({ type, content: [{ type: 'paragraph' }] })),
  });
  const { from } = editor.state.selection;
  const table = { type: 'table', content: [row('tableHeader'), ...Array.from({ length: ROWS - 1 }, () => row('tableCell'))] };
  editor
    .chain()
    .focus()
    .insertContent(table)
    .command(({ tr }: CommandProps) => {
      // Into the first cell of it, wherever the insertion has put it.
      let at: number | null = null;
      tr.doc.nodesBetween(Math.max(0, from - 2), tr.doc.content.size, (node, position) => {
        if (at === null && node.type.name === 'tableHeader') at = position;
        return at === null;
      });
      if (at !== null) tr.setSelection(Selection.near(tr.doc.resolve(at + 1), 1));
      return true;
    })
    .run();
}

const run =
  (action: TableAction) =>
  ({ editor }: { editor: Editor }): boolean =>
    inTable(editor) && changeTable(editor, action);

/** A heading with nothing in it heads nothing: until it is written it is a cell to those who hear the table. */
const emptyHeadings = new Plugin({
  props: {
    decorations: ({ doc }) => {
      const empty: Decoration[] = [];
      doc.descendants((node, position) => {
        const isHeading = node.type.name === 'tableHeader';
        if (isHeading && node.textContent === '') empty.push(Decoration.node(position, position + node.nodeSize, { role: 'cell' }));
        return !isHeading && !node.isTextblock;
      });
      return DecorationSet.create(doc, empty);
    },
  },
});

/** Tables, with the keys to move in them: Tab goes from cell to cell and, at the last one, on to what follows the text. */
export const Tables = Extension.create({
  name: 'tables',
  priority: 900,
  extendNodeSchema: (extension: { name: string }) => (ROLES[extension.name] ? { tableRole: ROLES[extension.name] } : {}),
  addExtensions: () => [Table, TableRow, cell('tableHeader', 'th'), cell('tableCell', 'td')],
  addKeyboardShortcuts: () => ({
    Tab: ({ editor }) => goToNextCell(1)(editor.state, editor.view.dispatch),
    'Shift-Tab': ({ editor }) => goToNextCell(-1)(editor.state, editor.view.dispatch),
    'Alt-Shift-ArrowDown': run('rowBelow'),
    'Alt-Shift-ArrowUp': run('rowAbove'),
    'Alt-Shift-ArrowRight': run('columnAfter'),
    'Alt-Shift-ArrowLeft': run('columnBefore'),
  }),
  // Rows of unequal length, which another program may have stored, are made even by the plugin.
  addProseMirrorPlugins: () => [tableEditing(), emptyHeadings],
});
