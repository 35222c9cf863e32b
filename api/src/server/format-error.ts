import { randomUUID } from 'node:crypto';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { KopruError } from '../access/errors.ts';
import { ResyncNeeded } from '../live/live.ts';

/** What a fault of ours is written to, with the reference its victim was given. */
export type FaultLog = (reference: string, error: unknown) => void;

const CLIENT_FAULTS = new Set(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_REQUEST', 'OPERATION_RESOLUTION_FAILURE', 'BAD_USER_INPUT']);

function rootCause(error: unknown): unknown {
  let cause = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause;
}

/** One shape for every error: a code of the contract and a message for a person; anything unexpected becomes a reference number. */
export function formatError(formatted: GraphQLFormattedError, error: unknown, log: FaultLog): GraphQLFormattedError {
  const { locations, path } = formatted;
  const place = { ...(locations && { locations }), ...(path && { path }) };
  const cause = rootCause(error);
  if (cause instanceof KopruError) return { message: cause.message, ...place, extensions: { code: cause.code, ...cause.details } };
  if (cause instanceof ResyncNeeded) return { message: cause.message, ...place, extensions: { code: 'CONFLICT', resync: true } };
  const code = formatted.extensions?.['code'];
  // A GraphQLError without a cause was raised while reading the request: syntax, validation, limits, variables.
  const ofRequest = (typeof code === 'string' && CLIENT_FAULTS.has(code)) || (cause instanceof GraphQLError && !path);
  if (ofRequest) return { message: formatted.message.replace(/ Did you mean [^?]*\?/g, ''), ...place, extensions: { code: 'BAD_USER_INPUT' } };
  const reference = randomUUID().slice(0, 8);
  log(reference, cause);
  return { message: `Something went wrong on our side. Please try again; if it stays, tell us ${reference}.`, ...place, extensions: { code: 'INTERNAL', reference } };
}
