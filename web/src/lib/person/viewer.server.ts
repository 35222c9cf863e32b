import { redirect, type RequestEvent } from '@sveltejs/kit';
import { signInAddress } from '#lib/graphql/client.server.ts';
import { ViewerDocument, type ViewerQuery } from '#lib/graphql/generated.ts';

/** The signed-in person, as pages show them, and how many notifications are new for them. */
export type Viewer = NonNullable<ViewerQuery['me']> & { unread: number };

/** Only better-auth's session cookie can make somebody known; without it the API need not be asked. */
function hasSession(event: RequestEvent): boolean {
  return event.cookies.getAll().some(({ name }) => name.endsWith('session_token'));
}

/** Asks who is signed in at most once per request. An API that does not answer makes nobody signed in. */
export function viewerOf(event: RequestEvent): () => Promise<Viewer | null> {
  let answer: Promise<Viewer | null> | undefined;
  return () => {
    answer ??= hasSession(event)
      ? event.locals.graphql
          .ask(ViewerDocument, {})
          .then(({ data }) => (data?.me ? { ...data.me, unread: data.notifications.unreadCount } : null))
      : Promise.resolve(null);
    return answer;
  };
}

/** The signed-in person; everybody else goes to the sign-in page, which leads back here. */
export async function requireViewer(event: Pick<RequestEvent, 'locals' | 'url'>): Promise<Viewer> {
  const viewer = await event.locals.viewer();
  if (!viewer) redirect(303, signInAddress(event.url));
  return viewer;
}
