import { isObjectType, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import type { Column } from './columns.reads.ts';
import { COLUMN_NOTES, INTERNAL_SCHEMAS, TABLE_TYPES } from './exposure.notes.ts';
import { inTable } from './permissions.ts';

const ROOTS = new Set(['Query', 'Mutation', 'Subscription']);

/** What is wrong with the notes, each as a sentence: columns nobody spoke for, and notes of what no longer exists. */
export function exposureProblems(schema: GraphQLSchema, columns: readonly Column[]): string[] {
  const known = new Set(columns.map(keyOf));
  const tables = new Set(columns.map((column) => column.table));
  return [
    ...columns
      .filter((column) => seers(schema, column) === null)
      .map(
        (column) =>
          `${keyOf(column)} is not spoken for: say in api/src/schema/exposure.notes.ts which fields show it, or why nobody sees it.`,
      ),
    ...Object.keys(COLUMN_NOTES)
      .filter((key) => !(key.endsWith('.*') ? tables.has(key.slice(0, -2)) : known.has(key)))
      .map((key) => `${key} has a note and does not exist.`),
    ...Object.values(COLUMN_NOTES)
      .flatMap((note) => note.shownBy ?? [])
      .filter((name) => fieldOf(schema, name) === undefined)
      .map((name) => `${name} is named in a note and does not exist.`),
    ...Object.entries(TABLE_TYPES)
      .filter(([table, type]) => !tables.has(table) || !isObjectType(schema.getType(type)))
      .map(([table, type]) => `The table ${table} or the type ${type} does not exist.`),
  ];
}

/** `schema/exposure.md`: every column of the database with the fields that show it, and every field that has no column. */
export function exposurePage(schema: GraphQLSchema, columns: readonly Column[]): string {
  const shown = columns.filter((column) => !isInternal(column));
  const byTable = Map.groupBy(shown, (column) => column.table);
  const tables = [...byTable].map(([table, own]) =>
    [
      `## ${table}`,
      '',
      '| column | who sees it |',
      '|---|---|',
      ...own.map((column) => `| \`${column.column}\` | ${cell(schema, column)} |`),
    ].join('\n'),
  );
  const internal = Object.entries(INTERNAL_SCHEMAS).map(([name, why]) => `Nobody sees anything of the schema \`${name}\`: ${why}.`);
  const page = [
    '# Who sees which column',
    [
      'Emitted by `npm run schema`; do not edit. A column is shown by the field of its name, or by the fields that',
      '`api/src/schema/exposure.notes.ts` names; a new column fails the build until one of both is true. The words after a field are its',
      'description, which says who gets it.',
      ...internal,
    ].join('\n'),
    ...tables,
    '## Fields without a column of their own',
    ['| field | what it says |', '|---|---|', ...withoutColumn(schema, shown)].join('\n'),
  ];
  return `${page.join('\n\n')}\n`;
}

const keyOf = ({ table, column }: Column): string => `${table}.${column}`;
const isInternal = ({ table }: Column): boolean => Object.keys(INTERNAL_SCHEMAS).some((name) => table.startsWith(`${name}.`));
const camel = (name: string): string => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
const pascal = (name: string): string => camel(`_${name}`);

function fieldOf(schema: GraphQLSchema, name: string): { description?: string | null | undefined } | undefined {
  const [type = '', field = ''] = name.split('.');
  const found = schema.getType(type);
  return isObjectType(found) ? found.getFields()[field] : undefined;
}

/** Names of the fields that show a column; a reason when nobody sees it; null when nobody spoke for it. */
function seers(schema: GraphQLSchema, column: Column): string[] | string | null {
  if (isInternal(column)) return 'internal';
  const note = COLUMN_NOTES[keyOf(column)];
  if (note) return note.shownBy ?? note.private;
  const own = `${TABLE_TYPES[column.table] ?? pascal(column.table)}.${camel(column.column)}`;
  if (fieldOf(schema, own)) return [own];
  return COLUMN_NOTES[`${column.table}.*`]?.private ?? null;
}

function cell(schema: GraphQLSchema, column: Column): string {
  const found = seers(schema, column);
  if (found === null) return '**nobody spoke for it**';
  if (typeof found === 'string') return `private: ${inTable(found)}`;
  return found.map((name) => `\`${name}\`: ${inTable(fieldOf(schema, name)?.description)}`).join(' ');
}

function withoutColumn(schema: GraphQLSchema, columns: readonly Column[]): string[] {
  const covered = new Set(columns.flatMap((column) => seers(schema, column) ?? []));
  const types = Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('__') && !ROOTS.has(type.name),
  );
  return types
    .flatMap((type) =>
      Object.values(type.getFields()).map((field) => ({ name: `${type.name}.${field.name}`, description: field.description })),
    )
    .filter(({ name }) => !covered.has(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, description }) => `| \`${name}\` | ${inTable(description)} |`);
}
