import type { LabelLanguage } from '@kopru/schema/vocabulary';

interface ExportWords {
  readonly title: string;
  readonly adaptation: string;
  readonly version: (name: string, at: string) => string;
  readonly draft: string;
  readonly exported: (at: string) => string;
  readonly signatures: string;
  readonly organisation: string;
  readonly signedBy: string;
  readonly signedAt: string;
  readonly unsigned: string;
  readonly gone: string;
  readonly joint: string;
  readonly notJoint: string;
  readonly empty: string;
  readonly notPart: string;
  /** Instead of an image that a file cannot show. */
  readonly unshown: (alt: string) => string;
}

/** What an exported file says besides the document's own words. */
export const EXPORT_WORDS: Readonly<Record<LabelLanguage, ExportWords>> = {
  en: {
    title: 'Capacity model',
    adaptation: 'Adaptation',
    version: (name, at) => `Version ${name}, kept on ${at}`,
    draft: 'As it is now; not a version that could be signed',
    exported: (at) => `Exported from Köprü on ${at}`,
    signatures: 'Signatures',
    organisation: 'Organisation',
    signedBy: 'Signed by',
    signedAt: 'Date',
    unsigned: 'not signed',
    gone: 'signed; the person has no account any more',
    joint: 'Both organisations have signed this version.',
    notJoint: 'This text does not have the signatures of both organisations.',
    empty: 'Nothing written yet.',
    notPart: 'Not part of this version: when it was kept, versions did not hold the adaptations.',
    unshown: (alt) => (alt ? `Picture that this file cannot show: ${alt}` : 'Picture for decoration that this file cannot show.'),
  },
  tr: {
    title: 'Kapasite modeli',
    adaptation: 'Uyarlama',
    version: (name, at) => `Sürüm ${name}, ${at} tarihinde saklandı`,
    draft: 'Şu anki hâli; imzalanabilecek bir sürüm değil',
    exported: (at) => `Köprü’den dışa aktarıldı: ${at}`,
    signatures: 'İmzalar',
    organisation: 'Kuruluş',
    signedBy: 'İmzalayan',
    signedAt: 'Tarih',
    unsigned: 'imzalanmadı',
    gone: 'imzalandı; kişinin artık hesabı yok',
    joint: 'Bu sürümü iki kuruluş da imzaladı.',
    notJoint: 'Bu metinde iki kuruluşun birden imzası yok.',
    empty: 'Henüz bir şey yazılmadı.',
    notPart: 'Bu sürümün parçası değil: saklandığı sırada sürümler uyarlamaları içermiyordu.',
    unshown: (alt) => (alt ? `Bu dosyada gösterilemeyen görsel: ${alt}` : 'Bu dosyada gösterilemeyen, süs amaçlı görsel.'),
  },
};
