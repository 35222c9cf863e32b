import { textIn } from '#lib/i18n/text.ts';
import type { LayoutLoad } from './$types';

/** Runs on both sides, because texts are functions: only the language travels, its messages are loaded where they are needed. */
export const load: LayoutLoad = async ({ data }) => ({ ...data, text: await textIn(data.language) });
