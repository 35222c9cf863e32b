import { MAX_IMAGE_BYTES } from '@kopru/schema/co-editing';
import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { KopruError, type ErrorCode } from '../access/errors.ts';
import { tooLarge } from '../document-image/document-image.service.ts';
import type { Services } from '../services.ts';
import type { Doorman } from './doorman.ts';
import type { FaultLog } from './format-error.ts';

interface OfDocument {
  readonly id: string;
}

const STATUS: Readonly<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  NOT_FOUND: 404,
  BAD_USER_INPUT: 400,
  CONFLICT: 409,
  RULE_BROKEN: 409,
  RATE_LIMITED: 429,
};

/** The same codes as everywhere, for a door that is no GraphQL; a fault is logged, and its sender gets the reference. */
function refuse(reply: FastifyReply, error: unknown, log: FaultLog): FastifyReply {
  void reply.header('cache-control', 'no-store');
  const cutShort = (error as { statusCode?: number }).statusCode;
  const known = cutShort === 413 ? tooLarge() : error;
  if (known instanceof KopruError) {
    const { code, message, details } = known;
    return reply.code(STATUS[code]).send({ code, message, ...details });
  }
  if (cutShort !== undefined && cutShort < 500)
    return reply.code(cutShort).send({ code: 'BAD_USER_INPUT', message: 'This cannot be read.' });
  const reference = randomUUID();
  log(reference, error);
  return reply.code(500).send({ code: 'INTERNAL_SERVER_ERROR', message: `Something went wrong. Reference: ${reference}` });
}

/**
 * Images of documents. The bytes are the whole body: a picture needs no form around it. Who may not write is told so before the picture is
 * sent; who may not read gets no picture, also not from a cache, so every use asks again (`no-cache`) and is answered 304.
 */
export function serveImages(app: FastifyInstance, services: Services, doorman: Doorman, log: FaultLog): void {
  void app.register(async (images) => {
    images.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: MAX_IMAGE_BYTES }, (_request, body, done) => done(null, body));
    images.removeContentTypeParser(['application/json', 'text/plain']);
    images.setErrorHandler((error, _request, reply) => refuse(reply, error, log));

    images.post<{ Params: OfDocument }>('/documents/:id/images', {
      bodyLimit: MAX_IMAGE_BYTES,
      onRequest: async (request: FastifyRequest<{ Params: OfDocument }>, reply) => {
        if (!doorman.sameOrigin(request.headers, request.host)) return reply.code(403).send({ code: 'INVALID_ORIGIN' });
        await services.documentImage.checkUpload(await doorman.actor(request.headers), request.params.id);
      },
      handler: async (request, reply) => {
        const actor = await doorman.actor(request.headers);
        const body = request.body instanceof Uint8Array ? request.body : new Uint8Array();
        const { id, width, height } = await services.documentImage.upload(actor, request.params.id, body);
        return reply.code(201).send({ src: `/documents/${request.params.id}/images/${id}`, width, height });
      },
    });

    images.get<{ Params: OfDocument & { imageId: string } }>('/documents/:id/images/:imageId', async (request, reply) => {
      const { id, imageId } = request.params;
      const { type, bytes } = await services.documentImage.read(await doorman.actor(request.headers), id, imageId);
      const tag = `"${imageId}"`;
      void reply
        .header('cache-control', 'private, no-cache')
        .header('etag', tag)
        .header('x-content-type-options', 'nosniff')
        .header('content-security-policy', "default-src 'none'; sandbox")
        .header('cross-origin-resource-policy', 'same-origin')
        .header('content-disposition', 'inline');
      if (request.headers['if-none-match'] === tag) return reply.code(304).send();
      return reply.type(type).send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    });
  });
}
