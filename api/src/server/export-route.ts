import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Services } from '../services.ts';
import type { Doorman } from './doorman.ts';
import type { FaultLog } from './format-error.ts';
import { sendRefusal } from './rest-refusal.ts';

const TYPES = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  md: 'text/markdown; charset=utf-8',
  json: 'application/json; charset=utf-8',
} as const;

interface Asked {
  Params: { id: string };
  Querystring: { version?: unknown; language?: unknown };
}

/** Documents as files: `/documents/:id/export.pdf?version=…&language=…`. A refusal is JSON with the codes of the API. */
export function serveExports(app: FastifyInstance, services: Services, doorman: Doorman, log: FaultLog): void {
  for (const [format, type] of Object.entries(TYPES) as [keyof typeof TYPES, string][]) {
    app.get<Asked>(`/documents/:id/export.${format}`, async (request: FastifyRequest<Asked>, reply: FastifyReply) => {
      const { version, language } = request.query;
      try {
        const actor = await doorman.actor(request.headers);
        const file = await services.documentExport.file(actor, {
          documentId: request.params.id,
          versionId: typeof version === 'string' ? version : null,
          format,
          language: typeof language === 'string' ? language : (request.headers['accept-language'] ?? 'en'),
        });
        return await reply
          .type(type)
          .header('content-disposition', attachment(file.name))
          .header('cache-control', 'private, no-store')
          .header('x-content-type-options', 'nosniff')
          .send(Buffer.from(file.bytes));
      } catch (error) {
        return sendRefusal(reply, error, log);
      }
    });
  }
}

/** A file name for every browser: plain letters for the oldest, the real ones by RFC 5987. Nothing in it can end the header or leave the folder. */
export function attachment(name: string): string {
  const safe = name
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}"*/:<>?\\|]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const ending = safe.slice(safe.lastIndexOf('.'));
  const short = [...safe.slice(0, safe.length - ending.length)].slice(0, 120).join('') + ending;
  const plain = short
    .normalize('NFKD')
    .replace(/[^\x20-\x7e]/g, '')
    .replaceAll('%', '');
  const encoded = encodeURIComponent(short).replace(/['()*!]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
