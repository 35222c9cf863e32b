import { getNamedType, isObjectType, type GraphQLSchema } from 'graphql';
import { rootFields } from '../access/public.ts';

/** `schema/permissions.md`: what answers without signing in, and what does not. */
export function permissionsPage(schema: GraphQLSchema): string {
  const sections = ['Query', 'Mutation', 'Subscription'].map((type) => {
    const rows = rootFields(schema)
      .filter((field) => field.type === type)
      .sort((a, b) => (a.field < b.field ? -1 : 1))
      .map((field) => `| \`${field.field}\` | ${field.public ? 'public' : 'signed in'} | ${descriptionOf(schema, type, field.field)} |`);
    return [`## ${type}`, '', '| field | who may ask | what it does |', '|---|---|---|', ...rows].join('\n');
  });
  return (
    [
      '# Who may ask what',
      'Emitted by `npm run schema`; do not edit. Root fields are closed unless marked `@Public()`: a visitor’s operation with a closed one is refused whole.',
      'A signed-in person gets what the room’s policy allows (`api/src/*/*.policy.ts`); missing and forbidden look the same.',
      ...sections,
      '## Types that a visitor’s operation can reach',
      'Each of their fields decides by itself what a visitor gets; `exposure.md` says it field by field.',
      reachable(schema)
        .map((name) => `\`${name}\``)
        .join(', '),
    ].join('\n\n') + '\n'
  );
}

function descriptionOf(schema: GraphQLSchema, type: string, field: string): string {
  const found = schema.getType(type);
  return isObjectType(found) ? inTable(found.getFields()[field]?.description) : '';
}

/** Text for a cell of a Markdown table. */
export const inTable = (text: string | null | undefined): string => (text ?? '').replace(/\s+/g, ' ').replaceAll('|', '\\|');

/** Object types behind public root fields, however deep. */
function reachable(schema: GraphQLSchema): string[] {
  const found = new Set<string>();
  const visit = (name: string): void => {
    const type = schema.getType(name);
    if (!isObjectType(type) || found.has(name)) return;
    found.add(name);
    for (const field of Object.values(type.getFields())) visit(getNamedType(field.type).name);
  };
  for (const { type, field, public: open } of rootFields(schema)) {
    const root = schema.getType(type);
    if (open && isObjectType(root)) visit(getNamedType(root.getFields()[field]!.type).name);
  }
  return [...found].sort();
}
