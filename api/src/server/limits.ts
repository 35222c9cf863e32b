import { ApolloArmor } from '@escape.tech/graphql-armor';
import { GraphQLError, type ValidationRule } from 'graphql';
import { storableText } from './letters.ts';

/** Largest request body of somebody who is signed in: a register of about 100,000 lines. */
export const MAX_BODY_BYTES = 24 * 1024 * 1024;
/** Largest request body of a visitor. */
export const MAX_VISITOR_BODY_BYTES = 256 * 1024;
/** Largest message on a socket: a subscription and its variables, including a state vector. */
export const MAX_SOCKET_MESSAGE_BYTES = 256 * 1024;
export const MAX_SUBSCRIPTIONS_PER_SOCKET = 50;

const protection = new ApolloArmor({
  blockFieldSuggestion: { enabled: false },
  costLimit: { enabled: true, maxCost: 20_000, objectCost: 2, scalarCost: 1, depthCostFactor: 1.5, ignoreIntrospection: true },
  maxAliases: { enabled: true, n: 15, allowList: [] },
  maxDirectives: { enabled: true, n: 8 },
  maxDepth: { enabled: true, n: 12, ignoreIntrospection: true },
  // Tokens are counted by the parser itself.
  maxTokens: { enabled: false },
}).protect();

const MAX_OF_ONE_NAME = 100;

/** GraphQL's rule that equal names must mean equal fields compares every pair of them: 300 times the same field with fields below took it 0.2 s. */
const fewOfOneName: ValidationRule = (context) => {
  const counts = new Map<string, number>();
  return {
    Field(node) {
      const name = node.alias?.value ?? node.name.value;
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      if (count === MAX_OF_ONE_NAME + 1) context.reportError(new GraphQLError('The operation repeats a field too often.', { nodes: node }));
    },
  };
};

/** The same limits for every door: HTTP and sockets. */
export const LIMIT_RULES: ValidationRule[] = [...(protection.validationRules as ValidationRule[]), fewOfOneName, storableText];
/** Longest operation text, in characters. */
export const MAX_OPERATION_LENGTH = 50_000;
/** Longest operation text, in tokens. */
export const MAX_TOKENS = 3000;
