import { addStaffTexts } from '#lib/i18n/text.ts';
import type { LayoutLoad } from './$types';

/** In a browser the staff's texts are loaded with their pages, so that nobody else waits for them. */
export const load: LayoutLoad = async ({ data, parent }) => {
  const { language } = await parent();
  await addStaffTexts(language);
  return data;
};
