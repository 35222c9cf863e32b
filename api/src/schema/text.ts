/** Text without surrounding space and control characters, NFC; null for nothing. Line breaks stay only where `lines` says so. */
export function cleanText(text: string | null | undefined, lines = false): string | null {
  if (text === null || text === undefined) return null;
  const control = lines ? /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g : /[\u0000-\u001f\u007f]+/g;
  return (
    text
      .replace(/\r\n?/g, '\n')
      .replace(control, lines ? '' : ' ')
      .normalize('NFC')
      .trim() || null
  );
}

/** Length as a person counts it, roughly: code points. */
export const lengthOf = (text: string): number => [...text].length;
