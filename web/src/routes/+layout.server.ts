import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals }) => ({
  language: locals.language,
  theme: locals.theme,
  viewer: await locals.viewer(),
});
