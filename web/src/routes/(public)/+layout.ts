/** Public pages are read, not operated: they ship no JavaScript. A page that is better with it says `csr = true` itself. */
export const csr = false;
