import { ApolloArmor } from '@escape.tech/graphql-armor';
import type { ValidationRule } from 'graphql';

/** Largest request body of somebody who is signed in: a register of about 100,000 lines. */
export const MAX_BODY_BYTES = 24 * 1024 * 1024;
/** Largest request body of a visitor. */
export const MAX_VISITOR_BODY_BYTES = 256 * 1024;
/** Largest message on a socket: a subscription and its variables, including a state vector. */
export const MAX_SOCKET_MESSAGE_BYTES = 256 * 1024;

const protection = new ApolloArmor({
  blockFieldSuggestion: { enabled: false },
  costLimit: { enabled: true, maxCost: 20_000, objectCost: 2, scalarCost: 1, depthCostFactor: 1.5, ignoreIntrospection: true },
  maxAliases: { enabled: true, n: 15, allowList: [] },
  maxDirectives: { enabled: true, n: 8 },
  maxDepth: { enabled: true, n: 12, ignoreIntrospection: true },
  // Tokens are counted by the parser itself.
  maxTokens: { enabled: false },
}).protect();

/** The same limits for every door: HTTP (through Apollo) and sockets (in the subscription server). */
export const LIMIT_RULES: ValidationRule[] = protection.validationRules as ValidationRule[];
/** Longest operation text, in tokens. */
export const MAX_TOKENS = 3000;
