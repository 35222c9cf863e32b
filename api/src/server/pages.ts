import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FastifyInstance } from 'fastify';
import type { Doorman } from './doorman.ts';
import { MAX_BODY_BYTES, MAX_VISITOR_BODY_BYTES } from './limits.ts';

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** adapter-node reads these when it is loaded: which headers say how the browser sees us. Ours, so that a stranger's are overwritten. */
const PROTOCOL_HEADER = 'x-kopru-protocol';
const ADDRESS_HEADER = 'x-kopru-address';

/**
 * Everything that is not an endpoint is a page: the built web app answers, and asks the API at `internalUrl` for what it shows
 * (null, only with a port that the system chooses: at the address the page was asked at). One process serves one build, so its settings may live in the environment, where the build looks for them.
 * Forms of people who are signed in may be as large as a register; visitors' forms are small.
 */
export async function servePages(app: FastifyInstance, build: string, internalUrl: string | null, doorman: Doorman): Promise<void> {
  process.env['BODY_SIZE_LIMIT'] = String(MAX_BODY_BYTES);
  process.env['PROTOCOL_HEADER'] = PROTOCOL_HEADER;
  process.env['ADDRESS_HEADER'] = ADDRESS_HEADER;
  if (internalUrl) process.env['KOPRU_INTERNAL_URL'] = internalUrl;
  const { handler } = (await import(/* @vite-ignore */ pathToFileURL(join(build, 'handler.js')).href)) as { handler: Handler };
  // The web app reads bodies itself, so they must reach it untouched: an own context without parsers.
  await app.register(async (pages) => {
    pages.removeAllContentTypeParsers();
    pages.addContentTypeParser('*', (_request, _payload, done) => done(null));
    pages.route({
      method: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
      url: '/*',
      handler: (request, reply) => {
        const size = Number(request.headers['content-length'] ?? (request.headers['transfer-encoding'] ? Infinity : 0));
        if (size > MAX_VISITOR_BODY_BYTES && !doorman.carriesSession(request.headers))
          return reply.code(413).send('The form is too large.');
        request.raw.headers[PROTOCOL_HEADER] = request.protocol;
        request.raw.headers[ADDRESS_HEADER] = request.ip;
        reply.hijack();
        handler(request.raw, reply.raw, () => {
          reply.raw.statusCode = 404;
          reply.raw.end('Not found');
        });
        return reply;
      },
    });
  });
}
