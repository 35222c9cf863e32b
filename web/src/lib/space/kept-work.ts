import { type KeptAbout, KeptStore } from './kept-store.ts';
import type { SpacePage } from './space-session.svelte.ts';
import { partsOf, type UnsentPart } from './unsent-words.ts';

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
  /** What the partners are called; '' once the document is closed to the person. */
  readonly names: string;
  /** Also without words, when what was written are places or numbers. */
  readonly parts: readonly UnsentPart[];
}

/** Document by document, with its adaptations; `only`: of this one. */
export async function unsentWork(personId: string, only?: string): Promise<UnsentWork[]> {
  const store = await KeptStore.open();
  if (!store) return [];
  try {
    const abouts = await aboutsOf(store, personId, only);
    const works = new Map<string, UnsentWork>();
    for (const { place, documentId, seenAt } of abouts) {
      const rows = await store.rows(place);
      const changes = (isKnown: boolean) => rows.filter(({ known }) => known === isKnown).map(({ update }) => update);
      if (changes(false).length === 0) continue;
      const page = abouts.find((about) => about.documentId === documentId && about.page !== null)?.page as SpacePage | undefined;
      const names = page?.organisations.map(({ name }) => name).join(' · ') ?? '';
      const { parts } = works.get(documentId) ?? { parts: [] };
      works.set(documentId, { documentId, seenAt, names, parts: [...parts, ...partsOf(changes(false), changes(true))] });
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
