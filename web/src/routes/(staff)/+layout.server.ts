import { requireStaff } from '#lib/programme/staff.server.ts';
import type { LayoutServerLoad } from './$types';

/** Every page asks again in its own load: a layout's is not run on the way from one page to the next. */
export const load: LayoutServerLoad = async ({ locals, url }) => {
  await requireStaff({ locals, url });
};
