import { Node } from '@tiptap/core';

/** Somebody of the partnership or an action of the model, named in a text: known by its id, shown by what it is called. */
export const ProseMention = Node.create({
  name: 'mention',
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes: () => ({
    kind: { default: 'person', parseHTML: (element: HTMLElement) => (element.dataset['mention'] === 'action' ? 'action' : 'person') },
    id: { default: null, parseHTML: (element: HTMLElement) => element.dataset['id'] ?? null },
    label: { default: '', parseHTML: (element: HTMLElement) => (element.dataset['label'] ?? '').slice(0, 200) },
  }),
  parseHTML: () => [
    { tag: 'span[data-mention][data-id]', getAttrs: ({ dataset }) => (/^[0-9A-Za-z-]{1,64}$/.test(dataset['id'] ?? '') ? null : false) },
  ],
  renderHTML: ({ node: { attrs } }) => [
    'span',
    { class: `mention ${attrs['kind']}`, 'data-mention': attrs['kind'], 'data-id': attrs['id'], 'data-label': attrs['label'] },
    `@${attrs['label']}`,
  ],
  renderText: ({ node }) => `@${node.attrs['label']}`,
});
