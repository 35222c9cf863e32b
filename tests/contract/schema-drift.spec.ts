import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  isEnumType,
  isInputObjectType,
  isIntrospectionType,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
  type GraphQLSchema,
} from 'graphql';
import { openDatabase } from '@kopru/api/database/orm';
import type { Database } from '@kopru/api/database/database';
import { ENTITIES } from '@kopru/api/rooms';
import { emittedFiles } from '@kopru/api/schema/emitted';
import { buildApiSchema } from '@kopru/api/schema/schema';
import { freshDatabase } from '../support/database.ts';

let schema: GraphQLSchema;
let db: Database;
let drop: () => Promise<void>;

beforeAll(async () => {
  const database = await freshDatabase();
  drop = database.drop;
  db = await openDatabase(database.url, ENTITIES, 2);
  schema = buildApiSchema();
});
afterAll(async () => {
  await db.close();
  await drop();
});

it('the committed contract files are what the code says', async () => {
  const emitted = await emittedFiles(schema, db);
  expect(Object.keys(emitted).sort()).toEqual(['exposure.md', 'permissions.md', 'schema.graphql']);
  for (const [name, text] of Object.entries(emitted)) {
    const committed = readFileSync(new URL(`../../schema/${name}`, import.meta.url), 'utf8');
    expect(committed, `schema/${name} is not what the code says. Run: npm run schema`).toBe(text);
  }
});

it('every type, field and argument has a description', () => {
  const silent: string[] = [];
  const note = (name: string, { description }: { description?: string | null | undefined }): void => {
    if (!description?.trim()) silent.push(name);
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type) || isSpecifiedScalarType(type)) continue;
    if (!['Query', 'Mutation', 'Subscription'].includes(type.name)) note(type.name, type);
    if (isEnumType(type) || !(isObjectType(type) || isInterfaceType(type) || isInputObjectType(type))) continue;
    for (const field of Object.values(type.getFields())) {
      note(`${type.name}.${field.name}`, field);
      if ('args' in field) for (const argument of field.args) note(`${type.name}.${field.name}(${argument.name})`, argument);
    }
  }
  expect(silent).toEqual([]);
});
