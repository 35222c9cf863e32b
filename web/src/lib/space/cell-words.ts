import type { CellValue } from '@kopru/schema/capacity-model-document';
import type { Column, Money, RowSetName } from '@kopru/schema/capacity-model';
import type { Language } from '#lib/i18n/language.ts';
import { euroText } from './money.ts';

/** A cell's own name on this page, also between those who have it open. */
export const placeOf = (set: RowSetName, rowId: string, columnId: string): string => `${set}.${rowId}.${columnId}`;

/** What cells point to, by the names people know. */
export interface Pointed {
  readonly language: Language;
  readonly organisations: readonly { id: string; name: string }[];
  /** Rows another set offers for a column that points to one. */
  readonly rowLabels: (set: RowSetName) => readonly { id: string; label: string }[];
}

/** What a cell can be set to; nothing for columns that are written in. */
export function choicesOf(column: Column, { language, organisations, rowLabels }: Pointed): readonly { id: string; label: string }[] {
  if (column.type === 'status' || column.type === 'choice')
    return column.choices.map((choice) => ({ id: choice.id, label: choice.label[language] }));
  if (column.type === 'organisation') return organisations.map(({ id, name }) => ({ id, label: name }));
  if (column.type === 'row') return rowLabels(column.of);
  return column.type === 'score' ? ['1', '2', '3', '4', '5'].map((score) => ({ id: score, label: score })) : [];
}

/** A cell's value in words; '' when there is none, null when what it points to is gone. */
export function wordsOf(column: Column, value: CellValue, pointed: Pointed): string | null {
  if (value === null || value === '') return '';
  if (column.type === 'text' || column.type === 'date') return String(value);
  if (column.type === 'money') return `${euroText((value as Money).cents, pointed.language)} ${(value as Money).currency}`;
  return choicesOf(column, pointed).find(({ id }) => id === String(value))?.label ?? null;
}
