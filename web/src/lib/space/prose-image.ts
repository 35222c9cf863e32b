import { type Editor, mergeAttributes, Node } from '@tiptap/core';
import { isImageSource } from '@kopru/schema/prose';

/** An image of this document as it stands in a text. `alt`: what it shows; '' for one that only decorates. */
export interface ProseImageAttributes {
  readonly src: string;
  readonly alt: string;
  readonly width: number;
  readonly height: number;
}

/** The path of an image of ours, however a copy of it was written; null for everybody else's. */
function ownPath(element: HTMLElement): string | null {
  const src = element.getAttribute('src') ?? '';
  if (!URL.canParse(src, location.href)) return null;
  const { origin, pathname } = new URL(src, location.href);
  return origin === location.origin && isImageSource(pathname) ? pathname : null;
}

const size = (name: 'width' | 'height') => ({
  default: null,
  parseHTML: (element: HTMLElement) => {
    const given = Number(element.getAttribute(name));
    return Number.isInteger(given) && given >= 1 && given <= 20_000 ? given : null;
  },
});

export const ProseImage = Node.create({
  name: 'image',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes: () => ({
    src: { default: null, parseHTML: ownPath },
    alt: { default: null, parseHTML: (element: HTMLElement) => element.getAttribute('alt')?.slice(0, 500) ?? null },
    width: size('width'),
    height: size('height'),
  }),
  parseHTML: () => [{ tag: 'img[src]', getAttrs: (element) => (ownPath(element) ? null : false) }],
  renderHTML: ({ HTMLAttributes }) => ['img', mergeAttributes(HTMLAttributes, { alt: HTMLAttributes['alt'] ?? '', loading: 'lazy' })],
});

/** The image that is selected; null when it is none. */
export function selectedImage(editor: Editor): ProseImageAttributes | null {
  return editor.isActive('image') ? (editor.getAttributes('image') as ProseImageAttributes) : null;
}
