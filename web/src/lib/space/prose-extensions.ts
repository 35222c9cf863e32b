import type { AnyExtension, Attributes } from '@tiptap/core';
import { CodeBlock } from '@tiptap/extension-code-block';
import { Link } from '@tiptap/extension-link';
import { ListItem } from '@tiptap/extension-list';
import { isLinkTarget } from '@kopru/schema/prose';
import StarterKit from '@tiptap/starter-kit';
import { headingSigns } from './heading-signs.ts';
import { ProseImage } from './prose-image.ts';
import { ProseMention, type MentionOptions } from './prose-mention.ts';
import { Tables } from './prose-table.ts';

/** How a link opens and looks is never its author's to say: by a class of this page it could lie over everything. */
const OURS = { target: '_blank', rel: 'noopener noreferrer nofollow', class: null } as const;
const Links = Link.extend({
  addAttributes() {
    const ours = Object.entries(OURS).map(([name, value]) => [name, { default: value, rendered: false, parseHTML: () => value }]);
    return { ...this.parent?.(), ...(Object.fromEntries(ours) as Attributes) };
  },
}).configure({
  // Opens only with Ctrl, so that a click places the cursor.
  openOnClick: false,
  defaultProtocol: 'https',
  isAllowedUri: (href: string): boolean => isLinkTarget(href),
  shouldAutoLink: (href: string): boolean => isLinkTarget(href),
  HTMLAttributes: OURS,
});

/**
 * Two that are right apart can be together what these refuse elsewhere: one makes a paragraph of a list a heading, another puts words in bold that somebody else makes
 * code. What does not fit is thrown out of the document by whoever opens it, so all fits that the server takes.
 */
const Item = ListItem.extend({ content: 'block+' });
const Code = CodeBlock.extend({ marks: '_' });

/**
 * The nodes and marks of `schema/src/prose`, as the editor knows them. `mentions`: what the people and actions are called that texts name.
 */
export function proseExtensions(mentions: MentionOptions): AnyExtension[] {
  return [
    // Headings below the section's own; undo is the shared text's, and its end (`open-end`).
    StarterKit.configure({
      undoRedo: false,
      trailingNode: false,
      heading: { levels: [3, 4] },
      link: false,
      listItem: false,
      codeBlock: false,
    }),
    headingSigns,
    Links,
    Item,
    Code,
    Tables,
    ProseImage,
    ProseMention.configure(mentions),
  ];
}
