import type { MatchRoundInput, QuotaInput } from '#lib/graphql/generated.ts';

const COMPONENT = /^weight-(.+)$/;
const QUOTA = /^(COUNTRY|FIELD) ([A-Za-z-]+) (A|B)$/;

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
