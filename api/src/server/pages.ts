import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** Everything that is not an endpoint is a page: the built web app answers. */
export async function servePages(app: FastifyInstance, build: string): Promise<void> {
  const { handler } = (await import(/* @vite-ignore */ pathToFileURL(join(build, 'handler.js')).href)) as { handler: Handler };
  const answer = (request: { raw: IncomingMessage }, reply: { hijack(): unknown; raw: ServerResponse }): void => {
    reply.hijack();
    handler(request.raw, reply.raw, () => {
      reply.raw.statusCode = 404;
      reply.raw.end('Not found');
    });
  };
  // The web app reads bodies itself, so they must reach it untouched: an own context without parsers.
  await app.register(async (pages) => {
    pages.removeAllContentTypeParsers();
    pages.addContentTypeParser('*', (_request, _payload, done) => done(null));
    pages.route({ method: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'], url: '/*', handler: answer });
  });
}
