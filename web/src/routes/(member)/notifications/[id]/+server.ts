import { redirect } from '@sveltejs/kit';
import { MarkNotificationsReadDocument } from '#lib/graphql/generated.ts';
import type { RequestHandler } from './$types';

const isId = (text: string | null): text is string => text !== null && /^[0-9a-f-]{36}$/.test(text);

/** Opens what a notification is about, which is then seen. Only ids of ours become an address. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
  await locals.graphql.ask(MarkNotificationsReadDocument, { ids: [params.id] });
  const [document, thread] = [url.searchParams.get('document'), url.searchParams.get('thread')];
  if (!isId(document)) redirect(303, '/notifications');
  redirect(303, `/documents/${document}${isId(thread) ? `?thread=${thread}` : ''}`);
};
