import { badInput } from '../access/errors.ts';
import { isFault, readCsv, type CsvItem } from './csv-records.ts';
import { identityKey } from '../organisation/organisation-batch.service.ts';
import { readLine, REGISTER_COLUMNS, WRONGLY_ENCODED, type RegisterColumn, type RegisterLine, type Remark } from './register-line.ts';

/** A register read: every data record is either accepted or rejected. */
export interface RegisterFile {
  readonly accepted: readonly RegisterLine[];
  readonly rejected: readonly Remark[];
  /** What was passed over without rejecting a line: unknown columns (once, at the header's line), single cells. */
  readonly remarks: readonly Remark[];
}

export const LARGEST_FILE = 20 * 1024 * 1024;
/** So many unreadable lines, and more of them than readable ones, is another kind of file. */
const UNREADABLE_LINES = 1000;
/** So many wrongly encoded lines are remarked on once for the file, before all others. */
const WRONG_LINES = 3;
const DELIMITERS = [',', ';', '\t'] as const;

interface Header {
  readonly line: number;
  /** Column of each cell; null for one that means nothing to us. */
  readonly columns: readonly (RegisterColumn | null)[];
  readonly unknown: readonly string[];
}

const notCsv = (why: string): Error =>
  badInput({ csv: `${why} Give a CSV file (UTF-8) whose first line names its columns; name and country are needed.` });

/** The header's cells as columns, or null when the needed ones are not there. Names compare without case, spaces, dashes. */
function headerOf(item: CsvItem): Header | null {
  if (isFault(item)) return null;
  const names = item.cells.map((cell) =>
    cell
      .trim()
      .toLowerCase()
      .replace(/[\s-]+/g, '_'),
  );
  const columns = names.map((name) => REGISTER_COLUMNS.find((column) => column === name) ?? null);
  if (!columns.includes('name') || !columns.includes('country')) return null;
  const twice = columns.find((column, index) => column !== null && columns.indexOf(column) !== index);
  if (twice) throw badInput({ csv: `The header names the column “${twice}” twice.` });
  return { line: item.line, columns, unknown: item.cells.filter((cell, index) => columns[index] === null && cell.trim() !== '') };
}

function firstItem(bytes: Buffer, delimiter: string): CsvItem | undefined {
  for (const items of readCsv(bytes, delimiter)) return items[0];
  return undefined;
}

function open(bytes: Buffer): { header: Header; delimiter: string } {
  if (bytes.length > LARGEST_FILE)
    throw badInput({ csv: 'The file is larger than 20 MB. Split it into parts and import them one after the other.' });
  const firstLine = bytes.subarray(0, 64 * 1024);
  for (const delimiter of DELIMITERS) {
    const item = firstItem(firstLine, delimiter);
    const header = item && headerOf(item);
    if (header) return { header, delimiter };
  }
  throw notCsv(bytes.length === 0 ? 'The file is empty.' : 'The first line is not a header we can read.');
}

/** Takes no organisation twice: the second line of an external id, or of a name in a place without one, is rejected with the line of the first. */
class Duplicates {
  private readonly byId = new Map<string, number>();
  private readonly byIdentity = new Map<string, { line: number; hasId: boolean }>();

  /** The remark that rejects the line, or null and the line is remembered. */
  check({ line, externalId, profile }: RegisterLine): Remark | null {
    if (externalId !== null) {
      const first = this.byId.get(externalId);
      if (first !== undefined)
        return { line, column: 'external_id', message: `The external id “${externalId}” is already on line ${first}.` };
    }
    const key = identityKey(profile);
    const same = this.byIdentity.get(key);
    if (same && !(externalId !== null && same.hasId)) {
      return {
        line,
        column: 'name',
        message: `The same name in the same place is already on line ${same.line}, and only external ids could tell them apart.`,
      };
    }
    if (externalId !== null) this.byId.set(externalId, line);
    if (!same) this.byIdentity.set(key, { line, hasId: externalId !== null });
    return null;
  }
}

function cellsOf(header: Header, cells: readonly string[]): Partial<Record<RegisterColumn, string>> | null {
  const extra = cells.slice(header.columns.length).some((cell) => cell.trim() !== '');
  if (extra || cells.length < header.columns.length) return null;
  return Object.fromEntries(header.columns.flatMap((column, index) => (column ? [[column, cells[index] ?? '']] : [])));
}

const isBlank = (cells: readonly string[]): boolean => cells.length === 1 && (cells[0] ?? '').trim() === '';

/** Sorts records into accepted and rejected ones as they come. */
class Reading implements RegisterFile {
  readonly accepted: RegisterLine[] = [];
  readonly rejected: Remark[] = [];
  readonly remarks: Remark[] = [];
  private readonly duplicates = new Duplicates();
  private unreadable = 0;
  private wronglyEncoded = 0;

  constructor(private readonly header: Header) {
    for (const name of header.unknown) {
      this.remarks.push({ line: header.line, column: null, message: `The column “${name.slice(0, 60)}” is not known and was left out.` });
    }
  }

  take(item: CsvItem): void {
    if (isFault(item)) {
      this.unreadable += 1;
      this.rejected.push({ line: item.line, column: null, message: item.message });
    } else if (!isBlank(item.cells)) {
      this.takeRecord(item.line, item.cells);
    }
  }

  private takeRecord(line: number, cells: readonly string[]): void {
    const named = cellsOf(this.header, cells);
    if (!named) {
      const message = `This line has ${cells.length} cells, the header has ${this.header.columns.length}.`;
      this.rejected.push({ line, column: null, message });
      return;
    }
    const reading = readLine(line, named);
    const refused = 'rejected' in reading ? reading.rejected : this.duplicates.check(reading.accepted);
    if (refused) this.rejected.push(refused);
    if (refused || 'rejected' in reading) return;
    this.accepted.push(reading.accepted);
    this.remarks.push(...reading.remarks);
    if (reading.remarks.some(({ message }) => message.startsWith(WRONGLY_ENCODED))) this.wronglyEncoded += 1;
  }

  /** After the last record: many lines of one fault are a fault of the file. */
  close(): void {
    if (this.wronglyEncoded < WRONG_LINES) return;
    const message = `${WRONGLY_ENCODED} in ${this.wronglyEncoded} lines: the whole file was probably saved in another encoding. Save it as UTF-8 before you import it.`;
    this.remarks.unshift({ line: this.header.line, column: null, message });
  }

  get isAnotherKindOfFile(): boolean {
    return this.unreadable > UNREADABLE_LINES && this.unreadable > this.accepted.length;
  }
}

/**
 * Reads a register file. The event loop gets a turn after every batch, because 20 MB take seconds.
 * @throws BAD_USER_INPUT with `fields.csv` when the file is not CSV, has no usable header, or is too large.
 */
export async function readRegister(csv: string): Promise<RegisterFile> {
  const bytes = Buffer.from(csv, 'utf8');
  const { header, delimiter } = open(bytes);
  const reading = new Reading(header);
  let isHeader = true;
  for (const items of readCsv(bytes, delimiter)) {
    for (const item of isHeader ? items.slice(1) : items) reading.take(item);
    isHeader = false;
    if (reading.isAnotherKindOfFile) throw notCsv('Most lines cannot be read.');
    await new Promise((resolve) => setImmediate(resolve));
  }
  reading.close();
  return reading;
}
