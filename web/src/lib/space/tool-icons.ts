/** Paths of the toolbar's signs in a square of 16, drawn as lines. */
export const TOOL_ICONS = {
  link: 'M6.5 9.5l3-3M7 4.5l1.5-1.5a3 3 0 0 1 4.3 4.3L11.3 8.8M9 11.5L7.5 13a3 3 0 0 1-4.3-4.3L4.7 7.2',
  table: 'M2 3h12v10H2zM2 6.5h12M2 9.8h12M6.2 3v10M10.2 3v10',
  image: 'M2 3h12v10H2zM4 11l3-3.5 2 2 1.8-2L12.5 11M5 6h.6',
  list: 'M6 4h8M6 8h8M6 12h8M2.3 4h.4M2.3 8h.4M2.3 12h.4',
  numbers: 'M7 4h7M7 8h7M7 12h7M2 3.2l1.2-.7v3.6M2 10.6c.2-1.3 2.3-1.2 2.2.1-.1.9-1.4 1.4-2.2 2.3h2.3',
  quote: 'M3 2.5v11M6.5 5h7M6.5 8h7M6.5 11h4',
  undo: 'M6 3L2.5 6.5 6 10M2.5 6.5H10a3.3 3.3 0 0 1 0 6.6H7',
  redo: 'M10 3l3.5 3.5L10 10M13.5 6.5H6a3.3 3.3 0 0 0 0 6.6h3',
  comment: 'M2.5 3h11v8H8l-3 2.5V11H2.5zM5 6h6M5 8.3h4',
} as const;
export type ToolName = keyof typeof TOOL_ICONS;
