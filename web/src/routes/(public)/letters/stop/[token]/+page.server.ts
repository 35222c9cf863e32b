import { error } from '@sveltejs/kit';
import { StopLettersPageDocument } from '#lib/graphql/generated.ts';
import type { PageServerLoad } from './$types';

/** The link of a letter only shows a page, because scanners of mail follow links; the button on it sends what the mail program would send. */
export const load: PageServerLoad = async ({ locals, params }) => {
  const { digestLetters } = await locals.graphql.query(StopLettersPageDocument, { token: params.token });
  if (digestLetters === null) error(404, { message: '', code: 'NOT_FOUND' });
  return { coming: digestLetters };
};
