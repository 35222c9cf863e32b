import type { FastifyReply } from 'fastify';
import type { ErrorCode } from '../access/errors.ts';
import { shownError, type FaultLog } from './format-error.ts';

const STATUS: Readonly<Record<ErrorCode | 'INTERNAL', number>> = {
  UNAUTHENTICATED: 401,
  NOT_FOUND: 404,
  BAD_USER_INPUT: 400,
  CONFLICT: 409,
  RULE_BROKEN: 409,
  RATE_LIMITED: 429,
  INTERNAL: 500,
};

/** The same codes and words as everywhere, for doors that are no GraphQL; a fault is logged, and its sender gets the reference. */
export function sendRefusal(reply: FastifyReply, error: unknown, log: FaultLog): FastifyReply {
  const { message, extensions } = shownError(error, log);
  const code = (extensions?.['code'] ?? 'INTERNAL') as keyof typeof STATUS;
  return reply
    .code(STATUS[code])
    .header('cache-control', 'no-store')
    .send({ message, ...extensions });
}
