/**
 * Whether a JPEG (ITU-T T.81) holds its whole picture: every scan is read code by code to its end, without making pixels of it. Sequential and
 * progressive Huffman frames of eight bits, which are those that browsers draw.
 */
import { PictureDamaged } from './picture.types.ts';

const [DHT, EOI, SOS, DRI] = [0xc4, 0xd9, 0xda, 0xdd];
const [FIRST_FRAME, PROGRESSIVE, LAST_FRAME] = [0xc0, 0xc2, 0xc2];

interface Component {
  readonly id: number;
  readonly across: number;
  readonly down: number;
  /** Blocks that the picture needs. */
  readonly columns: number;
  readonly lines: number;
  /** Blocks in a line of whole units. */
  readonly stride: number;
  /** Two words of bits for each block: which of its values are not zero. */
  readonly known: Uint32Array;
  isRead: boolean;
}

interface Frame {
  readonly progressive: boolean;
  readonly components: readonly Component[];
  readonly unitColumns: number;
  readonly unitLines: number;
}

/** A canonical Huffman code: for each length the last code and how its values begin (T.81, annex F.2.2.3). */
interface Table {
  readonly last: Int32Array;
  readonly offset: Int32Array;
  readonly values: Uint8Array;
}

interface Scan {
  readonly components: readonly { readonly component: Component; readonly dc: Table | undefined; readonly ac: Table | undefined }[];
  /** Which values of a block it holds, and whether it makes them more exact. */
  readonly from: number;
  readonly to: number;
  readonly refines: boolean;
}

/** Throws PictureDamaged. */
export function checkJpeg(bytes: Uint8Array): void {
  const tables = new Map<number, Table>();
  let frame: Frame | undefined;
  let restart = 0;
  for (let at = 2; ;) {
    // Any number of 0xff may fill the room before a marker.
    while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at += 1;
    if (bytes[at] !== 0xff) throw new PictureDamaged();
    const marker = bytes[at + 1];
    if (marker === EOI) break;
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    const body = bytes.subarray(at + 4, at + 2 + length);
    if (marker === undefined || length < 2 || body.length !== length - 2) throw new PictureDamaged();
    at += 2 + length;
    if (marker === DHT) readTables(body, tables);
    else if (marker === DRI) restart = ((body[0] ?? 0) << 8) | (body[1] ?? 0);
    else if (marker >= FIRST_FRAME && marker <= LAST_FRAME && !frame) frame = readFrame(body, marker === PROGRESSIVE);
    else if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xcc) throw new PictureDamaged();
    else if (marker === SOS) {
      if (!frame) throw new PictureDamaged();
      at = new ScanReader(bytes, at, frame, readScan(body, frame, tables), restart).read();
    }
  }
  if (!frame?.components.every(({ isRead }) => isRead)) throw new PictureDamaged();
}

function readTables(body: Uint8Array, tables: Map<number, Table>): void {
  for (let at = 0; at < body.length;) {
    const name = body[at]!;
    const counts = body.subarray(at + 1, at + 17);
    const total = counts.reduce((sum, count) => sum + count, 0);
    const values = body.subarray(at + 17, at + 17 + total);
    if (counts.length < 16 || values.length < total || total > 256) throw new PictureDamaged();
    const [last, offset] = [new Int32Array(17).fill(-1), new Int32Array(17)];
    for (let length = 1, code = 0, place = 0; length <= 16; length += 1, code <<= 1) {
      const count = counts[length - 1]!;
      offset[length] = place - code;
      place += count;
      code += count;
      if (count > 0) last[length] = code - 1;
    }
    tables.set(name, { last, offset, values });
    at += 17 + total;
  }
}

