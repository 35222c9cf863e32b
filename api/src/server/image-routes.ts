import { MAX_IMAGE_BYTES } from '@kopru/schema/co-editing';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { tooLarge } from '../document-image/document-image.service.ts';
import type { Services } from '../services.ts';
import type { Doorman } from './doorman.ts';
import type { FaultLog } from './format-error.ts';
import { sendRefusal } from './rest-refusal.ts';

interface OfDocument {
  readonly id: string;
}

/** What was cut short while it came (too large, no length) is its sender's, everything else is told as everywhere. */
function refuse(reply: FastifyReply, error: unknown, log: FaultLog): FastifyReply {
  const cutShort = (error as { statusCode?: number }).statusCode;
  if (cutShort === 413) return sendRefusal(reply, tooLarge(), log);
  if (cutShort === undefined || cutShort >= 500) return sendRefusal(reply, error, log);
  return reply.code(cutShort).header('cache-control', 'no-store').send({ code: 'BAD_USER_INPUT', message: 'This cannot be read.' });
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
