/** The interface languages that sentences exist in. */
export type SentenceLanguage = 'en' | 'tr';

/** What the checklist says in one language, for a condition that is met and one that is not: a sentence that says what to do. */
export interface EligibilitySentences {
  readonly side: (met: boolean, place: string, sideA: string, sideB: string) => string;
  readonly kind: (met: boolean, kind: string) => string;
  readonly nonProfit: (met: boolean) => string;
  readonly representatives: (met: boolean, needed: number) => string;
  readonly workingLanguage: (met: boolean, language: string) => string;
  readonly verified: (met: boolean) => string;
  readonly onePartnership: (met: boolean) => string;
  readonly europeanUnion: string;
  /** What an organisation still lacks, for those who look at several. */
  readonly lacks: {
    readonly representatives: (name: string, has: number, needed: number) => string;
    readonly workingLanguage: (name: string, language: string) => string;
    readonly verified: (name: string) => string;
  };
}

const ENGLISH: EligibilitySentences = {
  side: (met, place, sideA, sideB) =>
    met
      ? `Organisations based in ${place} can take part.`
      : `This call is for organisations of ${sideA} and ${sideB}, not of ${place}. Correct the country in the profile if it is wrong.`,
  kind: (met, kind) =>
    met
      ? `The legal form “${kind}” can take part.`
      : `The legal form “${kind}” cannot take part. Choose the right one in the profile if this is wrong.`,
  nonProfit: (met) =>
    met
      ? 'The organisation works without profit.'
      : 'Say which legal form the organisation has, so that staff can see that it works without profit.',
  representatives: (met, needed) => {
    const people = needed === 1 ? 'One person' : `${needed === 2 ? 'Two' : needed} people`;
    if (met) return `${people} of the organisation can take part.`;
    return `${people} of each organisation take part. Invite a colleague to represent it with you.`;
  },
  workingLanguage: (met, language) =>
    met ? `Both sides can work together in ${language}.` : `Both sides work together in ${language}. Add it to your languages if you can.`,
  verified: (met) =>
    met ? 'Staff have checked the organisation.' : 'Staff have not checked the organisation yet. Complete the profile, so that they can.',
  onePartnership: (met) =>
    met
      ? 'The organisation is free to find a partner.'
      : 'The organisation already has a partner in this call; there is one partnership for each.',
  europeanUnion: 'the European Union',
  lacks: {
    representatives: (name, has, needed) =>
      needed === 2 && has === 1 ? `${name} has no second representative.` : `${name} has ${has} of ${needed} representatives.`,
    workingLanguage: (name, language) => `${name} does not name ${language} among its languages.`,
    verified: (name) => `${name} is not verified yet.`,
  },
};

const TURKISH: EligibilitySentences = {
  side: (met, place, sideA, sideB) =>
    met
      ? `Bulunduğunuz ülkeden (${place}) kuruluşlar katılabilir.`
      : `Bu çağrı ${sideA} ve ${sideB} kuruluşları içindir; ${place} bunların dışında kalıyor. Ülke yanlışsa profilde düzeltin.`,
  kind: (met, kind) =>
    met
      ? `“${kind}” hukuki biçimindeki kuruluşlar katılabilir.`
      : `“${kind}” hukuki biçimi katılamıyor. Yanlışsa profilde doğrusunu seçin.`,
  nonProfit: (met) =>
    met ? 'Kuruluş kâr amacı gütmüyor.' : 'Kuruluşun hukuki biçimini belirtin; ekip böylece kâr amacı gütmediğini görebilir.',
  representatives: (met, needed) =>
    met
      ? `Kuruluştan ${needed} kişi katılabilir.`
      : `Her kuruluştan ${needed} kişi katılır. Kuruluşu sizinle birlikte temsil edecek birini davet edin.`,
  workingLanguage: (met, language) =>
    met
      ? `İki taraf ortak dilde çalışabilir: ${language}.`
      : `İki tarafın ortak çalışma dili: ${language}. Biliyorsanız dillerinize ekleyin.`,
  verified: (met) => (met ? 'Ekip kuruluşu doğruladı.' : 'Ekip kuruluşu henüz doğrulamadı. Doğrulayabilmesi için profili tamamlayın.'),
  onePartnership: (met) =>
    met ? 'Kuruluş ortak bulmakta serbest.' : 'Kuruluşun bu çağrıda zaten bir ortağı var; her kuruluşun tek ortaklığı olur.',
  europeanUnion: 'Avrupa Birliği',
  lacks: {
    representatives: (name, has, needed) =>
      needed === 2 && has === 1 ? `${name}: ikinci bir temsilcisi yok.` : `${name}: temsilci sayısı ${has}, gereken ${needed}.`,
    workingLanguage: (name, language) => `${name}: dilleri arasında çağrının çalışma dili (${language}) yok.`,
    verified: (name) => `${name}: henüz doğrulanmadı.`,
  },
};

/** The sentences of a language; English for every other one than `tr`. */
export const sentencesIn = (language: string): EligibilitySentences => (language === 'tr' ? TURKISH : ENGLISH);
