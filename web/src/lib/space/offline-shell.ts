import { dev } from '$app/env';
import { type DeviceNote, keepNote, noteText } from './device-note.ts';

/** Lets this browser open the person's spaces without network: the empty page is kept, and what is in it comes from their kept documents. */
export async function keepShell(note: DeviceNote): Promise<void> {
  // Only where the browser trusts the line; during development there is no build to keep.
  if (dev || !('serviceWorker' in navigator) || !('caches' in window)) return;
  await keepNote(noteText(note));
  await navigator.serviceWorker.register('/service-worker.js', { type: 'module' });
}
