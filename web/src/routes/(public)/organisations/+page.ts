/** Searching while typing is worth a little JavaScript; without it the form is sent. */
export const csr = true;
