import { requireViewer } from '#lib/person/viewer.server.ts';
import type { PageServerLoad } from './$types';

/** What is on the device only the browser knows; the page says for whom. */
export const load: PageServerLoad = async (event) => ({ personId: (await requireViewer(event)).id });
