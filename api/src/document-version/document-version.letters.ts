import { letter, type Letter, type LetterLanguage } from '../mail/letter.ts';

interface About {
  /** The other organisation; the partners know each other by name. */
  readonly name: string;
  /** The version as people call it. */
  readonly version: string;
  /** Leads to the versions. */
  readonly url: string;
}

const IN: Readonly<
  Record<LetterLanguage, Readonly<Record<'signatureDue' | 'jointlySigned' | 'withdrawn' | 'fallen', (about: About) => Letter>>>
> = {
  en: {
    signatureDue: ({ name, version, url }) =>
      letter('en', `${name} signed the capacity model; your signature is due`, [
        `${name} signed version ${version} of your capacity model. It counts once both of you have signed the same version: please read it, and sign it or say what is missing.`,
        'As soon as somebody changes the text, the signature falls and has to be given again.',
        url,
      ]),
    jointlySigned: ({ name, version, url }) =>
      letter('en', 'Your capacity model is signed by both', [
        `${name} signed version ${version} of your capacity model too. It now has the signatures of both organisations, and you can export it with them.`,
        url,
      ]),
    withdrawn: ({ name, version, url }) =>
      letter('en', `${name} withdrew its signature`, [
        `${name} withdrew its signature on version ${version} of your capacity model. Perhaps something is still missing: ask them.`,
        url,
      ]),
    fallen: ({ name, version, url }) =>
      letter('en', 'Your signature fell, because the text was changed', [
        `The capacity model that you write with ${name}, or an adaptation in its section 10, was changed after you signed version ${version}. Your signature no longer counts. Look at what changed, name the new text, and sign that.`,
        url,
      ]),
  },
  tr: {
    signatureDue: ({ name, version, url }) =>
      letter('tr', `${name} kapasite modelini imzaladı; sıra sizde`, [
        `${name}, kapasite modelinizin ${version} sürümünü imzaladı. İmza, ikiniz de aynı sürümü imzalayınca geçerli olur: lütfen okuyun, sonra imzalayın ya da eksik olanı söyleyin.`,
        'Metin değiştirildiği anda imza düşer ve yeniden atılması gerekir.',
        url,
      ]),
    jointlySigned: ({ name, version, url }) =>
      letter('tr', 'Kapasite modelinizi iki taraf da imzaladı', [
        `${name} da kapasite modelinizin ${version} sürümünü imzaladı. Artık iki kuruluşun da imzası var; modeli imzalarla birlikte dışa aktarabilirsiniz.`,
        url,
      ]),
    withdrawn: ({ name, version, url }) =>
      letter('tr', `${name} imzasını geri çekti`, [
        `${name}, kapasite modelinizin ${version} sürümündeki imzasını geri çekti. Belki hâlâ eksik bir şey vardır: onlara sorun.`,
        url,
      ]),
    fallen: ({ name, version, url }) =>
      letter('tr', 'Metin değiştirildiği için imzanız düştü', [
        `${name} ile birlikte yazdığınız kapasite modeli ya da 10. bölümdeki bir uyarlama, siz ${version} sürümünü imzaladıktan sonra değiştirildi. İmzanız artık geçerli değil. Neyin değiştiğine bakın, yeni metni adlandırın ve onu imzalayın.`,
        url,
      ]),
  },
};

/** The letter of a kind in the reader's language. */
export const signatureLetter = (kind: keyof (typeof IN)['en'], language: LetterLanguage, about: About): Letter => IN[language][kind](about);
