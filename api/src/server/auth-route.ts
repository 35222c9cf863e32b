import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ACCESS_CHANGED_TOPIC } from '../organisation/organisation.events.ts';
import { CLIENT_ADDRESS_HEADER, type Auth } from '../person/auth.ts';
import type { Live } from '../live/live.ts';
import type { Doorman } from './doorman.ts';

/**
 * Mounts better-auth's own REST at /api/auth. A sign-out also ends what the person had open live. Whether a change may come from where
 * it comes is decided here, as for every other door: programs that send no Origin are let in, other sites are not.
 */
export function serveAuth(app: FastifyInstance, auth: Auth, doorman: Doorman, live: Live): void {
  app.route({
    url: '/api/auth/*',
    method: ['GET', 'POST'],
    handler: async (request: FastifyRequest, reply: FastifyReply) => {
      if (request.method !== 'GET' && !doorman.sameOrigin(request.headers, request.host)) {
        return reply.code(403).send({ code: 'INVALID_ORIGIN', message: 'Requests from other sites are not answered.' });
      }
      const address = `${request.protocol}://${request.headers.host ?? 'localhost'}`;
      if (!URL.canParse(request.url, address)) return reply.code(400).send({ code: 'BAD_REQUEST', message: 'This address is none.' });
      const leaving = request.url.includes('/sign-out') ? (await doorman.actor(request.headers)).personId : null;
      const headers = new Headers();
      for (const [name, value] of Object.entries(request.headers)) {
        if (typeof value === 'string' && name !== 'content-length' && name !== 'connection') headers.set(name, value);
      }
      headers.set(CLIENT_ADDRESS_HEADER, request.ip);
      headers.set('origin', auth.origin);
      const url = new URL(request.url, address);
      const body = request.method === 'GET' || request.body === undefined || request.body === null ? null : JSON.stringify(request.body);
      const answer = await auth.handler(new Request(url, { method: request.method, headers, body }));
      void reply.code(answer.status);
      answer.headers.forEach((value, name) => {
        if (name !== 'set-cookie') void reply.header(name, value);
      });
      const cookies = answer.headers.getSetCookie();
      if (cookies.length > 0) void reply.header('set-cookie', cookies);
      if (leaving && answer.ok) live.publish(ACCESS_CHANGED_TOPIC, { personId: leaving });
      return reply.send(answer.body ? Buffer.from(await answer.arrayBuffer()) : null);
    },
  });
}
