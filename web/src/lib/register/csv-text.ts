/** Cells that begin like a formula are run by spreadsheets; an apostrophe makes them text (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r]/;

/** One line of a CSV file (RFC 4180), without the line break at its end. */
export function csvLine(cells: readonly (string | number | boolean | null | undefined)[]): string {
  return cells.map(csvCell).join(',');
}

function csvCell(value: string | number | boolean | null | undefined): string {
  const text = value === null || value === undefined ? '' : String(value);
  const safe = typeof value === 'string' && FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A whole file; the mark at its beginning tells spreadsheets that the letters are UTF-8. */
export function csvFile(lines: readonly (readonly (string | number | boolean | null | undefined)[])[]): string {
  return `\uFEFF${lines.map(csvLine).join('\r\n')}\r\n`;
}
