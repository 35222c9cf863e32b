/** Headings of other programs as those that a text has: the two largest and the third are the larger here, all below the smaller. */
export function nearestHeadings(markup: string): string {
  return markup.replace(/(<\/?h)([1256])\b/gi, (_, tag: string, level: string) => `${tag}${Number(level) < 3 ? 3 : 4}`);
}
