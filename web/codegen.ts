import type { CodegenConfig } from '@graphql-codegen/cli';

/**
 * One module for all documents, written from the committed SDL and never committed itself: a document that the schema does not
 * answer fails here, before the browser is asked. `KOPRU_SCHEMA` names another SDL file.
 */
const config: CodegenConfig = {
  schema: process.env['KOPRU_SCHEMA'] ?? '../schema/schema.graphql',
  documents: ['src/**/*.graphql'],
  generates: {
    'src/lib/graphql/generated.ts': {
      plugins: ['typescript-operations', 'typed-document-node', { add: { content: '// Written by `npm run codegen`; do not edit.' } }],
      config: {
        useTypeImports: true,
        enumType: 'string-literal',
        skipTypename: true,
        dedupeFragments: true,
        scalars: { ID: 'string', DateTime: 'string', Base64: 'string', CountryCode: 'string' },
      },
    },
  },
};

export default config;
