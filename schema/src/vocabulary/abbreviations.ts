/** Short forms of the field, and the words they are short for. */
export interface Abbreviation {
  /** Each means the others. */
  readonly short: readonly string[];
  /** In both interface languages; each means the short forms, but not the other words. */
  readonly long: readonly string[];
}

const short = (forms: string, long = ''): Abbreviation => ({
  short: forms.split(' '),
  long: long.split(' ').filter((word) => word !== ''),
});

/**
 * What people of the field say in letters. Only such as are no word of the directory's languages: MEAL, WASH or PR would bring what nobody asked for. Which issue or field
 * they stand for is said in the synonyms.
 */
export const ABBREVIATIONS: readonly Abbreviation[] = [
  short('M&E MEL İ&D', 'monitoring evaluation izleme değerlendirme'),
  short('R&D ArGe', 'research araştırma'),
  short('C4D', 'communication iletişim'),
  short('D&I E&D', 'diversity inclusion çeşitlilik kapsayıcılık'),
  short('DRR', 'disaster afet'),
  short('GBV SGBV', 'violence şiddet'),
  short('ICT BİT', 'digital dijital'),
  short('LGBT LGBTİ LGBTQ LGBTİQ LGBTQİ LGBTİQA LGBTQİA'),
  short('NGO NGOs CSO CSOs NPO NPOs STK STKlar STÖ ONG NRO'),
  short('EU AB'),
];
