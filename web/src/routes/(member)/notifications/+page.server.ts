import { redirect } from '@sveltejs/kit';
import { refused } from '#lib/form/refused.server.ts';
import { MarkNotificationsReadDocument, NotificationsPageDocument } from '#lib/graphql/generated.ts';
import { requireViewer } from '#lib/person/viewer.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { savedSearchNews } = await requireViewer(event);
  const after = event.url.searchParams.get('after');
  const { notifications } = await event.locals.graphql.query(NotificationsPageDocument, { after });
  return { notifications, isFirst: after === null, finds: savedSearchNews };
};

export const actions: Actions = {
  default: async ({ locals, url }) => {
    const { refusal } = await locals.graphql.ask(MarkNotificationsReadDocument, {});
    if (refusal) return refused(url, refusal, {});
    redirect(303, '/notifications');
  },
};
