import type { Exported } from './export.layout.ts';

/** The whole text with everything that is known of it, for other programs. */
export function renderJson({ text, kind, documentId, wording, version, signatures, exportedAt }: Exported): Uint8Array {
  const { organisations } = wording;
  const whole = { format: 'kopru-document', formatVersion: 1, documentId, kind, organisations, version, signatures, exportedAt };
  return new TextEncoder().encode(`${JSON.stringify({ ...whole, text: JSON.parse(text) as unknown }, null, 2)}\n`);
}
