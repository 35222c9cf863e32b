import { expect, it } from 'vitest';
import { recordCount, reportFile, reportLines } from './import-report.ts';

const outcome = {
  created: 3,
  updated: 1,
  unchanged: 2,
  rejected: [{ line: 9, column: 'country', message: 'No country, "XX".' }],
  remarks: [
    { line: 1, column: null, message: 'The column “fax” is not known.' },
    { line: 9, column: 'website', message: 'Passed over.' },
  ],
};

it('puts both kinds in the order of the file', () => {
  expect(reportLines(outcome).map(({ line, kind }) => `${line} ${kind}`)).toEqual(['1 remark', '9 rejected', '9 remark']);
});

it('counts every record once', () => {
  expect(recordCount(outcome)).toBe(7);
});

it('writes a file that a spreadsheet reads', () => {
  expect(reportFile(reportLines(outcome)).split('\r\n')[2]).toBe('9,country,rejected,"No country, ""XX""."');
});
