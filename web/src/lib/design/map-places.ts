// Written by scripts/draw-map.mjs together with map.svg; do not edit.

export const MAP_WIDTH = 600;
export const MAP_HEIGHT = 495;

/** Where to say something about Turkey and the EU-27, by ISO 3166-1 code, in the units of the map. */
export const MAP_PLACES: Readonly<Record<string, { readonly x: number; readonly y: number }>> = {
  AT: { x: 281, y: 306 },
  BE: { x: 164, y: 251 },
  BG: { x: 382, y: 369 },
  CY: { x: 485, y: 467 },
  CZ: { x: 280, y: 275 },
  DE: { x: 239, y: 259 },
  DK: { x: 238, y: 186 },
  EE: { x: 367, y: 147 },
  ES: { x: 84, y: 381 },
  FI: { x: 351, y: 98 },
  FR: { x: 161, y: 311 },
  GR: { x: 359, y: 417 },
  HR: { x: 291, y: 368 },
  HU: { x: 322, y: 317 },
  IE: { x: 93, y: 198 },
  IT: { x: 255, y: 378 },
  LT: { x: 348, y: 204 },
  LU: { x: 204, y: 278 },
  LV: { x: 361, y: 176 },
  MT: { x: 271, y: 473 },
  NL: { x: 187, y: 215 },
  PL: { x: 317, y: 245 },
  PT: { x: 37, y: 378 },
  RO: { x: 374, y: 327 },
  SE: { x: 286, y: 124 },
  SI: { x: 269, y: 330 },
  SK: { x: 324, y: 286 },
  TR: { x: 495, y: 399 },
};
