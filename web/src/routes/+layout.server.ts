import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals, depends }) => {
  depends('viewer:news');
  return {
    language: locals.language,
    theme: locals.theme,
    viewer: await locals.viewer(),
  };
};
