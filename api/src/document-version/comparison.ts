/** What is different between two texts of a document, as people would say it: block by block, word by word, cell by cell. Pure. */
import { type CellValue } from '@kopru/schema/capacity-model-document';
import type { RowSet } from '@kopru/schema/capacity-model';
import { type DocumentText, isRun, plainText, type TextNode } from '@kopru/schema/document-text';
import { cellWords, type WordedSection, wordedSections, type Wording } from '@kopru/schema/document-words';
import { diffArrays, diffWordsWithSpace } from 'diff';

export type ChangeKind = 'SAME' | 'ADDED' | 'REMOVED' | 'CHANGED';

/** Some words that are the same, were put in, or were taken out. */
export interface WordChange {
  readonly kind: ChangeKind;
  readonly text: string;
}

/** A paragraph, heading, list item …; `count` of them when they are the same, without their words. */
export interface BlockChange {
  readonly kind: ChangeKind;
  readonly block: string;
  readonly count: number;
  readonly words: readonly WordChange[];
}

export interface CellChange {
  readonly label: string;
  readonly words: readonly WordChange[];
}

export interface RowChange {
  readonly kind: ChangeKind;
  /** What people call the row. */
  readonly label: string;
  /** Those that differ; of a row that was added or removed all that are filled in. */
  readonly cells: readonly CellChange[];
}

export interface SectionChange {
  readonly id: string;
  readonly number: number | null;
  readonly label: string;
  readonly texts: readonly { readonly label: string; readonly blocks: readonly BlockChange[] }[];
  readonly rows: readonly RowChange[];
  readonly cells: readonly CellChange[];
}

/** Changes of one step after which two texts count as wholly different, and the time after which they do. */
const MAX_EDITS = 2000;
const MAX_MS = 500;

/** Section 10 is compared where both hold it: that it was no part of an older version does not mean that nothing was written there. */
export function comparable(before: DocumentText, after: DocumentText): [DocumentText, DocumentText] {
  if (before.adaptations && after.adaptations) return [before, after];
  const without = ({ adaptations: _left, ...text }: DocumentText): DocumentText => text;
  return [without(before), without(after)];
}

/** Sections in which something differs. */
export function compareTexts(before: DocumentText, after: DocumentText, wording: Wording): SectionChange[] {
  const [olds, news] = [wordedSections(before, wording), wordedSections(after, wording)];
  const ids = [...new Set([...news, ...olds].map(({ id }) => id))];
  return ids.flatMap((id) => {
    const [one, other] = [olds.find((section) => section.id === id), news.find((section) => section.id === id)];
    const shown = other ?? one;
    if (!shown) return [];
    const change: SectionChange = {
      id,
      number: shown.number,
      label: shown.label,
      texts: compareProse(one, other),
      rows: shown.rows ? compareRows(shown.rows, before, after, wording) : [],
      cells: shown.facts.flatMap(({ column }) => {
        const value = (section: WordedSection | undefined): CellValue =>
          section?.facts.find((fact) => fact.column.id === column.id)?.value ?? null;
        return cellChange(
          column.label[wording.language],
          cellWords(column, value(one), before, wording),
          cellWords(column, value(other), after, wording),
        );
      }),
    };
    return change.texts.length + change.rows.length + change.cells.length > 0 ? [change] : [];
  });
}

function compareProse(one: WordedSection | undefined, other: WordedSection | undefined): SectionChange['texts'] {
  const labels = new Map([...(one?.texts ?? []), ...(other?.texts ?? [])].map(({ fragment, label }) => [fragment, label]));
  return [...labels].flatMap(([fragment, label]) => {
    const nodes = (section: WordedSection | undefined): readonly TextNode[] =>
      section?.texts.find((text) => text.fragment === fragment)?.nodes ?? [];
    const blocks = compareBlocks(blocksOf(nodes(one)), blocksOf(nodes(other)));
    return blocks.some(({ kind }) => kind !== 'SAME') ? [{ label, blocks }] : [];
  });
}

interface Block {
  readonly block: string;
  readonly text: string;
  /** All there is to it, marks too. */
  readonly whole: string;
}

/** Elements that only hold others; what is compared is what they hold. */
const HOLDERS = new Set(['bulletList', 'orderedList', 'listItem', 'blockquote', 'table', 'taskList', 'taskItem']);

function blocksOf(nodes: readonly TextNode[], within = ''): Block[] {
  return nodes.flatMap((node): Block[] => {
    const inner = node.content.filter((part): part is TextNode => !isRun(part));
    if (HOLDERS.has(node.type) && inner.length > 0) return blocksOf(inner, node.type.endsWith('List') ? 'listItem' : within || node.type);
    return [{ block: within || node.type, text: plainText(node), whole: `${within}${JSON.stringify(node)}` }];
  });
}

