import { type KeptAdaptation, wholeText } from '@kopru/schema/document-text';
import { type Exported, imagesIn } from './export.layout.ts';

/**
 * The whole text with everything that is known of it, for other programs. `adaptations` is null where section 10 is no part of the text;
 * `images` are those that the text and the adaptations show, to be had at their addresses by whoever may read the document.
 */
export function renderJson({ text, kind, documentId, wording, version, signatures, exportedAt, address }: Exported): Uint8Array {
  const { organisations } = wording;
  const whole = { format: 'kopru-document', formatVersion: 1, documentId, kind, organisations, version, signatures, exportedAt };
  const adaptations = text.adaptations === null ? null : (JSON.parse(text.adaptations) as KeptAdaptation[]);
  const { adaptations: others = {}, ...own } = wholeText(text);
  const shown = [own.prose, others].flatMap((texts) => Object.values(texts).flat()).flatMap(imagesIn);
  const images = shown.map(({ attributes: { src, alt, width, height } }) => ({
    id: String(src).split('/').at(-1),
    address: `${address}${String(src)}`,
    alt: alt ?? '',
    width: width ?? null,
    height: height ?? null,
  }));
  return new TextEncoder().encode(`${JSON.stringify({ ...whole, text: own, adaptations, images }, null, 2)}\n`);
}
