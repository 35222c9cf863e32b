import { fail, type RequestEvent } from '@sveltejs/kit';
import { textOf } from '#lib/form/form-data.ts';
import { wrongFields } from '#lib/form/refused.server.ts';
import { textIn } from '#lib/i18n/text.ts';
import { formChoices, type FormChoices } from './form-choices.server.ts';
import { grown, GROWING, readDraft, statementWithoutIssue, type OrganisationDraft } from './organisation-draft.ts';

/** The choices of the profile form in the reader's language. */
export async function choicesFor(language: RequestEvent['locals']['language']): Promise<FormChoices> {
  const { t } = await textIn(language);
  return formChoices(language, { turkey: t('side.turkeyName'), europe: t('side.europeName'), elsewhere: t('side.elsewhereName') });
}

/** Shows the form again with one more row; nothing is saved. */
export async function oneMoreRow({ request }: RequestEvent): Promise<{ values: OrganisationDraft; refusal: undefined }> {
  const form = await request.formData();
  const list = GROWING.find((name) => name === textOf(form, 'more'));
  const draft = readDraft(form);
  return { values: list ? grown(draft, list) : draft, refusal: undefined };
}

/** What was written, or the form again when a statement stands without its issue. */
export async function writtenProfile({ request, locals }: RequestEvent) {
  const draft = readDraft(await request.formData());
  if (!statementWithoutIssue(draft)) return { draft, again: undefined };
  const { t } = await textIn(locals.language);
  return { draft, again: fail(400, { refusal: wrongFields({ issues: t('profile.wrong-issues') }), values: draft }) };
}
