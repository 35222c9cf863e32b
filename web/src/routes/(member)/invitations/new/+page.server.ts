import { error, redirect } from '@sveltejs/kit';
import { sideOf } from '#lib/design/side.ts';
import { keep } from '#lib/form/form-data.ts';
import { refused, wrongFields } from '#lib/form/refused.server.ts';
import { CurrentCallPageDocument, InvitationNewPageDocument, SendInvitationDocument } from '#lib/graphql/generated.ts';
import { textIn } from '#lib/i18n/text.ts';
import { commonGround } from '#lib/invitation/common-ground.ts';
import { replyByOf, replyDays } from '#lib/invitation/reply-by.ts';
import { requireViewer } from '#lib/person/viewer.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, url }) => {
  const viewer = await requireViewer({ locals, url });
  const to = url.searchParams.get('to') ?? '';
  const from = url.searchParams.get('from') ?? viewer.organisations[0]?.id ?? '';
  const { currentCall, ...sides } = await locals.graphql.query(InvitationNewPageDocument, { from, to, language: locals.language });
  if (!sides.from?.viewerIsRepresentative || !sides.to) error(404, { message: '', code: 'NOT_FOUND' });
  const other = sides.to;
  // Somebody of several organisations writes for one that stands across from the invited one.
  const across = viewer.organisations.filter(({ country }) => sideOf(country) !== sideOf(other.country));
  const chosen = across.find(({ id }) => id === from) ?? across[0];
  if (chosen && chosen.id !== from) redirect(303, `${url.pathname}?${new URLSearchParams({ from: chosen.id, to })}`);
  return {
    from: sides.from,
    to: other,
    choices: across.map(({ id, name }) => ({ value: id, label: name })),
    call: currentCall,
    days: currentCall ? replyDays(currentCall, new Date()) : null,
    ground: commonGround(sides.from.issues, other.issues),
    now: new Date().toISOString(),
  };
};

export const actions: Actions = {
  default: async ({ locals, request, url }) => {
    const values = keep(await request.formData(), 'from', 'message', 'replyBy');
    const { data } = await locals.graphql.ask(CurrentCallPageDocument, {});
    const replyBy = data?.currentCall ? replyByOf(values.replyBy, data.currentCall) : null;
    if (replyBy === undefined) {
      const { t } = await textIn(locals.language);
      return refused(url, wrongFields({ replyBy: t('invitation.wrongDay') }), values);
    }
    const input = { fromOrganisationId: values.from, toOrganisationId: url.searchParams.get('to') ?? '', message: values.message, replyBy };
    const answer = await locals.graphql.ask(SendInvitationDocument, { input });
    if (answer.refusal) return refused(url, answer.refusal, values);
    redirect(303, `/invitations/${answer.data.sendInvitation.id}?sent`);
  },
};
