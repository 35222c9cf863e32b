import { MARKS, NODES, TEXT, TOP_NODES } from '@kopru/schema/prose';
import { getSchema } from '@tiptap/core';
import { Fragment, type Node, type NodeType } from '@tiptap/pm/model';
import { describe, expect, it } from 'vitest';
import { proseExtensions } from './prose-extensions.ts';

const schema = getSchema(proseExtensions({ labelOf: () => null } as never));

const text = (): Node =>
  schema.text(
    'words',
    Object.keys(MARKS).map((name) => schema.mark(name, name === 'link' ? { href: 'https://example.org' } : null)),
  );
const filled = (type: NodeType): Node => {
  const node = type.createAndFill();
  if (!node) throw new Error(`Nothing can be made of ${type.name}.`);
  return node;
};

/** As the shared text is read: what the schema does not take is deleted there, with all its words. */
const isTaken = (parent: NodeType, child: string): boolean =>
  parent.validContent(Fragment.from(child === TEXT ? text() : filled(schema.nodes[child]!)));

describe('the editor takes all that the server takes', () => {
  it('knows every node and mark', () => {
    expect(Object.keys(NODES).filter((name) => !schema.nodes[name])).toEqual([]);
    expect(Object.keys(MARKS).filter((name) => !schema.marks[name])).toEqual([]);
  });

  it.each([['doc', TOP_NODES] as const, ...Object.entries(NODES).map(([name, { children }]) => [name, children] as const)])(
    'in %s',
    (name, children) => {
      expect(children.filter((child) => !isTaken(schema.nodes[name]!, child))).toEqual([]);
    },
  );
});

it('a link opens and looks as this page has it, whatever it was written or pasted with', () => {
  const link = schema.marks['link']!;
  const given: Record<string, string> = { href: 'https://example.org', class: 'over-all', target: '_top', rel: 'opener' };
  const shown = { href: given['href'], target: '_blank', rel: 'noopener noreferrer nofollow' };
  const [, attributes] = link.spec.toDOM!(link.create(given), true) as readonly [string, Record<string, unknown>];
  expect(Object.fromEntries(Object.entries(attributes).filter(([, value]) => value))).toEqual(shown);
  const pasted = { getAttribute: (name: string): string | null => given[name] ?? null };
  expect(link.spec.parseDOM![0]!.getAttrs!(pasted as never)).toEqual(shown);
});
