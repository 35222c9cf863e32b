/** Paths of the toolbar's signs in a square of 16, drawn as lines. */
export const TOOL_ICONS = {
  link: 'M6.5 9.5l3-3M7 4.5l1.5-1.5a3 3 0 0 1 4.3 4.3L11.3 8.8M9 11.5L7.5 13a3 3 0 0 1-4.3-4.3L4.7 7.2',
  table: 'M2 3h12v10H2zM2 6.5h12M2 9.8h12M6.2 3v10M10.2 3v10',
  image: 'M2 3h12v10H2zM4 11l3-3.5 2 2 1.8-2L12.5 11M5 6h.6',
  comment: 'M2.5 3h11v8H8l-3 2.5V11H2.5zM5 6h6M5 8.3h4',
} as const;
export type ToolIcon = keyof typeof TOOL_ICONS;
