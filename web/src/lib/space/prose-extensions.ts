import type { AnyExtension } from '@tiptap/core';
import { isLinkTarget } from '@kopru/schema/prose';
import StarterKit from '@tiptap/starter-kit';
import { ProseImage } from './prose-image.ts';
import { ProseMention, type MentionOptions } from './prose-mention.ts';
import { Tables } from './prose-table.ts';

const links = {
  // Opens only with Ctrl, so that a click places the cursor.
  openOnClick: false,
  defaultProtocol: 'https',
  isAllowedUri: (href: string): boolean => isLinkTarget(href),
  shouldAutoLink: (href: string): boolean => isLinkTarget(href),
  HTMLAttributes: { target: '_blank', rel: 'noopener noreferrer nofollow' },
};

/**
 * The nodes and marks of `schema/src/prose`, as the editor knows them. `editable`: a text that is only read must never be tidied up by
 * whoever reads it. `mentions`: what the people and actions are called that texts name.
 */
export function proseExtensions(editable: boolean, mentions: MentionOptions): AnyExtension[] {
  return [
    // Headings below the section's own; undo is the shared text's.
    StarterKit.configure({ undoRedo: false, heading: { levels: [3, 4] }, link: links, ...(!editable && { trailingNode: false }) }),
    Tables,
    ProseImage,
    ProseMention.configure(mentions),
  ];
}
