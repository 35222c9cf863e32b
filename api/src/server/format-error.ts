import { randomUUID } from 'node:crypto';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { KopruError } from '../access/errors.ts';
import { ResyncNeeded } from '../live/live.ts';

/** What a fault of ours is written to, with the reference its victim was given. */
export type FaultLog = (reference: string, error: unknown) => void;

const LONGEST_MESSAGE = 300;

/** The parts of an error that GraphQL knows; graphql-jit makes look-alikes of GraphQLError that are no instances of it. */
interface Located {
  readonly message: string;
  readonly path?: GraphQLFormattedError['path'];
  readonly locations?: GraphQLFormattedError['locations'];
  readonly originalError?: unknown;
}

const isLocated = (error: unknown): error is Located =>
  error instanceof Error && (error instanceof GraphQLError || error.name === 'GraphQLError');

function rootCause(error: unknown): unknown {
  let cause = error;
  while (isLocated(cause) && cause.originalError) cause = cause.originalError;
  return cause;
}

/** One shape for every error: a code of the contract and a message for a person; anything unexpected becomes a reference number. */
export function shownError(error: unknown, log: FaultLog): GraphQLFormattedError {
  const { path, locations } = isLocated(error) ? error : {};
  const place = { ...(locations && { locations }), ...(path && { path }) };
  const cause = rootCause(error);
  if (cause instanceof KopruError) return { message: cause.message, ...place, extensions: { code: cause.code, ...cause.details } };
  if (cause instanceof ResyncNeeded) return { message: cause.message, ...place, extensions: { code: 'CONFLICT', resync: true } };
  if (isLocated(error) && isOfRequest(error))
    return { message: forClient(error.message), ...place, extensions: { code: 'BAD_USER_INPUT' } };
  const reference = randomUUID().slice(0, 8);
  log(reference, cause);
  return {
    message: `Something went wrong on our side. Please try again; if it stays, tell us ${reference}.`,
    ...place,
    extensions: { code: 'INTERNAL', reference },
  };
}

/** Raised while the request was read (syntax, validation, limits, variables), before any field ran; or by an argument of a field. */
const isOfRequest = (error: Located): boolean => !error.path || (!error.originalError && error.message.startsWith('Argument "'));

/** No hints at what else the schema holds, and no values that were sent, which may be long or secret. */
function forClient(message: string): string {
  const text = message.replace(/ Did you mean [^?]*\?/g, '');
  return text.length > LONGEST_MESSAGE ? `${text.slice(0, LONGEST_MESSAGE)}…` : text;
}
