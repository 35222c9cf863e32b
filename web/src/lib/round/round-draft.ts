import type { MatchRoundInput, QuotaInput } from '#lib/graphql/generated.ts';

const COMPONENT = /^weight-(.+)$/;
const QUOTA = /^(COUNTRY|FIELD) ([A-Za-z-]+) (A|B)$/;

/** What somebody wrote into the settings form of a round, letter by letter: it stands there again when the form was refused. */
export interface RoundDraft {
  readonly places: string;
  readonly lowestScore: string;
  readonly waitingPoints: string;
  readonly verifiedOnly: boolean;
  /** By component. */
  readonly weights: Readonly<Record<string, string>>;
  readonly quotas: readonly { readonly quota: string; readonly min: string; readonly max: string }[];
}

export function draftOf(form: FormData): RoundDraft {
  const typed = (name: string, at = 0): string => String(form.getAll(name)[at] ?? '');
  return {
    places: typed('places'),
    lowestScore: typed('lowestScore'),
    waitingPoints: typed('waitingPoints'),
    verifiedOnly: form.has('verifiedOnly'),
    weights: Object.fromEntries(
      [...form.keys()].flatMap((name) => (COMPONENT.test(name) ? [[name.replace(COMPONENT, '$1'), typed(name)]] : [])),
    ),
    quotas: form.getAll('quota').map((quota, at) => ({ quota: String(quota), min: typed('quota-min', at), max: typed('quota-max', at) })),
  };
}

const MOST_WEIGHT = 1000;

/** Whether a weight is one that the API refuses, so that its field can be pointed at. */
export function isNoWeight(typed: string): boolean {
  const weight = Number(typed.trim().replace(',', '.'));
  return typed.trim() === '' || !(weight >= 0 && weight <= MOST_WEIGHT);
}

/** What is wrong with a field that the form was sent with, as the key of its sentence; of a quota by its row. */
export type WrongSettings = Readonly<Record<string, 'round.wrongNumber' | 'round.wrongWeight' | 'round.quotaOfWhat'>>;

/** Where what is wrong with the quota in a row of the form stands. */
export const quotaField = (row: number): string => `quotas-${row}`;

/** What the settings form of a round says: the input for the API, in which row each quota stands, and what is wrong by field. Empty places and limits are none; an empty weight is a mistake, no 0. */
export function readRoundSettings(form: FormData): { input: MatchRoundInput; quotaRows: readonly number[]; wrong: WrongSettings } {
  const wrong: Record<string, WrongSettings[string]> = {};
  const typed = (name: string, at = 0): string => String(form.getAll(name)[at] ?? '').trim();
  const whole = (name: string, at = 0): number | null => {
    const text = typed(name, at);
    if (text === '') return null;
    const value = Number(text.replace(',', '.'));
    if (Number.isInteger(value)) return value;
    wrong[name.startsWith('quota-') ? quotaField(at) : name] = 'round.wrongNumber';
    return null;
  };
  const weights = [...form.keys()].flatMap((name) => {
    const component = COMPONENT.exec(name)?.[1];
    if (!component) return [];
    if (isNoWeight(typed(name))) wrong['weights'] = 'round.wrongWeight';
    return [{ component, weight: Number(typed(name).replace(',', '.')) }];
  });
  const quotaRows: number[] = [];
  const quotas = form.getAll('quota').flatMap((value, at): QuotaInput[] => {
    const [, kind, id, side] = QUOTA.exec(String(value)) ?? [];
    if (!kind || !id || !side) {
      if (typed('quota-min', at) || typed('quota-max', at)) wrong[quotaField(at)] = 'round.quotaOfWhat';
      return [];
    }
    quotaRows.push(at);
    return [{ kind: kind as 'COUNTRY', value: id, side: side as 'A', min: whole('quota-min', at), max: whole('quota-max', at) }];
  });
  const input: MatchRoundInput = {
    places: whole('places'),
    waitingPoints: whole('waitingPoints') ?? 0,
    lowestScore: whole('lowestScore') ?? 0,
    verifiedOnly: form.has('verifiedOnly'),
    weights,
    quotas,
  };
  return { input, quotaRows, wrong };
}

const MOST_PLACES = 10_000;

/** A quota that the API would refuse, with the key of the sentence that says why. */
export interface WrongQuota extends QuotaInput {
  /** Which of the quotas it is. */
  readonly at: number;
  readonly wrong: 'round.quotaTwice' | 'round.quotaUnlimited' | 'round.quotaRange' | 'round.quotaCrossed';
}

/** Each quota that says nothing, what cannot be, or what another before it is about. */
export function wrongQuotas({ quotas }: MatchRoundInput): WrongQuota[] {
  const isCount = (limit: number | null | undefined): boolean => (limit ?? 0) >= 0 && (limit ?? 0) <= MOST_PLACES;
  const all = quotas ?? [];
  return all.flatMap((quota, at): WrongQuota[] => {
    const { kind, value, side, min, max } = quota;
    const first = all.findIndex((other) => other.kind === kind && other.value === value && other.side === side);
    if (first < at) return [{ ...quota, at, wrong: 'round.quotaTwice' }];
    if (typeof min !== 'number' && typeof max !== 'number') return [{ ...quota, at, wrong: 'round.quotaUnlimited' }];
    if (!isCount(min) || !isCount(max)) return [{ ...quota, at, wrong: 'round.quotaRange' }];
    return typeof min === 'number' && typeof max === 'number' && min > max ? [{ ...quota, at, wrong: 'round.quotaCrossed' }] : [];
  });
}