function compareBlocks(before: readonly Block[], after: readonly Block[]): BlockChange[] {
  const changes = diffArrays([...before], [...after], {
    comparator: (one, other) => one.whole === other.whole,
    maxEditLength: MAX_EDITS,
    timeout: MAX_MS,
  }) ?? [
    { value: [...before], removed: true, added: false },
    { value: [...after], removed: false, added: true },
  ];
  const found: BlockChange[] = [];
  for (let place = 0; place < changes.length; place += 1) {
    const change = changes[place];
    const next = changes[place + 1];
    if (!change) continue;
    if (change.removed && next?.added) {
      found.push(...paired(change.value, next.value));
      place += 1;
    } else if (change.added || change.removed) found.push(...change.value.map((block) => whole(block, change.added ? 'ADDED' : 'REMOVED')));
    else found.push({ kind: 'SAME', block: '', count: change.value.length, words: [] });
  }
  return found;
}

const whole = ({ block, text }: Block, kind: 'ADDED' | 'REMOVED'): BlockChange => ({ kind, block, count: 1, words: [{ kind, text }] });

/** What was taken out beside what was put in, where the two still share words. */
function paired(removed: readonly Block[], added: readonly Block[]): BlockChange[] {
  const found: BlockChange[] = [];
  for (let place = 0; place < Math.max(removed.length, added.length); place += 1) {
    const [one, other] = [removed[place], added[place]];
    const words = one && other && compareWords(one.text, other.text);
    if (one && other && words && isAlike(words)) found.push({ kind: 'CHANGED', block: other.block, count: 1, words });
    else found.push(...(one ? [whole(one, 'REMOVED')] : []), ...(other ? [whole(other, 'ADDED')] : []));
  }
  return found;
}

function isAlike(words: readonly WordChange[]): boolean {
  const length = (wanted: boolean): number =>
    words.reduce((sum, { kind, text }) => sum + ((kind === 'SAME') === wanted ? text.trim().length : 0), 0);
  return length(true) * 3 >= length(false);
}

export function compareWords(before: string, after: string): WordChange[] {
  if (before === after) return before ? [{ kind: 'SAME', text: before }] : [];
  const changes = diffWordsWithSpace(before, after, { maxEditLength: MAX_EDITS, timeout: MAX_MS });
  const replaced: WordChange[] = [
    { kind: 'REMOVED', text: before },
    { kind: 'ADDED', text: after },
  ];
  const words = changes?.map(({ value, added, removed }): WordChange => ({
    kind: added ? 'ADDED' : removed ? 'REMOVED' : 'SAME',
    text: value,
  }));
  return (words ?? replaced).filter(({ text }) => text !== '');
}

function compareRows(set: RowSet, before: DocumentText, after: DocumentText, wording: Wording): RowChange[] {
  const [olds, news] = [before.rows[set.name], after.rows[set.name]];
  const words = (text: DocumentText, id: string): string[] | null => {
    const row = text.rows[set.name].find((candidate) => candidate.id === id);
    return row ? set.columns.map((column) => cellWords(column, row.cells[column.id] ?? null, text, wording)) : null;
  };
  const titleAt = set.columns.findIndex(({ type }) => type === 'text');
  const ids = [...news.map(({ id }) => id), ...olds.map(({ id }) => id).filter((id) => !news.some((row) => row.id === id))];
  const changed = ids.flatMap((id, place): RowChange[] => {
    const [one, other] = [words(before, id), words(after, id)];
    const cells = set.columns.flatMap((column, at) => cellChange(column.label[wording.language], one?.[at] ?? '', other?.[at] ?? ''));
    const kind: ChangeKind = one && other ? 'CHANGED' : one ? 'REMOVED' : 'ADDED';
    return cells.length > 0 || kind !== 'CHANGED' ? [{ kind, label: (other ?? one)?.[titleAt] || String(place + 1), cells }] : [];
  });
  const order = (rows: typeof olds, others: typeof olds): string =>
    rows
      .filter(({ id }) => others.some((row) => row.id === id))
      .map(({ id }) => id)
      .join();
  const moved: RowChange = { kind: 'CHANGED', label: '', cells: [] };
  return order(olds, news) === order(news, olds) ? changed : [...changed, moved];
}

function cellChange(label: string, before: string, after: string): CellChange[] {
  return before === after ? [] : [{ label, words: compareWords(before, after) }];
}
