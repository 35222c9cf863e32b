import { fold } from '@kopru/schema/fold';

export { fold };

/** ELOT 743 / ISO 843 (Greek, transcription). Pairs stand before their letters; keys are folded. */
const GREEK: Readonly<Record<string, string>> = {
  ...{ ου: 'ou', γγ: 'ng', γξ: 'nx', γχ: 'nch' },
  ...{ α: 'a', β: 'v', γ: 'g', δ: 'd', ε: 'e', ζ: 'z', η: 'i', θ: 'th', ι: 'i', κ: 'k', λ: 'l', μ: 'm' },
  ...{ ν: 'n', ξ: 'x', ο: 'o', π: 'p', ρ: 'r', σ: 's', τ: 't', υ: 'y', φ: 'f', χ: 'ch', ψ: 'ps', ω: 'o' },
};

/** Bulgaria's Transliteration Act (2009), with the letters of its neighbours' Cyrillic alphabets added. */
const CYRILLIC: Readonly<Record<string, string>> = {
  ...{ а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ж: 'zh', з: 'z', и: 'i', й: 'y', к: 'k', л: 'l', м: 'm', н: 'n', о: 'o' },
  ...{ п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'h', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'sht', ъ: 'a', ь: 'y', ю: 'yu', я: 'ya' },
  ...{ ѝ: 'i', ы: 'y', э: 'e', ё: 'yo', і: 'i', ї: 'yi', є: 'ye', ґ: 'g', ў: 'u' },
  ...{ ђ: 'dj', ѓ: 'gj', ќ: 'kj', ј: 'j', љ: 'lj', њ: 'nj', ћ: 'c', џ: 'dz', ѕ: 'dz' },
};

const LATIN: ReadonlyMap<string, string> = new Map([...Object.entries(GREEK), ...Object.entries(CYRILLIC)]);
const KEYS = [...LATIN.keys()].sort((a, b) => b.length - a.length);
const NON_LATIN = new RegExp(KEYS.join('|'), 'gu');

const OTHER_ALPHABETS = /[\p{Script=Greek}\p{Script=Cyrillic}]/u;

/** αυ, ευ, ηυ sound f before a voiceless consonant and at the end of a word, else v. */
const GREEK_DIPHTHONG = /([αεη])υ(?=([θκξπστφχψ]|$|[^\p{L}])?)/gu;

/**
 * The folded text in Latin letters: Θεσσαλονίκη → thessaloniki, Пловдив → plovdiv, София → sofia. People type names of other
 * alphabets in Latin letters, so the index and the query both use this form. Other scripts stay as they are, folded.
 */
export function latinFold(text: string): string {
  const folded = fold(text);
  if (!OTHER_ALPHABETS.test(folded)) return folded;
  return folded
    .replace(
      GREEK_DIPHTHONG,
      (_pair, vowel: string, hard: string | undefined) => (GREEK[vowel] ?? vowel) + (hard === undefined ? 'v' : 'f'),
    )
    .replace(/(?<=^|[^\p{L}])μπ/gu, 'b')
    .replace(/ия(?=$|[^\p{L}])/gu, 'ia')
    .replace(NON_LATIN, (letters) => LATIN.get(letters) ?? letters);
}
