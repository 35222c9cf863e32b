/** Where in the model a reader finds what a top-level type of the Yjs document holds. */
import { ADAPTATION, FACTS, FACTS_MAP, type SectionId, SECTIONS } from './capacity-model.ts';

const ROOTS: ReadonlyMap<string, SectionId> = new Map([
  ...SECTIONS.flatMap(({ id, prose, rows }) =>
    [...prose.map(({ fragment }) => fragment), ...(rows ? [rows.map] : [])].map((root) => [root, id] as const),
  ),
  [ADAPTATION.fragment, ADAPTATION.section],
]);

/** Null for a type that no section shows. `key`: of which single cell, in the type that holds those. */
export function sectionOfRoot(root: string, key: string | null): SectionId | null {
  if (root !== FACTS_MAP) return ROOTS.get(root) ?? null;
  return (FACTS.find(({ column }) => column.id === key)?.section as SectionId | undefined) ?? null;
}
