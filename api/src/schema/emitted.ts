import { lexicographicSortSchema, printSchema, type GraphQLSchema } from 'graphql';
import type { SqlClient } from '../database/database.ts';
import { columnsOf } from './columns.reads.ts';
import { exposurePage } from './exposure.ts';
import { permissionsPage } from './permissions.ts';

/** The contract files by name (in `schema/`), as the code and the migrated database say they should be. */
export async function emittedFiles(schema: GraphQLSchema, db: SqlClient): Promise<Record<string, string>> {
  return {
    'schema.graphql': `# Emitted by \`npm run schema\`; do not edit.\n\n${printSchema(lexicographicSortSchema(schema))}\n`,
    'exposure.md': exposurePage(schema, await columnsOf(db)),
    'permissions.md': permissionsPage(schema),
  };
}
