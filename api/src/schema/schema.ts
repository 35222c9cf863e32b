import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync, type NonEmptyArray, type PubSub } from 'type-graphql';
import { RESOLVERS } from '../rooms.ts';
import { unwrapFields } from './plain-resolvers.ts';

/** Every subscription brings its own stream (live/guard.ts); type-graphql still asks for a bus of its own. */
const NO_BUS: PubSub = {
  publish: () => undefined,
  subscribe: () => {
    throw new Error('Subscribe through services.live.');
  },
};

/** The executable schema of all rooms. Authorisation lives in services; nothing wraps the fields. */
export function buildApiSchema(): GraphQLSchema {
  const schema = buildSchemaSync({ resolvers: RESOLVERS as NonEmptyArray<new () => object>, validate: false, pubSub: NO_BUS });
  unwrapFields(schema);
  return schema;
}
