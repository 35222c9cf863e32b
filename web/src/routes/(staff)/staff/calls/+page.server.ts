import { redirect } from '@sveltejs/kit';
import { labelOf } from '#lib/directory/facet-groups.server.ts';
import { keep } from '#lib/form/form-data.ts';
import { refused, wrongFields } from '#lib/form/refused.server.ts';
import { CreateCallDocument, ExtendDeadlineDocument, StaffCallsPageDocument } from '#lib/graphql/generated.ts';
import { textIn } from '#lib/i18n/text.ts';
import { callInput, readCallDraft } from '#lib/programme/call-draft.ts';
import { requireStaff } from '#lib/programme/staff.server.ts';
import { momentOf } from '#lib/programme/zoned-time.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

const KINDS = ['ASSOCIATION', 'FOUNDATION', 'COOPERATIVE', 'SOCIAL_COMPANY', 'CIVIL_INITIATIVE'];
const LANGUAGES = ['en', 'tr', 'de', 'fr'];

export const load: PageServerLoad = async ({ locals, url }) => {
  await requireStaff({ locals, url });
  const { calls } = await locals.graphql.query(StaffCallsPageDocument, {});
  return {
    calls,
    now: new Date().toISOString(),
    kinds: KINDS.map((value) => ({ value, label: labelOf('kind', value, locals.language) })),
    languages: LANGUAGES.map((value) => ({ value, label: labelOf('language', value, locals.language) })),
    done: url.searchParams.get('done'),
  };
};

export const actions: Actions = {
  create: async ({ locals, request, url }) => {
    const draft = readCallDraft(await request.formData());
    const { t } = await textIn(locals.language);
    const { input, wrong } = callInput(draft);
    const values = { create: draft, callId: '' };
    if (!input) return refused(url, wrongFields(Object.fromEntries(wrong.map((name) => [name, t(`staff.wrong-${kindOf(name)}`)]))), values);
    const { refusal } = await locals.graphql.ask(CreateCallDocument, { input });
    if (refusal) return refused(url, refusal, values);
    redirect(303, `${url.pathname}?done=created`);
  },
  extend: async ({ locals, request, url }) => {
    const values = keep(await request.formData(), 'callId', 'timeZone', 'deadline', 'reason');
    const deadline = momentOf(values.deadline, values.timeZone);
    if (!deadline) {
      const { t } = await textIn(locals.language);
      return refused(url, wrongFields({ deadline: t('staff.wrong-moment') }), values);
    }
    const { refusal } = await locals.graphql.ask(ExtendDeadlineDocument, {
      callId: values.callId,
      deadline,
      reason: values.reason || null,
    });
    if (refusal) return refused(url, refusal, values);
    redirect(303, `${url.pathname}?done=extended`);
  },
};

function kindOf(name: string): 'moment' | 'countries' | 'number' {
  if (name === 'opensAt' || name === 'deadline') return 'moment';
  return name.startsWith('side') ? 'countries' : 'number';
}