function readFrame(body: Uint8Array, progressive: boolean): Frame {
  const [precision, height, width, count] = [body[0], (body[1]! << 8) | body[2]!, (body[3]! << 8) | body[4]!, body[5] ?? 0];
  const parts = Array.from({ length: count }, (_, place) => body.subarray(6 + place * 3, 9 + place * 3));
  if (precision !== 8 || !width || !height || count < 1 || count > 4 || parts.some(({ length }) => length < 3)) throw new PictureDamaged();
  const shapes = parts.map(([id, sampling]) => ({ id: id!, across: sampling! >> 4, down: sampling! & 15 }));
  if (shapes.some(({ across, down }) => across < 1 || across > 4 || down < 1 || down > 4)) throw new PictureDamaged();
  const [most, deepest] = [Math.max(...shapes.map(({ across }) => across)), Math.max(...shapes.map(({ down }) => down))];
  const [unitColumns, unitLines] = [Math.ceil(width / 8 / most), Math.ceil(height / 8 / deepest)];
  const components = shapes.map(({ id, across, down }) => ({
    id,
    across,
    down,
    columns: Math.ceil(Math.ceil((width * across) / most) / 8),
    lines: Math.ceil(Math.ceil((height * down) / deepest) / 8),
    stride: unitColumns * across,
    known: new Uint32Array(progressive ? unitColumns * across * unitLines * down * 2 : 0),
    isRead: false,
  }));
  return { progressive, components, unitColumns, unitLines };
}

function readScan(body: Uint8Array, frame: Frame, tables: ReadonlyMap<number, Table>): Scan {
  const count = body[0] ?? 0;
  const components = Array.from({ length: count }, (_, place) => {
    const [id, names] = [body[1 + place * 2], body[2 + place * 2] ?? 0];
    const component = frame.components.find((one) => one.id === id);
    if (!component) throw new PictureDamaged();
    return { component, dc: tables.get(names >> 4), ac: tables.get(0x10 | (names & 15)) };
  });
  const [from = 0, to = 0, exactness = 0] = body.subarray(1 + count * 2);
  if (count < 1 || count > 4) throw new PictureDamaged();
  if (!frame.progressive) return { components, from: 0, to: 63, refines: false };
  if (from > to || to > 63 || (from === 0) !== (to === 0) || (from > 0 && count > 1)) throw new PictureDamaged();
  return { components, from, to, refines: exactness >> 4 > 0 };
}

const isRestart = (marker = 0): boolean => marker >= 0xd0 && marker <= 0xd7;

/** Reads the codes of one scan. */
class ScanReader {
  private byte = 0;
  private bitsLeft = 0;
  /** Blocks that hold nothing more, before the next code. */
  private endRun = 0;
  private readonly bytes: Uint8Array;
  private at: number;
  private readonly frame: Frame;
  private readonly scan: Scan;
  private readonly restart: number;

  constructor(bytes: Uint8Array, at: number, frame: Frame, scan: Scan, restart: number) {
    this.bytes = bytes;
    this.at = at;
    this.frame = frame;
    this.scan = scan;
    this.restart = restart;
  }

  /** Answers where the marker after it stands. */
  read(): number {
    const { components, from } = this.scan;
    const [only] = components;
    const units =
      components.length === 1 && only ? only.component.columns * only.component.lines : this.frame.unitColumns * this.frame.unitLines;
    for (let unit = 0; unit < units; unit += 1) {
      if (this.restart > 0 && unit > 0 && unit % this.restart === 0) this.begin();
      this.readUnit(unit);
    }
    if (from === 0) for (const { component } of components) component.isRead = true;
    // What is left of the last byte, and bytes that belong to nobody.
    while (this.at < this.bytes.length && (!this.isMarker() || isRestart(this.bytes[this.at + 1]))) this.at += 1;
    return this.at;
  }

  private readUnit(unit: number): void {
    const { components } = this.scan;
    if (components.length === 1) {
      const { columns, stride } = components[0]!.component;
      return this.readBlock(0, Math.floor(unit / columns) * stride + (unit % columns));
    }
    const { unitColumns } = this.frame;
    const [line, column] = [Math.floor(unit / unitColumns), unit % unitColumns];
    components.forEach(({ component: { across, down, stride } }, place) => {
      for (let y = 0; y < down; y += 1) {
        for (let x = 0; x < across; x += 1) this.readBlock(place, (line * down + y) * stride + column * across + x);
      }
    });
  }

