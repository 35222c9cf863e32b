import { Extension, textblockTypeInputRule } from '@tiptap/core';

/** Signs at the beginning of a line, as many people write them: the text has two kinds of headings, below its section's own, and the editor's rules know only their levels. */
const SIGNS: readonly (readonly [sign: RegExp, level: number])[] = [
  [/^#\s$/, 3],
  [/^##\s$/, 4],
];

export const headingSigns = Extension.create({
  name: 'headingSigns',
  addInputRules() {
    const type = this.editor.schema.nodes['heading']!;
    return SIGNS.map(([find, level]) => textblockTypeInputRule({ find, type, getAttributes: { level } }));
  },
});
