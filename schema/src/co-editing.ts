/** Limits that the server enforces and the client keeps to when it writes together with others. See docs/co-editing.md. */

/** Bytes of one update. A page of text is 3 kB; a client splits what is larger. */
export const MAX_UPDATE_BYTES = 256 * 1024;
/** Bytes of one presence state: a name, a cursor and a selection need a few hundred. */
export const MAX_PRESENCE_BYTES = 4 * 1024;
/** Characters of an operation id. */
export const MAX_OPERATION_ID_LENGTH = 100;
/** A presence that is not renewed for this long is gone. Clients renew at least twice as often, as y-protocols does by itself. */
export const PRESENCE_TIMEOUT_MS = 30_000;
/** The V1 update that changes nothing: no structs, no deletions. */
export const EMPTY_UPDATE: Uint8Array<ArrayBuffer> = new Uint8Array([0, 0]);
/** Bytes of one image. A page makes photographs smaller before it sends them. */
export const MAX_IMAGE_BYTES = 5 * 1024 * 1024;
