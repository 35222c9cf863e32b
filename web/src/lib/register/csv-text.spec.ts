import { expect, it } from 'vitest';
import { csvFile, csvLine } from './csv-text.ts';

it('quotes what would end a cell or a line', () => {
  expect(csvLine(['a', 'b,c', 'say "hi"', 'two\nlines', null, 3, true])).toBe('a,"b,c","say ""hi""","two\nlines",,3,true');
});

it('lets no cell be a formula, and leaves numbers alone', () => {
  expect(csvLine(['=1+1', '@SUM(A1)', '-2', '+90 212', -2])).toBe("'=1+1,'@SUM(A1),'-2,'+90 212,-2");
});

it('begins with the mark of UTF-8', () => {
  expect(csvFile([['Çağdaş'], ['Łódź']])).toBe('\uFEFFÇağdaş\r\nŁódź\r\n');
});
