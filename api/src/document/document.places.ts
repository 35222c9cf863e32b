import { FACTS_MAP, type SectionId } from '@kopru/schema/capacity-model';
import { sectionOfRoot } from '@kopru/schema/capacity-model-places';
import * as Y from 'yjs';

/** Sections in which a transaction changed something, also when only something was taken out. */
export function sectionsChanged({ changed }: Y.Transaction): SectionId[] {
  const found = new Set<SectionId>();
  for (const [type, keys] of changed) {
    const root = Y.findRootTypeKey(rootOf(type));
    for (const key of root === FACTS_MAP ? keys : [null]) {
      const section = sectionOfRoot(root, key);
      if (section) found.add(section);
    }
  }
  return [...found];
}

type AnyType = Y.AbstractType<Y.YEvent<Y.AbstractType<unknown>>>;

function rootOf(type: AnyType): AnyType {
  let top = type;
  while (top._item) top = top._item.parent as AnyType;
  return top;
}
