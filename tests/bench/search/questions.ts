import type { IndexedOrganisation } from '@kopru/search/document';
import { fold } from '@kopru/search/fold';
import { nameKey } from '@kopru/search/words';
import { seeded, withTypo } from '../../support/place-names.ts';
import { organisations } from './organisations.ts';

/** Something to ask, and the organisation that must be among the first ten: the only one of this name. */
export interface Question {
  readonly query: string;
  readonly country: string | null;
  readonly withFacets: boolean;
  /** Null where a great many answers are as good: such questions are for speed alone. */
  readonly answer: string | null;
}

const KINDS = ['exact', 'typo', 'prefix', 'all facets', 'all facets, a common word'] as const;
export type Kind = (typeof KINDS)[number];

const PLANTED = 400;

/** Public organisations whose name nobody else has, spread over all, with a long word in the name. */
function planted(count: number): IndexedOrganisation[] {
  const all = [...organisations(count)].flat();
  const times = new Map<string, number>();
  for (const { name } of all) times.set(nameKey(name), (times.get(nameKey(name)) ?? 0) + 1);
  const single = all.filter(({ name, visibility }) => visibility === 'PUBLIC' && times.get(nameKey(name)) === 1 && /\p{L}{6}/u.test(name));
  const step = Math.max(1, Math.floor(single.length / PLANTED));
  return single.filter((_, index) => index % step === 0).slice(0, PLANTED);
}

/** As it is typed on: the last word half there, at least three letters of it. */
const begun = (name: string): string =>
  name.replace(/\S+$/u, (last) => [...last].slice(0, Math.max(3, Math.ceil(last.length / 2))).join(''));

/** Every kind of question, planted in the same organisations; the same every time. */
export function questions(count: number): Record<Kind, Question[]> {
  const random = seeded(29_113);
  const asked = planted(count);
  const plain = (query: (one: IndexedOrganisation) => string): Question[] =>
    asked.map((one) => ({ query: query(one), country: null, withFacets: false, answer: one.id }));
  const misspelt = (one: IndexedOrganisation): string => withTypo(one.name, random) ?? one.name;
  return {
    exact: plain(({ name }) => fold(name)),
    typo: plain(misspelt),
    prefix: plain(({ name }) => begun(name)),
    'all facets': asked.map((one, index) => ({
      ...{ query: misspelt(one), country: index % 2 ? one.country : null, withFacets: true, answer: one.id },
    })),
    'all facets, a common word': asked.map((one, index) => ({
      ...{ query: one.name.split(' ')[index % 3 ? 1 : 2]!, country: index % 2 ? one.country : null, withFacets: true, answer: null },
    })),
  };
}
