import { fold } from '@kopru/schema/fold';
import { FIELDS } from '@kopru/schema/vocabulary';
import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { labelOf } from '#lib/directory/facet-groups.server.ts';
import { textOf } from '#lib/form/form-data.ts';
import { refused, wrongFields } from '#lib/form/refused.server.ts';
import {
  AdoptRoundWeightsDocument,
  CancelMatchRoundDocument,
  CreateMatchRoundDocument,
  PublishMatchRoundDocument,
  RoundPageDocument,
  RoundPairsDocument,
  RoundSearchDocument,
  RoundUnmatchedDocument,
  SettleRoundPairDocument,
  SolveMatchRoundDocument,
  UpdateMatchRoundDocument,
} from '#lib/graphql/generated.ts';
import type { Refusal } from '#lib/graphql/refusal.ts';
import { textIn } from '#lib/i18n/text.ts';
import { requireStaff } from '#lib/programme/staff.server.ts';
import { momentOf } from '#lib/programme/zoned-time.ts';
import { soonestReply } from '#lib/round/least-to-answer.ts';
import { draftOf, quotaField, readRoundSettings, wrongQuotas } from '#lib/round/round-draft.ts';
import type { Actions, PageServerLoad } from './$types';

const PAIRS = 20;
const UNMATCHED = 30;
const ORDERS = ['SCORE', 'LOWEST', 'NAME'] as const;

export const load: PageServerLoad = async ({ locals, params, url, depends }) => {
  depends('round:open');
  await requireStaff({ locals, url });
  const { language } = locals;
  const { t } = await textIn(language);
  const order = ORDERS.find((known) => known === url.searchParams.get('order')) ?? 'SCORE';
  const lacking = url.searchParams.has('lacking');
  const shared = { id: params.id, language };
  // The round first: what it found is then never older than what is said of it, and when it is newer, news of the round is on its way to the page.
  const { matchRound } = await locals.graphql.query(RoundPageDocument, shared);
  if (!matchRound) error(404, { message: '', code: 'NOT_FOUND' });
  const [pairs, unmatched] = await Promise.all([
    // A place of a result that is no longer there: the front of the new one.
    locals.graphql.ask(RoundPairsDocument, { ...shared, order, lacking, first: PAIRS, after: url.searchParams.get('pairs') }),
    locals.graphql.ask(RoundUnmatchedDocument, { ...shared, first: UNMATCHED, after: url.searchParams.get('left') }),
  ]);
  if (pairs.refusal?.code === 'BAD_USER_INPUT' || unmatched.refusal?.code === 'BAD_USER_INPUT') redirect(303, url.pathname);
  return {
    round: matchRound,
    order,
    pairCount: pairs.data?.matchRound?.all.totalCount ?? 0,
    lacking,
    lackingPairs: pairs.data?.matchRound?.lackingPairCount ?? 0,
    pairs: pairs.data?.matchRound?.pairs ?? null,
    unmatched: unmatched.data?.matchRound?.unmatched ?? null,
    adopted: url.searchParams.has('adopted'),
    quotaChoices: quotaChoices(matchRound.call, language, [t('side.turkey'), t('side.europe')], t),
  };
};

type Translate = Awaited<ReturnType<typeof textIn>>['t'];

function quotaChoices(call: { sideA: string[]; sideB: string[] }, language: string, sides: readonly [string, string], t: Translate) {
  const byLabel = (a: { label: string }, b: { label: string }): number => a.label.localeCompare(b.label, language);
  const countries = (['A', 'B'] as const).flatMap((side) =>
    (side === 'A' ? call.sideA : call.sideB).map((code) => ({
      value: `COUNTRY ${code} ${side}`,
      label: labelOf('country', code, language),
      group: t('round.countries'),
    })),
  );
  const fields = (['A', 'B'] as const).flatMap((side, index) =>
    FIELDS.map(({ id }) => ({
      value: `FIELD ${id} ${side}`,
      label: labelOf('field', id, language),
      group: t('round.fieldsOf', { side: sides[index] ?? side }),
    })).sort(byLabel),
  );
  return [...countries.sort(byLabel), ...fields];
}

