/** What somebody began to say and did not send. It stays in this window through a reload, also without network. */
export interface Begun<Place> {
  readonly body: string;
  /** Other words that are proposed with it. */
  readonly rewording: string | null;
  /** What a new conversation is about. */
  readonly draft: Place | null;
}

/** By the field that it was written in. */
export type AllBegun<Place> = Readonly<Record<string, Begun<Place>>>;

const BEGINNING = 'kopru-comments-';
const nameOf = (personId: string, documentId: string): string => `${BEGINNING}${personId}-${documentId}`;

export function keptBegun<Place>(personId: string, documentId: string): AllBegun<Place> {
  try {
    return JSON.parse(sessionStorage.getItem(nameOf(personId, documentId)) ?? '{}') as AllBegun<Place>;
  } catch {
    return {};
  }
}

export function keepBegun<Place>(personId: string, documentId: string, begun: AllBegun<Place>): void {
  try {
    if (Object.keys(begun).length === 0) sessionStorage.removeItem(nameOf(personId, documentId));
    else sessionStorage.setItem(nameOf(personId, documentId), JSON.stringify(begun));
  } catch {
    // Then a reload begins with empty fields.
  }
}

/** Takes everybody's off this device. */
export function forgetBegun(): void {
  try {
    for (const name of Object.keys(sessionStorage)) if (name.startsWith(BEGINNING)) sessionStorage.removeItem(name);
  } catch {
    // Then nothing was kept either.
  }
}
