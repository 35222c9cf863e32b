import { makingSentence } from '../suggestion/suggestion.service.ts';
import { conflictSentence } from './round.conflict.ts';
import type { Difference } from './round.history.ts';
import { quotaLabel } from './round.labels.ts';
import type { StoredProblem } from './round.outcome.ts';

type Say = (names: string, numbers: readonly number[], text: string) => string;

const counted = (value = 0, language: string): string => value.toLocaleString(language);

const ENGLISH: Readonly<Record<string, Say>> = {
  NO_CALL: () => 'The call of this round no longer exists.',
  NO_PLACE_LEFT: () => 'No place of the call is left: partnerships and open suggestions hold all of them.',
  EMPTY_SIDE_A: () => 'On side A (left) nobody is free, so there is nothing to match.',
  EMPTY_SIDE_B: () => 'On side B (right) nobody is free, so there is nothing to match.',
  TOO_MANY: (_names, [left, right]) => `${left} and ${right} organisations are too many for one round. Take only verified ones.`,
  TOO_MANY_CANDIDATES: (_names, [candidates, most]) =>
    `These settings leave ${counted(candidates, 'en')} possible pairs; with quotas a round can weigh ${counted(most, 'en')}. Raise the lowest score, take only verified ones, or leave the quotas out.`,
  GONE: (_names, [count]) => `${count} of the organisations were removed while the round was solved. Solve it again.`,
  NOT_PROVEN: (_names, _numbers, text) => `The result did not pass its own check and was not kept: ${text}`,
  BROKEN_OFF: () => 'The work was broken off three times. Solve it again; if that does not help, tell whoever runs the server.',
  MUST_STOPPED: (_names, _numbers, text) => `A settled pair no longer holds. ${text}`,
  MUST_NOT_IN_POOL: (names) => `${names} are settled as a pair, but one of them is not in the round: it is not verified, or not free.`,
  MUST_NOT_A_CANDIDATE: (names) => `${names} are settled as a pair, but may not be matched.`,
  MUST_AND_NEVER: (names) => `${names} are both settled as a pair and kept apart.`,
  MUST_TWICE: (names) => `${names} is settled in two pairs.`,
  MORE_MUST_THAN_PLACES: (_names, [must, places]) => `${must} pairs are settled, but there are ${places} places.`,
  UNDECIDED: () =>
    'In the time there is, no pairs were found that keep all limits, and no proof that there are none. Loosen a quota, or settle fewer pairs.',
  OLD: () => 'It could not be solved. Solve it again to read why.',
};

const TURKISH: Readonly<Record<string, Say>> = {
  NO_CALL: () => 'Bu turun çağrısı artık yok.',
  NO_PLACE_LEFT: () => 'Çağrıda boş yer kalmadı: ortaklıklar ve açık öneriler yerlerin hepsini dolduruyor.',
  EMPTY_SIDE_A: () => 'A tarafında (solda) boşta kimse yok; eşleştirilecek bir şey de yok.',
  EMPTY_SIDE_B: () => 'B tarafında (sağda) boşta kimse yok; eşleştirilecek bir şey de yok.',
  TOO_MANY: (_names, [left, right]) => `${left} ve ${right} kuruluş tek bir tur için çok fazla. Yalnızca doğrulanmış olanları alın.`,
  TOO_MANY_CANDIDATES: (_names, [candidates, most]) =>
    `Bu ayarlarla ${counted(candidates, 'tr')} olası çift kalıyor; kotalı bir tur ${counted(most, 'tr')} çifti tartabilir. En düşük puanı yükseltin, yalnızca doğrulanmış olanları alın ya da kotaları kaldırın.`,
  GONE: (_names, [count]) => `Tur çözülürken ${count} kuruluş kaldırıldı. Yeniden çözün.`,
  NOT_PROVEN: (_names, _numbers, text) => `Sonuç kendi denetiminden geçmedi ve saklanmadı: ${text}`,
  BROKEN_OFF: () => 'İş üç kez yarıda kaldı. Yeniden çözün; düzelmezse sunucuyu yönetenlere bildirin.',
  MUST_STOPPED: (_names, _numbers, text) => `Sabitlenmiş bir çift artık geçerli değil. ${text}`,
  MUST_NOT_IN_POOL: (names) => `${names} çift olarak sabitlenmiş, ama biri turda yok: doğrulanmamış ya da boşta değil.`,
  MUST_NOT_A_CANDIDATE: (names) => `${names} çift olarak sabitlenmiş, ama eşleştirilemez.`,
  MUST_AND_NEVER: (names) => `${names} hem çift olarak sabitlenmiş hem ayrı tutulmuş.`,
  MUST_TWICE: (names) => `${names} iki ayrı çiftte sabitlenmiş.`,
  MORE_MUST_THAN_PLACES: (_names, [must, places]) => `${must} çift sabitlenmiş, ama ${places} yer var.`,
  UNDECIDED: () =>
    'Süre içinde bütün sınırlara uyan çiftler bulunamadı; olmadıkları da kanıtlanamadı. Bir kotayı gevşetin ya da daha az çift sabitleyin.',
  OLD: () => 'Çözülemedi. Nedenini görmek için yeniden çözün.',
};