  private readBlock(place: number, block: number): void {
    const { from, to, refines } = this.scan;
    const { component, dc, ac } = this.scan.components[place]!;
    if (!this.frame.progressive) {
      this.bits(this.code(dc));
      return this.sequential(ac);
    }
    if (from === 0) return void (refines ? this.bit() : this.bits(this.code(dc)));
    if (refines) this.refine(ac, component.known, block, from, to);
    else this.first(ac, component.known, block, from, to);
  }

  private sequential(ac: Table | undefined): void {
    for (let at = 1; at < 64; at += 1) {
      const code = this.code(ac);
      const size = code & 15;
      if (size === 0 && code !== 0xf0) return;
      at += code >> 4;
      if (at > 63) throw new PictureDamaged();
      this.bits(size);
    }
  }

  private first(ac: Table | undefined, known: Uint32Array, block: number, from: number, to: number): void {
    if (this.endRun > 0) return void (this.endRun -= 1);
    for (let at = from; at <= to; at += 1) {
      const code = this.code(ac);
      const [run, size] = [code >> 4, code & 15];
      if (size === 0 && run < 15) return void (this.endRun = (1 << run) - 1 + this.bits(run));
      at += run;
      if (at > to) throw new PictureDamaged();
      if (size === 0) continue;
      this.bits(size);
      known[block * 2 + (at >> 5)]! |= 1 << (at & 31);
    }
  }

  /** Values that are known already are told one more bit each, between the new ones (T.81, annex G.1.2.3). */
  private refine(ac: Table | undefined, known: Uint32Array, block: number, from: number, to: number): void {
    const isKnown = (at: number): boolean => (known[block * 2 + (at >> 5)]! & (1 << (at & 31))) !== 0;
    let at = from;
    while (this.endRun === 0 && at <= to) {
      const code = this.code(ac);
      const size = code & 15;
      let run = code >> 4;
      if (size > 1) throw new PictureDamaged();
      if (size === 0 && run < 15) {
        this.endRun = (1 << run) + this.bits(run);
        break;
      }
      if (size === 1) this.bit();
      for (; at <= to && (isKnown(at) || run > 0); at += 1) {
        if (isKnown(at)) this.bit();
        else run -= 1;
      }
      if (size === 1 && at <= to) known[block * 2 + (at >> 5)]! |= 1 << (at & 31);
      at += 1;
    }
    if (this.endRun === 0) return;
    for (; at <= to; at += 1) if (isKnown(at)) this.bit();
    this.endRun -= 1;
  }

  /** A restart marker: the reader begins anew after it. */
  private begin(): void {
    this.bitsLeft = 0;
    this.endRun = 0;
    if (this.bytes[this.at] !== 0xff || !isRestart(this.bytes[this.at + 1])) throw new PictureDamaged();
    this.at += 2;
  }

  private code(table: Table | undefined): number {
    if (!table) throw new PictureDamaged();
    for (let length = 1, code = 0; length <= 16; length += 1) {
      code = (code << 1) | this.bit();
      if (code <= table.last[length]!) return table.values[code + table.offset[length]!]!;
    }
    throw new PictureDamaged();
  }

  private bits(count: number): number {
    let value = 0;
    for (let left = count; left > 0; left -= 1) value = (value << 1) | this.bit();
    return value;
  }

  private bit(): number {
    if (this.bitsLeft === 0) {
      if (this.at >= this.bytes.length || this.isMarker()) throw new PictureDamaged();
      this.byte = this.bytes[this.at]!;
      // A byte that looks like a marker is followed by a zero.
      this.at += this.byte === 0xff ? 2 : 1;
      this.bitsLeft = 8;
    }
    this.bitsLeft -= 1;
    return (this.byte >> this.bitsLeft) & 1;
  }

  private isMarker(): boolean {
    return this.bytes[this.at] === 0xff && this.bytes[this.at + 1] !== 0;
  }
}
