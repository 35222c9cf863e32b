import { requireViewer } from '#lib/person/viewer.server.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async (event) => ({ person: await requireViewer(event) });
