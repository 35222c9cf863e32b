/**
 * The shape of the capacity model: thirteen sections in a fixed order, each with its rich texts, rows and single cells, and the names under
 * which they live in the Yjs document. Pure data; `capacity-model-document` reads and changes the document itself.
 *
 * Every shared type is a top-level one, which Yjs makes on first use: an empty document already is a valid empty model, so two people who open
 * it at once cannot each create "the" first version.
 */
import { type Column, COLUMNS, FACTS, type RowSetName } from './capacity-model-columns.ts';
import { SECTION_TEXTS, type SectionId, type SectionText } from './capacity-model-sections.ts';
import type { Labels } from './vocabulary/label.ts';

export * from './capacity-model-columns.ts';
export { type ProsePart, type SectionId } from './capacity-model-sections.ts';

export interface RowSet {
  readonly name: RowSetName;
  /** Name of the top-level Y.Map from row id to row. */
  readonly map: string;
  readonly columns: readonly Column[];
}

export interface Section extends SectionText {
  readonly id: SectionId;
  /** 1–13, as people call it. */
  readonly number: number;
  readonly kind: 'prose' | 'rows' | 'mixed';
  readonly rows: RowSet | null;
  readonly facts: readonly Column[];
}

/** Name of the top-level Y.Map that holds the single cells. */
export const FACTS_MAP = 'facts';

/**
 * Section 10 lives outside the model: every organisation of a partnership has an adaptation, a document of kind ADAPTATION that only it writes
 * and both read. Its one rich text.
 */
export const ADAPTATION = {
  section: 'adaptation',
  fragment: 'prose:adaptation',
  label: { en: 'How we adapt it at home', tr: 'Kendi kuruluşumuza nasıl uyarlıyoruz' },
} as const satisfies { section: SectionId; fragment: string; label: Labels };

/** Which section shows which rows: a set of rows is named after its section. */
function rowSetOf(id: SectionId): RowSet | null {
  return id in COLUMNS ? rowSet(id as RowSetName) : null;
}

export function rowSet(name: RowSetName): RowSet {
  return { name, map: `rows:${name}`, columns: COLUMNS[name] };
}

function kindOf(text: SectionText, structured: boolean): Section['kind'] {
  if (!structured) return 'prose';
  return text.prose.length > 0 ? 'mixed' : 'rows';
}

export const SECTIONS: readonly Section[] = SECTION_TEXTS.map((text, index) => {
  const rows = rowSetOf(text.id);
  const facts = FACTS.filter((fact) => fact.section === text.id).map((fact) => fact.column);
  return { ...text, number: index + 1, kind: kindOf(text, rows !== null || facts.length > 0), rows, facts };
});

/** Names of all rich texts, in the order of the sections. */
export const PROSE_FRAGMENTS: readonly string[] = SECTIONS.flatMap((section) => section.prose.map((part) => part.fragment));
