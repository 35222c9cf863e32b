/** One stay of a person in a space: it goes on through reloads of its window, and is over once that was out of sight for a while. */
export interface Stay {
  readonly id: string;
  /** When the space was last in sight, in milliseconds since 1970. */
  readonly at: number;
  /** Sections whose news were read in it. */
  readonly seen: readonly string[];
}

/** To look something up in another window is not to leave. */
export const AWAY_MS = 5 * 60_000;

/** The stay that goes on, or a new one. */
export function stayAt(now: number, last: Stay | null): Stay {
  return last && now - last.at < AWAY_MS ? { ...last, at: now } : { id: crypto.randomUUID(), at: now, seen: [] };
}

const nameOf = (personId: string, documentId: string): string => `kopru-stay-${personId}-${documentId}`;

export function keptStay(personId: string, documentId: string): Stay | null {
  try {
    return JSON.parse(sessionStorage.getItem(nameOf(personId, documentId)) ?? 'null') as Stay | null;
  } catch {
    return null;
  }
}

export function keepStay(personId: string, documentId: string, stay: Stay): void {
  try {
    sessionStorage.setItem(nameOf(personId, documentId), JSON.stringify(stay));
  } catch {
    // Then a reload begins a new stay.
  }
}
