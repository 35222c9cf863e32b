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

/** What a person wrote in a document, and only this device has. */
export interface UnsentWork {
  readonly documentId: string;
  /** When the document was last open here, in milliseconds since 1970. */
  readonly seenAt: number;
  /** Oldest first. */
  readonly updates: readonly Uint8Array[];
}

/** Document by document, with its adaptations; `only`: of this one. */
export async function unsentWork(personId: string, only?: string): Promise<UnsentWork[]> {
  const store = await KeptStore.open();
  if (!store) return [];
  try {
    const works = new Map<string, { documentId: string; seenAt: number; updates: Uint8Array[] }>();
    for (const { place, documentId, seenAt } of await aboutsOf(store, personId, only)) {
      const updates = (await store.rows(place)).filter(({ known }) => !known).map(({ update }) => update);
      const work = works.get(documentId) ?? { documentId, seenAt, updates: [] };
      if (updates.length > 0) works.set(documentId, { ...work, updates: [...work.updates, ...updates] });
    }
    return [...works.values()].sort((one, other) => other.seenAt - one.seenAt);
  } finally {
    store.close();
  }
}

/** Takes a document of a person off this device, with its adaptations, or (`known`) all of it but what the server does not have. */
export async function forgetDocuments(personId: string, documentId: string, only: 'all' | 'known'): Promise<void> {
  const store = await KeptStore.open();
  if (!store) return;
  try {
    const places = (await aboutsOf(store, personId, documentId)).map(({ place }) => place);
    await store.forget(places, only);
  } finally {
    store.close();
  }
}

async function aboutsOf(store: KeptStore, personId: string, documentId?: string): Promise<KeptAbout[]> {
  const own = (await store.abouts()).filter((about) => about.personId === personId);
  return documentId === undefined ? own : own.filter((about) => about.documentId === documentId);
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
