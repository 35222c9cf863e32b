import { error, type RequestEvent } from '@sveltejs/kit';
import { requireViewer, type Viewer } from '#lib/person/viewer.server.ts';

/** The signed-in member of staff. For everybody else who is signed in the page does not exist; visitors may sign in first. */
export async function requireStaff(event: Pick<RequestEvent, 'locals' | 'url'>): Promise<Viewer> {
  const viewer = await requireViewer(event);
  if (!viewer.isStaff) error(404, { message: '', code: 'NOT_FOUND' });
  return viewer;
}
