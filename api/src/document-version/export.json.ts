import type { KeptAdaptation } from '@kopru/schema/document-text';
import type { Exported } from './export.layout.ts';

/** The whole text with everything that is known of it, for other programs. `adaptations` is null where section 10 is no part of the text. */
export function renderJson({ text, kind, documentId, wording, version, signatures, exportedAt }: Exported): Uint8Array {
  const { organisations } = wording;
  const whole = { format: 'kopru-document', formatVersion: 1, documentId, kind, organisations, version, signatures, exportedAt };
  const adaptations = text.adaptations === null ? null : (JSON.parse(text.adaptations) as KeptAdaptation[]);
  return new TextEncoder().encode(`${JSON.stringify({ ...whole, text: JSON.parse(text.text) as unknown, adaptations }, null, 2)}\n`);
}
