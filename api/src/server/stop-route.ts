import type { FastifyInstance } from 'fastify';
import { KopruError } from '../access/errors.ts';
import type { Services } from '../services.ts';

/**
 * Stops letters at the address that the letter names, by POST alone: mail programs send `List-Unsubscribe=One-Click` there without cookie or
 * Origin (RFC 8058), people press a button on the page of the same address. A GET changes nothing, because scanners follow links.
 */
export function serveStop(app: FastifyInstance, services: Services): void {
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    // What the form holds is not needed: the address says it all.
    scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, _body, done) => done(null, null));
    scope.post<{ Params: { token: string } }>('/letters/stop/:token', { bodyLimit: 16 * 1024 }, async (request, reply) => {
      const { token } = request.params;
      try {
        await services.digest.stopLetters(token);
      } catch (error) {
        if (!(error instanceof KopruError)) throw error;
        return reply.code(404).type('text/plain; charset=utf-8').send(error.message);
      }
      const person = request.headers.accept?.includes('text/html') ?? false;
      if (person) return reply.redirect(`/letters/stop/${encodeURIComponent(token)}?stopped`, 303);
      return reply.type('text/plain; charset=utf-8').send('No more of these letters will come.');
    });
  });
}
