import { Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';

const key = new PluginKey('openEnd');

export const isOpeningEnd = (tr: Transaction): boolean => Boolean(tr.getMeta(key));

/**
 * Has a text end with a paragraph, so that one can go on below a heading or a table. In a change of its own after the other: together with a last paragraph that
 * becomes a heading, the binding would empty that one to have it be the new last one, and what others are typing would stay in it. A text that is only read must never be
 * tidied up by whoever reads it.
 */
export const openEnd = (): Plugin =>
  new Plugin({
    key,
    view: () => ({
      update: (view) => {
        const { doc, schema, tr } = view.state;
        const { paragraph } = schema.nodes;
        if (!view.editable || doc.lastChild?.type === paragraph) return;
        view.dispatch(tr.insert(doc.content.size, paragraph!.create()).setMeta(key, true));
      },
    }),
  });
