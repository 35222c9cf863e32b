/** The browser's storage for work that has to outlive a window: IndexedDB, with promises. */

/** A change of a document. `known`: the server has it too; else it waits to be sent, with an operation id once it was perhaps sent. */
export interface KeptRow {
  readonly place: string;
  readonly key: string;
  readonly update: Uint8Array;
  readonly known: boolean;
  readonly operationId?: string;
  /** With this, everything of the server is here up to this sequence. */
  readonly sequence?: number;
}

/** What is said of a kept document where only this device can be asked. */
export interface KeptAbout {
  readonly place: string;
  readonly personId: string;
  readonly documentId: string;
  readonly title: string;
  /** When it was last open here, in milliseconds since 1970. */
  readonly seenAt: number;
  /** What the page of the document was given, to show it without network. */
  readonly page: unknown;
}

const DATABASE = 'kopru-space';
const VERSION = 1;
const ROWS = 'row';
const ABOUTS = 'document';

/** A person's own place for each document: nothing is read or sent for anybody else who uses this browser. */
export const placeOf = (personId: string, documentId: string): string => `${personId}/${documentId}`;

const done = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    const refused = (): void => reject(transaction.error ?? new Error('The storage of this device refused.'));
    transaction.addEventListener('complete', () => resolve());
    for (const event of ['abort', 'error']) transaction.addEventListener(event, refused);
  });

const answerOf = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('The storage of this device refused.')));
  });

const rowsOf = (place: string): IDBKeyRange => IDBKeyRange.bound([place, ''], [place, '\uffff']);

/** What waits keeps its name, so that its person finds it; the page, which names organisations and people, goes. */
function leaveBare(abouts: IDBObjectStore, place: string, waits: boolean): void {
  if (!waits) return void abouts.delete(place);
  const about = abouts.get(place);
  about.addEventListener('success', () => about.result && abouts.put({ ...(about.result as KeptAbout), page: null }));
}

export class KeptStore {
  private readonly database: IDBDatabase;

  private constructor(database: IDBDatabase) {
    this.database = database;
    // A newer version in another window must not wait for this one.
    database.addEventListener('versionchange', () => database.close());
  }

  /** Null where the browser keeps nothing: private windows of some, storage forbidden, a disk that is full. */
  static async open(): Promise<KeptStore | null> {
    try {
      const request = indexedDB.open(DATABASE, VERSION);
      request.addEventListener('upgradeneeded', () => {
        request.result.createObjectStore(ROWS, { keyPath: ['place', 'key'] });
        request.result.createObjectStore(ABOUTS, { keyPath: 'place' });
      });
      return new KeptStore(await answerOf(request));
    } catch {
      return null;
    }
  }

  /** Oldest first. */
  rows(place: string): Promise<KeptRow[]> {
    return answerOf(this.read(ROWS).getAll(rowsOf(place)) as IDBRequest<KeptRow[]>);
  }

  abouts(): Promise<KeptAbout[]> {
    return answerOf(this.read(ABOUTS).getAll() as IDBRequest<KeptAbout[]>);
  }

  /** One transaction: all of it is on the disk, or nothing. */
  async change({ put = [], remove = [] }: { put?: readonly KeptRow[]; remove?: readonly KeptRow[] }): Promise<void> {
    const transaction = this.database.transaction(ROWS, 'readwrite', { durability: 'strict' });
    const rows = transaction.objectStore(ROWS);
    for (const { place, key } of remove) rows.delete([place, key]);
    for (const row of put) rows.put(row);
    await done(transaction);
  }

  async describe(about: KeptAbout): Promise<void> {
    const transaction = this.database.transaction(ABOUTS, 'readwrite');
    transaction.objectStore(ABOUTS).put(about);
    await done(transaction);
  }

  /** Everything of some documents, or all but what the server does not have of them. */
  async forget(places: readonly string[], only: 'all' | 'known' = 'all'): Promise<void> {
    const transaction = this.database.transaction([ROWS, ABOUTS], 'readwrite', { durability: 'strict' });
    const rows = transaction.objectStore(ROWS);
    const abouts = transaction.objectStore(ABOUTS);
    for (const place of places) {
      if (only === 'all') {
        abouts.delete(place);
        rows.delete(rowsOf(place));
        continue;
      }
      let waits = false;
      const cursor = rows.openCursor(rowsOf(place));
      cursor.addEventListener('success', () => {
        if (!cursor.result) return leaveBare(abouts, place, waits);
        if ((cursor.result.value as KeptRow).known) cursor.result.delete();
        else waits = true;
        cursor.result.continue();
      });
    }
    await done(transaction);
  }

  close(): void {
    this.database.close();
  }

  private read(store: string): IDBObjectStore {
    return this.database.transaction(store, 'readonly').objectStore(store);
  }
}
