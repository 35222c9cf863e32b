import { createRequire } from 'node:module';

const file = (name: string): string => createRequire(import.meta.url).resolve(`@expo-google-fonts/${name}`);
/** Letters that the pages use too, with those of Turkish, Greek and Cyrillic; only the ones that occur are embedded. */
export const FONTS = {
  sans: file('source-sans-3/400Regular/SourceSans3_400Regular.ttf'),
  italic: file('source-sans-3/400Regular_Italic/SourceSans3_400Regular_Italic.ttf'),
  bold: file('source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf'),
  boldItalic: file('source-sans-3/600SemiBold_Italic/SourceSans3_600SemiBold_Italic.ttf'),
  serif: file('source-serif-4/400Regular/SourceSerif4_400Regular.ttf'),
} as const;
export type Font = keyof typeof FONTS;

/** Stands for a letter that no font here has; the letter itself is kept for screen readers and for copying. */
const MISSING = '\u25a1';

type Doc = PDFKit.PDFDocument;

/** What the fonts of a PDF can draw. */
export class Letters {
  private readonly known = new Map<string, boolean>();
  private readonly doc: Doc;

  constructor(doc: Doc) {
    this.doc = doc;
  }

  /** What the font can draw of a text. */
  shown(font: Font, text: string): string {
    const plain = text.toWellFormed().replaceAll('\t', '    ').replace(UNDRAWN, '');
    return [...plain].map((letter) => (letter === '\n' || this.has(font, letter) ? letter : MISSING)).join('');
  }

  /** What a screen reader reads instead, where something cannot be drawn. */
  actual(shown: string, text: string): { actual?: string } {
    return shown.includes(MISSING) ? { actual: text.toWellFormed() } : {};
  }

  private has(font: Font, letter: string): boolean {
    const key = font + letter;
    let has = this.known.get(key);
    if (has === undefined) {
      this.doc.font(font);
      const { font: drawn } = (this.doc as unknown as { _font: { font: { hasGlyphForCodePoint(code: number): boolean } } })._font;
      has = drawn.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0);
      this.known.set(key, has);
    }
    return has;
  }
}

/** Control characters, joiners and marks of direction, which are nothing to draw. */
// oxlint-disable-next-line no-control-regex, no-misleading-character-class -- those are the ones
const UNDRAWN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]/g;
