import { redirect } from '@sveltejs/kit';
import { refused } from '#lib/form/refused.server.ts';
import { CreateOrganisationDocument } from '#lib/graphql/generated.ts';
import { choicesFor, oneMoreRow, writtenProfile } from '#lib/organisation/organisation-actions.server.ts';
import { emptyDraft, inputOf } from '#lib/organisation/organisation-draft.ts';
import { requireViewer } from '#lib/person/viewer.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  await requireViewer(event);
  return { draft: emptyDraft(), choices: await choicesFor(event.locals.language) };
};

export const actions: Actions = {
  more: oneMoreRow,
  save: async (event) => {
    const { draft, again } = await writtenProfile(event);
    if (again) return again;
    const { data, refusal } = await event.locals.graphql.ask(CreateOrganisationDocument, { input: inputOf(draft) });
    if (refusal) return refused(event.url, refusal, draft);
    redirect(303, `/organisations/${data.createOrganisation.id}/representatives?new`);
  },
};
