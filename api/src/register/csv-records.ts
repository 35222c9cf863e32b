import { parse, type InfoRecord } from 'csv-parse/sync';

/** One data record: `line` is where it starts in the file (1 = header). */
export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A line that cannot be read as a record. */
export interface CsvFault {
  readonly line: number;
  readonly message: string;
}

export type CsvItem = CsvRecord | CsvFault;

export const isFault = (item: CsvItem): item is CsvFault => 'message' in item;

/** Bytes of one record; more means that a quotation mark somewhere is never closed. */
const LONGEST_RECORD = 32 * 1024;
const BATCH = 2000;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const UNREADABLE =
  'This line cannot be read: a quotation mark is opened and not closed, or stands in the middle of a cell. Write quotation marks inside a cell twice ("").';

interface Piece {
  readonly cells: string[];
  /** Bytes after `from` where the record ends, its line break included. */
  readonly end: number;
}

/** Records from `from` on until the batch is full, the text ends, or one cannot be read. */
function readPieces(bytes: Buffer, from: number, delimiter: string): { pieces: Piece[]; broken: boolean } {
  const pieces: Piece[] = [];
  const collect = (cells: string[], info: InfoRecord): null => {
    pieces.push({ cells, end: info.bytes });
    return null;
  };
  try {
    parse(bytes.subarray(from), {
      delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
      bom: from === 0,
      record_delimiter: ['\r\n', '\n', '\r'],
      max_record_size: LONGEST_RECORD,
      to: BATCH,
      on_record: collect,
    });
    return { pieces, broken: false };
  } catch {
    return { pieces, broken: true };
  }
}

/** One line on its own, quotation marks inside cells allowed; null when even that fails. */
function readForgiving(line: Buffer, delimiter: string): string[] | null {
  try {
    const rows = parse(line, { delimiter, relax_quotes: true, relax_column_count: true, max_record_size: LONGEST_RECORD, to: 1 });
    return rows[0] ?? null;
  } catch {
    return null;
  }
}

/** Counts lines as an editor does: CRLF, LF and a lone CR each end one. */
class LineCounter {
  private at = 0;
  private line = 1;
  constructor(private readonly bytes: Buffer) {}

  /** Line of a position; positions must not go back. */
  lineAt(position: number): number {
    for (; this.at < position; this.at += 1) {
      const byte = this.bytes[this.at];
      if (byte === LINE_FEED || (byte === CARRIAGE_RETURN && this.bytes[this.at + 1] !== LINE_FEED)) this.line += 1;
    }
    return this.line;
  }
}

const isLineBreak = (byte: number | undefined): boolean => byte === LINE_FEED || byte === CARRIAGE_RETURN;

function skipLineBreaks(bytes: Buffer, from: number): number {
  let at = from;
  while (at < bytes.length && isLineBreak(bytes[at])) at += 1;
  return at;
}

function endOfLine(bytes: Buffer, from: number): number {
  let at = from;
  while (at < bytes.length && !isLineBreak(bytes[at])) at += 1;
  return at;
}

/**
 * Reads CSV (RFC 4180) in batches, in the order of the file, the header as its first record. A record that breaks the rules is read once
 * more by itself with stray quotation marks allowed, but only if it then has `columns` cells; else it is a fault, and reading goes on with the
 * next line of the file. So one bad line never swallows its neighbours, and every line that is not blank is a record, part of one, or a fault.
 */
export function* readCsv(bytes: Buffer, delimiter = ','): Generator<CsvItem[], void, void> {
  const lines = new LineCounter(bytes);
  let columns = 0;
  let from = 0;
  const itemOf = (cells: string[] | null, start: number): CsvItem => {
    const line = lines.lineAt(start);
    if (cells && columns === 0) columns = cells.length;
    return cells ? { line, cells } : { line, message: UNREADABLE };
  };
  while (from < bytes.length) {
    const { pieces, broken } = readPieces(bytes, from, delimiter);
    const items: CsvItem[] = [];
    let at = from;
    for (const { cells, end } of pieces) {
      items.push(itemOf(cells, skipLineBreaks(bytes, at)));
      at = from + end;
    }
    if (broken) {
      const start = skipLineBreaks(bytes, at);
      const end = endOfLine(bytes, start);
      const cells = readForgiving(bytes.subarray(start, end), delimiter);
      items.push(itemOf(cells && (columns === 0 || cells.length === columns) ? cells : null, start));
      at = end;
    }
    if (items.length > 0) yield items;
    // Nothing read and nothing broken: only blank lines are left.
    if (pieces.length === 0 && !broken) return;
    from = at;
  }
}
