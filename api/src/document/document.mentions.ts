/** Which people an update mentions in rich texts. Runs in the document thread (see document.scratch). */
import { isId } from '@kopru/schema/capacity-model-cells';
import * as Y from 'yjs';
import type { Inspected } from './document.inspect.ts';
import { placeOf } from './document.shape.ts';

/** A person's name put into a text. `personId` is what the writer said, and may be anybody's or nobody's. */
export interface Mention {
  readonly personId: string;
  /** The rich text it stands in. */
  readonly fragment: string;
  /** Which mention it is: the same one for as long as it is moved about, taken back and put in again. */
  readonly key: string;
}

const PROSE = /^prose:/;

/** To be asked after applying: mentions whose person the update names. What was gone again by its end is none. */
export function mentionsIn(store: Y.Doc['store'], { structs }: Inspected): Mention[] {
  const mentions: Mention[] = [];
  for (const struct of structs) {
    // The attribute, not the element: an update that was cut may bring them apart.
    if (!(struct instanceof Y.Item)) continue;
    const item = Y.getItem(store, struct.id) as Y.Item | Y.GC | null;
    if (!(item instanceof Y.Item) || item.deleted || item.parentSub !== 'id') continue;
    const { parent } = item;
    if (!(parent instanceof Y.XmlElement) || parent.nodeName !== 'mention') continue;
    const fragment = placeOf(parent as Y.AbstractType<unknown>, new Map()).root;
    const { kind, id, key } = parent.getAttributes() as Record<string, unknown>;
    if (kind !== 'person' || !isId(id) || !PROSE.test(fragment)) continue;
    mentions.push({ personId: id, fragment, key: isId(key) ? key : `${item.id.client}-${item.id.clock}` });
  }
  return mentions;
}
