import type { Language } from '#lib/i18n/language.ts';
import type { Theme } from '#lib/preferences/theme.ts';

/** Who used this browser last and how they like their pages: all that is known of a person while the server cannot be asked. */
export interface DeviceNote {
  readonly personId: string | null;
  readonly language: Language;
  readonly theme: Theme;
}

/** Every page says in this header for whom it is; the service worker notes it. */
export const NOTE_HEADER = 'x-kopru-device';
export const NOTE_CACHE = 'kopru-device';
const KEY = '/device-note';

export const noteText = ({ personId, language, theme }: DeviceNote): string => [personId ?? '-', language, theme].join(' ');

export async function keepNote(text: string): Promise<void> {
  await (await caches.open(NOTE_CACHE)).put(KEY, new Response(text));
}

export async function keptNote(): Promise<DeviceNote | null> {
  const text = await (await caches.match(KEY, { cacheName: NOTE_CACHE }))?.text();
  if (!text) return null;
  const [personId, language, theme] = text.split(' ');
  return { personId: personId === '-' ? null : (personId ?? null), language: language as Language, theme: theme as Theme };
}
