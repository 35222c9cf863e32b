import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync, type NonEmptyArray } from 'type-graphql';
import { RESOLVERS } from '../rooms.ts';

/** The executable schema of all rooms. Authorisation lives in services; nothing wraps the fields. */
export function buildApiSchema(): GraphQLSchema {
  return buildSchemaSync({ resolvers: RESOLVERS as NonEmptyArray<new () => object>, validate: false });
}
