import { error } from '@sveltejs/kit';
import { apiFetch } from '#lib/access/api-fetch.server.ts';
import { textBlocks } from '#lib/document-version/text-blocks.ts';
import { requireViewer } from '#lib/person/viewer.server.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

/** The document to read, for whoever comes without JavaScript: what `export.md` answers, under the same rule. */
export const load: PageServerLoad = async (event) => {
  await requireViewer(event);
  const { id } = event.params;
  const file = await apiFetch(event, `/documents/${encodeURIComponent(id)}/export.md?language=${event.locals.language}`);
  if (!file.ok) error(file.status === 404 ? 404 : 503, { message: '', code: file.status === 404 ? 'NOT_FOUND' : 'UNREACHABLE' });
  return { id, blocks: textBlocks(await file.text()) };
};
