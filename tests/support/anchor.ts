import * as Y from 'yjs';
import { base64 } from './space.ts';

/** Where a conversation about words of a rich text stands, as `startComment` takes it. */
export type TextAnchor = {
  readonly fragment: string;
  readonly start: string;
  readonly end: string;
  readonly quote: string;
};

/** Around the first of the words in a rich text. Throws when they are not in one text of it. */
export function anchorOf(doc: Y.Doc, fragment: string, words: string): TextAnchor {
  const texts = [...doc.getXmlFragment(fragment).createTreeWalker(() => true)].filter((node) => node instanceof Y.XmlText);
  for (const text of texts) {
    const from = text.toString().indexOf(words);
    if (from < 0) continue;
    const at = (index: number): string => base64(Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(text, index)));
    return { fragment, start: at(from), end: at(from + words.length), quote: words };
  }
  throw new Error(`“${words}” is not in the text.`);
}
