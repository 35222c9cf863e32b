/** The thread in which texts are compared and exported: both take a while, and hostile texts a while longer, so it may be ended at any moment. */
import { parentPort } from 'node:worker_threads';
import { type KeptText, wholeText } from '@kopru/schema/document-text';
import type { Wording } from '@kopru/schema/document-words';
import { comparable, compareTexts, type SectionChange } from './comparison.ts';
import { renderDocx } from './export.docx.ts';
import { renderJson } from './export.json.ts';
import { layOut, type Exported } from './export.layout.ts';
import { renderMarkdown } from './export.markdown.ts';
import { renderPdf } from './export.pdf.ts';

export type ExportFormat = 'pdf' | 'docx' | 'md' | 'json';

const operations = {
  compare: async (before: KeptText, after: KeptText, wording: Wording): Promise<SectionChange[]> =>
    compareTexts(...comparable(wholeText(before), wholeText(after)), wording),
  render: async (format: ExportFormat, exported: Exported): Promise<Uint8Array> => {
    if (format === 'json') return renderJson(exported);
    const page = layOut(exported);
    return format === 'md' ? renderMarkdown(page) : format === 'docx' ? renderDocx(page) : renderPdf(page);
  },
};

/** What the thread can be asked. */
export type Rendering = typeof operations;

export interface Question {
  readonly number: number;
  readonly name: keyof Rendering;
  readonly values: readonly unknown[];
}
export type Answer = { readonly number: number } & ({ readonly value: unknown } | { readonly error: string });

parentPort?.on('message', async ({ number, name, values }: Question) => {
  let answer: Answer;
  try {
    answer = { number, value: await (operations[name] as (...given: readonly unknown[]) => Promise<unknown>)(...values) };
  } catch (error) {
    answer = { number, error: error instanceof Error ? error.message : 'unknown' };
  }
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(answer);
});
