import { error, redirect } from '@sveltejs/kit';
import { refused } from '#lib/form/refused.server.ts';
import { OrganisationEditPageDocument, UpdateOrganisationDocument } from '#lib/graphql/generated.ts';
import { choicesFor, oneMoreRow, writtenProfile } from '#lib/organisation/organisation-actions.server.ts';
import { draftOf, inputOf } from '#lib/organisation/organisation-draft.ts';
import { requireViewer } from '#lib/person/viewer.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  await requireViewer(event);
  const { language } = event.locals;
  const { organisation } = await event.locals.graphql.query(OrganisationEditPageDocument, { id: event.params.id, language });
  // Masked profiles are never shown in a form: saving one would write its mask over it.
  if (!organisation?.viewerCanEdit || organisation.pseudonymous) error(404, { message: '', code: 'NOT_FOUND' });
  return { id: organisation.id, name: organisation.name, draft: draftOf(organisation), choices: await choicesFor(language) };
};

export const actions: Actions = {
  more: oneMoreRow,
  save: async (event) => {
    const { draft, again } = await writtenProfile(event);
    if (again) return again;
    const { id } = event.params;
    const { refusal } = await event.locals.graphql.ask(UpdateOrganisationDocument, { id, input: inputOf(draft) });
    if (refusal) return refused(event.url, refusal, draft);
    redirect(303, `/organisations/${id}`);
  },
};
