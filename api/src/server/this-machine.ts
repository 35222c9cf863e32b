import type { FastifyRequest } from 'fastify';

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
/** What proxies add, each its own. */
const PROXY_HEADERS = ['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'forwarded', 'via'];
const LOCAL_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** Asked from this machine itself: by its connection, by the name it was called by, and not passed on by a proxy. */
export function fromThisMachine(request: FastifyRequest): boolean {
  const passedOn = PROXY_HEADERS.some((header) => request.headers[header] !== undefined);
  return !passedOn && LOOPBACK.has(request.socket.remoteAddress ?? '') && LOCAL_HOST.test(request.headers.host ?? '');
}