/** The organisation of a side that is called what was typed, or the only one found by it; empty when that says nothing. */
async function soleNamed(locals: App.Locals, id: string, side: 'A' | 'B', typed: string): Promise<string> {
  if (typed === '') return '';
  const { data } = await locals.graphql.ask(RoundSearchDocument, { id, side, search: typed });
  const found = data?.matchRound?.organisations ?? [];
  const exact = found.filter(({ name }) => fold(name) === fold(typed));
  return (exact.length === 1 ? exact[0]?.id : found.length === 1 ? found[0]?.id : undefined) ?? '';
}

/** Back to the round as it is now, or the page with the reason. */
function after(url: URL, refusal: Refusal | undefined, then = '') {
  if (refusal) return refused(url, refusal, {});
  redirect(303, `${url.pathname}${then}`);
}

/** A change that needs nothing but the round. */
const plain =
  (document: typeof SolveMatchRoundDocument | typeof CancelMatchRoundDocument | typeof AdoptRoundWeightsDocument, then = '') =>
  async ({ locals, params, url }: Pick<RequestEvent, 'locals' | 'url'> & { params: { id: string } }) => {
    const { refusal } = await locals.graphql.ask(document as typeof SolveMatchRoundDocument, { id: params.id });
    return after(url, refusal, then);
  };

export const actions: Actions = {
  solve: plain(SolveMatchRoundDocument),
  cancel: plain(CancelMatchRoundDocument),
  adopt: plain(AdoptRoundWeightsDocument, '?adopted'),
  save: async ({ locals, params, request, url }) => {
    const form = await request.formData();
    const { input, quotaRows, wrong } = readRoundSettings(form);
    const { t } = await textIn(locals.language);
    const quotas = wrongQuotas(input).map(({ at, wrong: key, kind, value, min, max }) => {
      const of = labelOf(kind === 'COUNTRY' ? 'country' : 'field', value, locals.language);
      return [quotaField(quotaRows[at] ?? at), t(key, { of, min: min ?? 0, max: max ?? 0 })];
    });
    const said = {
      ...Object.fromEntries(quotas),
      ...Object.fromEntries(Object.entries(wrong).map(([name, key]) => [name, t(key)])),
    };
    if (Object.keys(said).length > 0) return refused(url, wrongFields(said), { settings: draftOf(form) });
    const { refusal } = await locals.graphql.ask(UpdateMatchRoundDocument, { id: params.id, input });
    // A browser takes the place on the page along to wherever it is led, unless it is given another.
    return refusal ? refused(url, refusal, { settings: draftOf(form) }) : after(url, undefined, '#result');
  },
  settle: async ({ locals, params, request, url }) => {
    const form = await request.formData();
    const as = (['MUST', 'NEVER', 'FREE'] as const).find((known) => known === textOf(form, 'as')) ?? 'FREE';
    const named = async (side: 'A' | 'B', name: 'left' | 'right'): Promise<string> =>
      textOf(form, name) || (await soleNamed(locals, params.id, side, textOf(form, `${name}-typed`)));
    const pair = { leftId: await named('A', 'left'), rightId: await named('B', 'right') };
    if (!pair.leftId || !pair.rightId) {
      const { t } = await textIn(locals.language);
      const missing = { ...(!pair.leftId && { left: t('round.pickOne') }), ...(!pair.rightId && { right: t('round.pickOne') }) };
      return refused(url, wrongFields(missing), {});
    }
    const { refusal } = await locals.graphql.ask(SettleRoundPairDocument, { id: params.id, pair, as });
    return after(url, refusal);
  },
  publish: async ({ locals, params, request, url }) => {
    const form = await request.formData();
    const replyBy = momentOf(textOf(form, 'replyBy'), textOf(form, 'timeZone'));
    if (!replyBy || replyBy < soonestReply(Date.now())) {
      const { t } = await textIn(locals.language);
      return refused(url, wrongFields({ replyBy: t(replyBy ? 'round.replySoon' : 'staff.wrong-moment') }), {});
    }
    const { refusal } = await locals.graphql.ask(PublishMatchRoundDocument, { id: params.id, run: Number(textOf(form, 'run')), replyBy });
    return after(url, refusal);
  },
  again: async ({ locals, params, request, url }) => {
    const callId = textOf(await request.formData(), 'call');
    const { data, refusal } = await locals.graphql.ask(CreateMatchRoundDocument, { callId, afterRoundId: params.id });
    if (refusal) return refused(url, refusal, {});
    redirect(303, `/staff/rounds/${data.createMatchRound.id}`);
  },
};
