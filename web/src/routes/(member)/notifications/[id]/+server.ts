import { isId as isKey } from '@kopru/schema/capacity-model-cells';
import { ADAPTATION, SECTIONS } from '@kopru/schema/capacity-model';
import { redirect } from '@sveltejs/kit';
import { MarkNotificationsReadDocument } from '#lib/graphql/generated.ts';
import type { RequestHandler } from './$types';

const isId = (text: string | null): text is string => text !== null && /^[0-9a-f-]{36}$/.test(text);

/** Where a rich text is, also when the mention in it is gone. */
const sectionOf = (fragment: string | null): string =>
  SECTIONS.find(({ prose }) => prose.some((part) => part.fragment === fragment))?.id ?? ADAPTATION.section;

/** Opens what a notification is about, which is then seen. Only ids of ours become an address. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
  await locals.graphql.ask(MarkNotificationsReadDocument, { ids: [params.id] });
  const [document, thread] = [url.searchParams.get('document'), url.searchParams.get('thread')];
  if (!isId(document)) redirect(303, '/notifications');
  const version = url.searchParams.get('version');
  if (version && /^\d{1,9}$/.test(version)) redirect(303, `/documents/${document}/versions#version-${version}`);
  const mention = url.searchParams.get('mention');
  if (isKey(mention)) redirect(303, `/documents/${document}?mention=${mention}#${sectionOf(url.searchParams.get('text'))}`);
  redirect(303, `/documents/${document}${isId(thread) ? `?thread=${thread}` : ''}`);
};
