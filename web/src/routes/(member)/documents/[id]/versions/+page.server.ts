import { error, redirect } from '@sveltejs/kit';
import { leftFirst } from '#lib/design/side.ts';
import { textOf } from '#lib/form/form-data.ts';
import { refused } from '#lib/form/refused.server.ts';
import {
  NameVersionDocument,
  RemoveVersionDocument,
  RestoreVersionDocument,
  SignVersionDocument,
  VersionsComparedDocument,
  VersionsPageDocument,
  WithdrawSignatureDocument,
} from '#lib/graphql/generated.ts';
import { requireViewer } from '#lib/person/viewer.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const viewer = await requireViewer(event);
  event.depends('versions:open');
  const { locals, params, url } = event;
  const { document } = await locals.graphql.query(VersionsPageDocument, { id: params.id });
  if (!document) error(404, { message: '', code: 'NOT_FOUND' });
  const known = (id: string | null): string | null => (document.versions.some((version) => version.id === id) ? id : null);
  const [from, to] = [known(url.searchParams.get('from')), known(url.searchParams.get('to'))];
  const compared = from && (await locals.graphql.query(VersionsComparedDocument, { id: params.id, from, to, language: locals.language }));
  const organisations = leftFirst(document.partnership.organisations, document.partnership.call);
  return {
    document,
    organisations,
    own: organisations.find(({ id }) => viewer.organisations.some((organisation) => organisation.id === id))?.id ?? null,
    comparison: compared ? { from, to, sections: compared.documentComparison } : null,
  };
};

export const actions: Actions = {
  name: async ({ locals, params, request, url }) => {
    const name = textOf(await request.formData(), 'name');
    const { refusal } = await locals.graphql.ask(NameVersionDocument, { documentId: params.id, name });
    if (refusal) return refused(url, refusal, { name });
    redirect(303, `/documents/${params.id}/versions`);
  },
  sign: async ({ locals, params, request, url }) => {
    const form = await request.formData();
    const { refusal } = await locals.graphql.ask(SignVersionDocument, {
      id: textOf(form, 'id'),
      organisationId: textOf(form, 'organisation'),
    });
    if (refusal) return refused(url, refusal, { name: '' });
    redirect(303, `/documents/${params.id}/versions`);
  },
  withdraw: async ({ locals, params, request, url }) => {
    const { refusal } = await locals.graphql.ask(WithdrawSignatureDocument, { id: textOf(await request.formData(), 'id') });
    if (refusal) return refused(url, refusal, { name: '' });
    redirect(303, `/documents/${params.id}/versions`);
  },
  restore: async ({ locals, params, request, url }) => {
    const { refusal } = await locals.graphql.ask(RestoreVersionDocument, { id: textOf(await request.formData(), 'id') });
    if (refusal) return refused(url, refusal, { name: '' });
    redirect(303, `/documents/${params.id}/versions`);
  },
  remove: async ({ locals, params, request, url }) => {
    const { refusal } = await locals.graphql.ask(RemoveVersionDocument, { id: textOf(await request.formData(), 'id') });
    if (refusal) return refused(url, refusal, { name: '' });
    redirect(303, `/documents/${params.id}/versions`);
  },
};
