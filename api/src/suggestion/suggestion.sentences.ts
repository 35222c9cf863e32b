/** `names`: of both, or of the one that the rule is about. */
const ENGLISH = {
  gone: () => 'An organisation of one of the pairs no longer exists.',
  side: (names) => `${names} are not on the two sides of the call.`,
  hidden: (names) => `One of ${names} has been hidden and cannot be suggested.`,
  members: (names) => `One of ${names} shows itself to verified organisations only, and the other is not verified.`,
  blocked: (names) => `One of ${names} has blocked the other.`,
  'set-aside': (names) => `One of ${names} has set the other aside.`,
  verified: (names) => `${names} is not verified, and the round takes only verified ones.`,
  'one-partnership': (names) => `${names} already has a partner in this call.`,
  kind: (names) => `${names} does not meet a condition of the call: its legal form cannot take part.`,
  nobody: (names) => `Nobody represents ${names}; it could not answer.`,
  'already-invited': (names) => `An invitation between ${names} waits or was declined.`,
  declined: (names) => `One of ${names} has said no to this pair before.`,
  'already-suggested': (names) => `One of ${names} has an open suggestion in this call.`,
} satisfies Readonly<Record<string, (names: string) => string>>;

/** A rule that keeps a pair from being suggested. */
export type MakingRule = keyof typeof ENGLISH;

const TURKISH: Readonly<Record<MakingRule, (names: string) => string>> = {
  gone: () => 'Çiftlerden birindeki bir kuruluş artık yok.',
  side: (names) => `${names} çağrının iki ayrı tarafında değil.`,
  hidden: (names) => `${names} kuruluşlarından biri gizlenmiş; önerilemez.`,
  members: (names) => `${names} kuruluşlarından biri kendini yalnızca doğrulanmış kuruluşlara gösteriyor, öteki ise doğrulanmamış.`,
  blocked: (names) => `${names} kuruluşlarından biri ötekini engellemiş.`,
  'set-aside': (names) => `${names} kuruluşlarından biri ötekini kenara ayırmış.`,
  verified: (names) => `${names} doğrulanmamış; bu tur yalnızca doğrulanmış kuruluşları alıyor.`,
  'one-partnership': (names) => `${names} kuruluşunun bu çağrıda zaten bir ortağı var.`,
  kind: (names) => `${names} çağrının bir koşulunu karşılamıyor: hukuki biçimi katılamıyor.`,
  nobody: (names) => `${names} kuruluşunu temsil eden kimse yok; yanıt veremez.`,
  'already-invited': (names) => `${names} arasında bekleyen ya da reddedilmiş bir davet var.`,
  declined: (names) => `${names} kuruluşlarından biri bu çifte daha önce hayır demiş.`,
  'already-suggested': (names) => `${names} kuruluşlarından birinin bu çağrıda açık bir önerisi var.`,
};

/** Why a pair cannot be suggested, in `tr` or else English. */
export function makingSentence(rule: MakingRule, names: readonly string[], language: string): string {
  const spoken = language === 'tr' ? 'tr' : 'en';
  return (spoken === 'tr' ? TURKISH : ENGLISH)[rule](new Intl.ListFormat(spoken).format(names));
}
