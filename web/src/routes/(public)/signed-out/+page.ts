/** Only the browser can take away what it keeps. */
export const csr = true;
