import { csvFile } from './csv-text.ts';

interface Remark {
  line: number;
  column?: string | null;
  message: string;
}

export interface ImportOutcome {
  created: number;
  updated: number;
  unchanged: number;
  rejected: readonly Remark[];
  remarks: readonly Remark[];
}

/** A line of the report: a record that was not taken, or a cell that was passed over. */
export interface ReportLine extends Remark {
  kind: 'rejected' | 'remark';
}

/** Both kinds, in the order of the file. */
export function reportLines({ rejected, remarks }: Pick<ImportOutcome, 'rejected' | 'remarks'>): ReportLine[] {
  const lines: ReportLine[] = [
    ...rejected.map((remark) => ({ ...remark, kind: 'rejected' as const })),
    ...remarks.map((remark) => ({ ...remark, kind: 'remark' as const })),
  ];
  return lines.sort((a, b) => a.line - b.line || a.kind.localeCompare(b.kind));
}

/** Data records of the file: every one is counted once. */
export const recordCount = ({ created, updated, unchanged, rejected }: ImportOutcome): number =>
  created + updated + unchanged + rejected.length;

/** The report as a file to keep or to send back to whoever made the register. */
export function reportFile(lines: readonly ReportLine[]): string {
  return csvFile([['line', 'column', 'kind', 'message'], ...lines.map(({ line, column, kind, message }) => [line, column, kind, message])]);
}