/** A problem as a sentence in `tr` or else English; organisations that are gone have no name. */
export function problemSentence(
  { kind, organisationIds = [], rule, numbers = [], text = '', limits }: StoredProblem,
  names: ReadonlyMap<string, string>,
  language: string,
): string {
  const spoken = language === 'tr' ? 'tr' : 'en';
  if (limits) return conflictSentence(limits, numbers, names, spoken);
  const words = spoken === 'tr' ? TURKISH : ENGLISH;
  const named = organisationIds.map((id) => names.get(id) ?? '…');
  const why = rule ? makingSentence(rule, named, spoken) : text;
  return (words[kind] ?? words['OLD']!)(new Intl.ListFormat(spoken).format(named), numbers, why);
}

/** Whom a problem names. */
export const namedIn = ({ organisationIds = [], limits = [] }: StoredProblem): readonly string[] => [
  ...organisationIds,
  ...limits.flatMap((limit) => ('organisationIds' in limit ? limit.organisationIds : [])),
];

const SETTING: Readonly<Record<'en' | 'tr', Readonly<Record<string, string>>>> = {
  en: {
    places: 'Places',
    lowestScore: 'Lowest score',
    waitingPoints: 'Points for waiting',
    verifiedOnly: 'Only verified',
    weight: 'Weight',
    quota: 'Quota',
    must: 'Settled',
    never: 'Kept apart',
    true: 'yes',
    false: 'no',
    free: 'left to the round',
  },
  tr: {
    places: 'Yer sayısı',
    lowestScore: 'En düşük puan',
    waitingPoints: 'Bekleme puanı',
    verifiedOnly: 'Yalnızca doğrulanmış',
    weight: 'Ağırlık',
    quota: 'Kota',
    must: 'Sabitlendi',
    never: 'Ayrı tutuldu',
    true: 'evet',
    false: 'hayır',
    free: 'tura bırakıldı',
  },
};

const WEIGHT: Readonly<Record<'en' | 'tr', Readonly<Record<string, string>>>> = {
  en: {
    'needs-met': 'Needs that the other offers',
    'offers-used': 'Offers that the other needs',
    'shared-needs': 'The same needs',
    fields: 'Shared fields',
    languages: 'Languages',
    'kind-and-size': 'Kind and people',
    texts: 'Similar descriptions',
    freshness: 'Profile kept up to date',
    replies: 'Answers invitations',
  },
  tr: {
    'needs-met': 'Ötekinin sunduğu ihtiyaçlar',
    'offers-used': 'Ötekinin ihtiyaç duyduğu birikim',
    'shared-needs': 'Ortak ihtiyaçlar',
    fields: 'Ortak alanlar',
    languages: 'Diller',
    'kind-and-size': 'Tür ve kişi sayısı',
    texts: 'Benzer tanıtımlar',
    freshness: 'Güncel profil',
    replies: 'Davetleri yanıtlama',
  },
};

/** “Places: 12 → 8”, “Settled: A and B”: one difference of a round's settings as a line. */
export function differenceSentence(
  { setting, before, after, pair }: Difference,
  names: ReadonlyMap<string, string>,
  language: string,
): string {
  const spoken = language === 'tr' ? 'tr' : 'en';
  const words = SETTING[spoken];
  const [kind = '', ...rest] = setting.split(' ');
  if (pair) {
    const both = new Intl.ListFormat(spoken).format(pair.map((id) => names.get(id) ?? '…'));
    return after === null ? `${words[kind]} → ${words['free']}: ${both}` : `${words[kind]}: ${both}`;
  }
  const what = kind === 'quota' ? quotaLabel(rest.join(' '), spoken) : kind === 'weight' ? (WEIGHT[spoken][rest.join(' ')] ?? '') : '';
  const say = (value: string | null): string => (value === null ? '–' : (words[value] ?? value));
  return `${words[kind]}${what && ` “${what}”`}: ${say(before)} → ${say(after)}`;
}
