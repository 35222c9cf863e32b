import { Node } from '@tiptap/core';
import { MAX_LABEL_LENGTH, type MentionKind } from '@kopru/schema/prose';

export interface MentionOptions {
  /** What something is called now; null when it is not there, undefined as long as nobody knows. */
  named: (kind: MentionKind, id: string) => string | null | undefined;
  /** Stands for somebody who is not of the partnership: whatever the text calls them. */
  somebody: string;
  /** Draws every mention on the page anew. */
  drawn: Set<() => void>;
}

const ID = /^[0-9A-Za-z-]{1,64}$/;

/**
 * Somebody of the partnership or an action of the model, named in a text: known by its id, shown by what it is called now. Shown without
 * touching the text, so that a new name makes no signature fall; the label in the text is put right with the next change of it.
 */
export const ProseMention = Node.create<MentionOptions>({
  name: 'mention',
  group: 'inline',
  inline: true,
  atom: true,
  addOptions: () => ({ named: () => undefined, somebody: '…', drawn: new Set() }),
  addAttributes: () => ({
    kind: { default: 'person', parseHTML: (element: HTMLElement) => (element.dataset['mention'] === 'action' ? 'action' : 'person') },
    id: { default: null, parseHTML: (element: HTMLElement) => element.dataset['id'] ?? null },
    label: { default: '', parseHTML: (element: HTMLElement) => (element.dataset['label'] ?? '').slice(0, MAX_LABEL_LENGTH) },
    // Which mention it is, so that nobody is told twice of one that is moved.
    key: { default: null, parseHTML: ({ dataset }: HTMLElement) => (ID.test(dataset['key'] ?? '') ? dataset['key'] : null) },
  }),
  parseHTML: () => [{ tag: 'span[data-mention][data-id]', getAttrs: ({ dataset }) => (ID.test(dataset['id'] ?? '') ? null : false) }],
  renderHTML: ({ node: { attrs } }) => [
    'span',
    {
      class: `mention ${attrs['kind']}`,
      'data-mention': attrs['kind'],
      'data-id': attrs['id'],
      'data-label': attrs['label'],
      'data-key': attrs['key'],
    },
    `@${attrs['label']}`,
  ],
  renderText: ({ node }) => `@${node.attrs['label']}`,
  addNodeView() {
    const { named, somebody, drawn } = this.options;
    return ({ node }) => {
      let { attrs } = node;
      const dom = document.createElement('span');
      dom.className = `mention ${attrs['kind']}`;
      const draw = (): void => {
        const name = named(attrs['kind'], attrs['id']);
        dom.dataset['key'] = attrs['key'] ?? '';
        dom.textContent = `@${name ?? (name === null && attrs['kind'] === 'person' ? somebody : attrs['label'])}`;
      };
      drawn.add(draw);
      draw();
      return {
        dom,
        update: (next) => {
          if (next.type !== node.type || next.attrs['kind'] !== attrs['kind']) return false;
          attrs = next.attrs;
          draw();
          return true;
        },
        destroy: () => void drawn.delete(draw),
      };
    };
  },
});
