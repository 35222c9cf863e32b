import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ACCESS_CHANGED_TOPIC } from '../organisation/organisation.events.ts';
import { CLIENT_ADDRESS_HEADER, type Auth } from '../person/auth.ts';
import type { Live } from '../live/live.ts';
import type { Doorman } from './doorman.ts';

/** Mounts better-auth's own REST at /api/auth. A sign-out also ends what the person had open live. */
export function serveAuth(app: FastifyInstance, auth: Auth, doorman: Doorman, live: Live): void {
  app.route({
    url: '/api/auth/*',
    method: ['GET', 'POST'],
    handler: async (request: FastifyRequest, reply: FastifyReply) => {
      const leaving = request.url.includes('/sign-out') ? (await doorman.actor(request.headers)).personId : null;
      const headers = new Headers();
      for (const [name, value] of Object.entries(request.headers)) {
        if (typeof value === 'string' && name !== 'content-length' && name !== 'connection') headers.set(name, value);
      }
      headers.set(CLIENT_ADDRESS_HEADER, request.ip);
      const url = new URL(request.url, `${request.protocol}://${request.headers.host ?? 'localhost'}`);
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
