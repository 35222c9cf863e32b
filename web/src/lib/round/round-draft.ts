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
  return !(weight >= 0 && weight <= MOST_WEIGHT);
}

/** What the settings form of a round says: the input for the API, or the names of the fields that hold no number. */
export function readRoundSettings(form: FormData): { input: MatchRoundInput; wrong: string[] } {
  const wrong: string[] = [];
  const whole = (name: string, at = 0): number | null => {
    const text = String(form.getAll(name)[at] ?? '').trim();
    if (text === '') return null;
    const value = Number(text.replace(',', '.'));
    if (Number.isFinite(value)) return value;
    wrong.push(name.replace(/^quota.*/, 'quotas').replace(/^weight.*/, 'weights'));
    return null;
  };
  const weights = [...form.keys()].flatMap((name) => {
    const component = COMPONENT.exec(name)?.[1];
    return component ? [{ component, weight: whole(name) ?? 0 }] : [];
  });
  const quotas = form.getAll('quota').flatMap((value, at): QuotaInput[] => {
    const [, kind, id, side] = QUOTA.exec(String(value)) ?? [];
    if (!kind || !id || !side) return [];
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
  return { input, wrong: [...new Set(wrong)] };
}
