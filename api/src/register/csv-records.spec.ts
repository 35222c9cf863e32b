import { describe, expect, it } from 'vitest';
import { isFault, readCsv, type CsvItem } from './csv-records.ts';

const read = (text: string): CsvItem[] => [...readCsv(Buffer.from(text))].flat();
const lines = (text: string): (number | string)[] => read(text).map((item) => (isFault(item) ? `fault ${item.line}` : item.line));
const cells = (text: string): (readonly string[])[] => read(text).flatMap((item) => (isFault(item) ? [] : [item.cells]));

describe('reading CSV', () => {
  it('reads quotes, commas and line breaks inside cells, and says where each record starts', () => {
    const text = 'name,city\r\n"Aş, ""Ev""",İzmir\r\n\r\n"Two\nlines",Köln\r\nLast,Łódź';
    expect(cells(text)).toEqual([
      ['name', 'city'],
      ['Aş, "Ev"', 'İzmir'],
      ['Two\nlines', 'Köln'],
      ['Last', 'Łódź'],
    ]);
    expect(lines(text)).toEqual([1, 2, 4, 6]);
  });

  it('drops a byte order mark and mixes line endings', () => {
    expect(cells('\uFEFFname,city\na,b\r\nc,d\re,f')).toEqual([
      ['name', 'city'],
      ['a', 'b'],
      ['c', 'd'],
      ['e', 'f'],
    ]);
    expect(lines('\uFEFFname,city\na,b\r\nc,d\re,f')).toEqual([1, 2, 3, 4]);
  });

  it('forgives a quotation mark in the middle of a cell', () => {
    expect(cells('name,city\nHalk "Evi" Derneği,Muş\n"Bağ" Derneği,Van\nx,y')).toEqual([
      ['name', 'city'],
      ['Halk "Evi" Derneği', 'Muş'],
      ['"Bağ" Derneği', 'Van'],
      ['x', 'y'],
    ]);
  });

  it('blames the quotation mark, not the number of cells, when a line with a stray one comes apart', () => {
    expect(lines('name,city\nHalk "Evi, Umut" Derneği,Muş\nx,y')).toEqual([1, 'fault 2', 3]);
  });

  it('gives up one line, not the file, when a quotation mark is never closed', () => {
    const text = 'name,city\na,b\n"open,c\nd,e\nf,g';
    expect(lines(text)).toEqual([1, 2, 'fault 3', 4, 5]);
  });

  it('does not let an unclosed quotation mark run into a later quoted cell', () => {
    const text = 'name,city\n"open,c\nd,e\n"quoted, cell",g\nh,i';
    expect(lines(text)).toEqual([1, 'fault 2', 3, 4, 5]);
  });

  it('goes through many batches and many bad lines without losing one', () => {
    const rows = Array.from({ length: 9000 }, (_, n) => (n % 3 === 0 ? `"bad ${n},x` : `good ${n},x`));
    const items = read(['name,city', ...rows].join('\n'));
    expect(items).toHaveLength(9001);
    expect(items.map((item) => item.line)).toEqual(Array.from({ length: 9001 }, (_, n) => n + 1));
    expect(items.filter(isFault)).toHaveLength(3000);
  });

  it('reads nothing from nothing', () => {
    expect(read('')).toEqual([]);
    expect(read('\n\r\n\n')).toEqual([]);
  });
});
