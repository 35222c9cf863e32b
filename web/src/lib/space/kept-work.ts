import { type KeptAbout, KeptStore } from './kept-store.ts';
import type { SpacePage } from './space-session.svelte.ts';

/** A space that can be opened without network. */
export type KeptSpace = KeptAbout & { readonly page: SpacePage };

/** The spaces of a person that this device can show, the one that was open last first. */
export async function keptSpaces(personId: string): Promise<KeptSpace[]> {
  const store = await KeptStore.open();
  if (!store) return [];
  try {
    const abouts = (await store.abouts()).filter((about): about is KeptSpace => about.personId === personId && about.page !== null);
    return abouts.sort((one, other) => other.seenAt - one.seenAt);
  } finally {
    store.close();
  }
}

/** Documents of a person that hold something which is only on this device. */
export async function unsentDocuments(personId: string): Promise<number> {
  const store = await KeptStore.open();
  if (!store) return 0;
  try {
    const places = (await store.abouts()).filter((about) => about.personId === personId).map(({ place }) => place);
    const rows = await Promise.all(places.map((place) => store.rows(place)));
    return rows.filter((own) => own.some(({ known }) => !known)).length;
  } finally {
    store.close();
  }
}

/**
 * Takes a person's work off this device; without a person, everybody's copies. `known` leaves what the server does not have: it stays
 * in its person's own place until they come back.
 */
export async function forgetWork(personId: string | null, only: 'all' | 'known'): Promise<void> {
  const store = await KeptStore.open();
  if (!store) return;
  try {
    const abouts = (await store.abouts()).filter((about) => personId === null || about.personId === personId);
    await store.forget(
      abouts.map(({ place }) => place),
      only,
    );
  } finally {
    store.close();
  }
}
