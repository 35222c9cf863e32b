/** A piece of an exported document, for a page that shows it without a script. Levels count from 1. */
export type TextBlock =
  | { readonly kind: 'heading'; readonly level: number; readonly text: string }
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[] }
  /** `source`: where on this site it is; `alt`: '' for one that only decorates. */
  | { readonly kind: 'image'; readonly source: string; readonly alt: string }
  | { readonly kind: 'text'; readonly text: string };

/** Images are only ever our own; the site's address before them may be another one than that by which it is read. */
const IMAGE = /^!\[((?:\\.|[^\]\\])*)\]\(<[^>]*?(\/documents\/[0-9a-f-]+\/images\/[0-9a-f-]+)>\)$/;
const LINK = /!?\[((?:\\.|[^\]\\])*)\]\(<([^>]*)>\)/g;
/** A sign that was escaped stays; one that only dresses words goes. */
const DRESS = /\\([\s\S])|\*\*?|~~|`+ ?/g;

const plain = (markdown: string): string =>
  markdown.replace(LINK, '$1 ($2)').replace(DRESS, (_whole, escaped: string | undefined) => escaped ?? '');

const cellsOf = (line: string): string[] =>
  line
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => plain(cell.trim()));

/** The blocks of a document as `export.md` writes it: what people wrote, without its dress. */
export function textBlocks(markdown: string): TextBlock[] {
  return markdown
    .trim()
    .split(/\n{2,}/)
    .map((block) => {
      const [, signs, heading] = /^(#+) (.*)$/.exec(block) ?? [];
      if (signs && heading !== undefined) return { kind: 'heading', level: signs.length, text: plain(heading) };
      const [, alt, source] = IMAGE.exec(block) ?? [];
      if (source) return { kind: 'image', source, alt: plain(alt ?? '') };
      if (/^\|.*\|$/.test(block.split('\n', 1)[0] ?? '')) {
        const [head = '', , ...rows] = block.split('\n');
        return { kind: 'table', rows: [head, ...rows].map(cellsOf).filter((row) => row.some(Boolean)) };
      }
      return { kind: 'text', text: plain(block) };
    });
}
