/** A document's text in the order and the words in which people read it: for comparing and exporting. */
import type { CellValue } from './capacity-model-cells.ts';
import type { Column, Money } from './capacity-model-columns.ts';
import { ADAPTATION, rowSet, SECTIONS, type RowSet } from './capacity-model.ts';
import { type DocumentText, isRun, type TextNode } from './document-text.ts';
import { labelIn, type LabelLanguage } from './vocabulary/label.ts';

/** In which language, and what the ids of organisations stand for. */
export interface Wording {
  readonly language: LabelLanguage;
  /** Side A first. */
  readonly organisations: readonly { readonly id: string; readonly name: string }[];
  /** Names of the people of the partnership by their id; left out: people are called as the text calls them. */
  readonly people?: Readonly<Record<string, string>>;
}

export interface WordedText {
  readonly fragment: string;
  readonly label: string;
  readonly nodes: readonly TextNode[];
}

export interface WordedSection {
  /** 1–13; null for rich texts that are in no section. */
  readonly number: number | null;
  readonly id: string;
  readonly label: string;
  readonly texts: readonly WordedText[];
  readonly rows: RowSet | null;
  readonly facts: readonly { readonly column: Column; readonly value: CellValue }[];
}

const OTHER: Readonly<Record<LabelLanguage, string>> = { en: 'More', tr: 'Diğer' };
const SOMEBODY: Readonly<Record<LabelLanguage, string>> = { en: 'somebody who is not here', tr: 'burada olmayan biri' };
const GONE: Readonly<Record<LabelLanguage, string>> = { en: 'no longer there', tr: 'artık yok' };

/** All sections, with what each has. A rich text that no section shows comes last, so that nothing is left out. */
export function wordedSections(text: DocumentText, wording: Wording): WordedSection[] {
  const { language, organisations } = wording;
  const shown = new Set<string>();
  const worded = (fragment: string, label: string, nodes = text.prose[fragment] ?? []): WordedText => {
    shown.add(fragment);
    return { fragment, label, nodes: nodes.map((node) => named(node, text, wording)) };
  };
  const sections = SECTIONS.map((section): WordedSection => {
    const texts = section.prose.map(({ fragment, side, label }) => {
      const owner = side === null ? undefined : organisations[side === 'A' ? 0 : 1]?.name;
      return worded(fragment, owner ? `${label[language]}: ${owner}` : label[language]);
    });
    if (section.id === ADAPTATION.section) texts.push(...adaptationTexts(text, wording, worded));
    const facts = section.facts.map((column) => ({ column, value: text.facts[column.id as keyof typeof text.facts] ?? null }));
    return { number: section.number, id: section.id, label: section.label[language], texts, rows: section.rows, facts };
  });
  const rest = Object.keys(text.prose).filter((fragment) => !shown.has(fragment));
  if (rest.length === 0) return sections;
  const texts = rest.map((fragment) => worded(fragment, fragment.replace(/^prose:/, '')));
  return [...sections, { number: null, id: 'other', label: OTHER[language], texts, rows: null, facts: [] }];
}

/** Section 10: of a model each organisation's own, of an adaptation what it is. */
function adaptationTexts(
  { prose, adaptations }: DocumentText,
  { language, organisations }: Wording,
  worded: (fragment: string, label: string, nodes?: readonly TextNode[]) => WordedText,
): WordedText[] {
  const label = ADAPTATION.label[language];
  if (!adaptations) return prose[ADAPTATION.fragment] ? [worded(ADAPTATION.fragment, label)] : [];
  return organisations.flatMap(({ id, name }) =>
    adaptations[id] ? [worded(`${ADAPTATION.fragment}:${id}`, `${label}: ${name}`, adaptations[id])] : [],
  );
}

/** An element whose mentions are called what they are called now: actions as in this text, people who are not of the partnership by no name. */
function named(node: TextNode, text: DocumentText, wording: Wording): TextNode {
  if (node.type !== 'mention') return { ...node, content: node.content.map((part) => (isRun(part) ? part : named(part, text, wording))) };
  const { kind, id, label } = node.attributes;
  const person = wording.people ? (wording.people[String(id)] ?? SOMEBODY[wording.language]) : label;
  const called = kind === 'action' ? (rowWords(text, 'actions', String(id)) ?? label) : person;
  return { ...node, attributes: { ...node.attributes, label: called ?? '' } };
}

/** A cell as a reader of a language reads it; '' when it is not filled in. */
export function cellWords(column: Column, value: CellValue, text: DocumentText, { language, organisations }: Wording): string {
  if (value === null || value === '') return '';
  switch (column.type) {
    case 'status':
    case 'choice': {
      const choice = column.choices.find(({ id }) => id === value);
      return choice ? choice.label[language] : String(value);
    }
    case 'organisation':
      return organisations.find(({ id }) => id === value)?.name ?? GONE[language];
    case 'row':
      return rowWords(text, column.of, String(value)) ?? GONE[language];
    case 'money':
      return moneyWords(value as Money, language);
    case 'date':
      return new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'medium', timeZone: 'UTC' }).format(
        new Date(`${String(value)}T00:00:00Z`),
      );
    case 'text':
    case 'score':
      return String(value);
  }
}

/** What people call a row: its first text, else its number. */
function rowWords(text: DocumentText, set: RowSet['name'], id: string): string | null {
  const place = text.rows[set].findIndex((row) => row.id === id);
  const column = rowSet(set).columns.find(({ type }) => type === 'text');
  const row = text.rows[set][place];
  return row ? String(row.cells[column?.id ?? ''] || place + 1) : null;
}

function moneyWords({ cents, currency }: Money, language: LabelLanguage): string {
  return new Intl.NumberFormat(localeOf(language), { style: 'currency', currency, currencyDisplay: 'code' }).format(cents / 100);
}

export const localeOf = (language: LabelLanguage): string => (language === 'tr' ? 'tr-TR' : 'en-GB');
/** The language of the interface that a wish comes closest to. */
export const languageIn = (wish: string | null | undefined): LabelLanguage => labelIn({ en: 'en', tr: 'tr' }, wish) as LabelLanguage;
