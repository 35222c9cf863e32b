/** A bridge in one drawing: an arch of stones between two abutments under a peaked deck, as old stone bridges have. Units: px of the viewBox. */
export interface BridgeShape {
  width: number;
  height: number;
  /** Free width between the abutments at the water. */
  span: number;
  /** Free height under the keystone. */
  rise: number;
  /** Length of the stones, outwards. */
  ring: number;
  /** Stones in the arch; odd, so that one is the keystone. */
  stones: number;
  /** Masonry between keystone and deck. */
  crown: number;
  /** How far the deck falls from the middle to the ends. */
  slope: number;
}

export interface Stone {
  /** SVG path. */
  path: string;
  side: 'left' | 'key' | 'right';
}

export interface BridgeDrawing {
  stones: Stone[];
  left: string;
  right: string;
  /** Deck line from end to end. */
  deck: string;
  /** Where the keystone sits, for one that has fallen out. */
  key: { x: number; y: number };
  base: number;
  /** Height of the deck in the middle and at its ends. */
  top: number;
  deckEnd: number;
}

interface Circle {
  x: number;
  y: number;
  radius: number;
}

const round = (value: number): number => Math.round(value * 100) / 100;

/** Angle 0 points up, positive to the right, in radians. */
function point(circle: Circle, radius: number, angle: number): string {
  return `${round(circle.x + radius * Math.sin(angle))} ${round(circle.y - radius * Math.cos(angle))}`;
}

/** The circle through both springings and the crown of the opening. */
function archOf({ width, height, span, rise }: BridgeShape): Circle {
  const half = span / 2;
  const radius = (half * half + rise * rise) / (2 * rise);
  return { x: width / 2, y: height - rise + radius, radius };
}

function stoneAt(shape: BridgeShape, circle: Circle, index: number): Stone {
  const reach = Math.PI / 2 - Math.asin(Math.min(1, Math.max(-1, (circle.y - shape.height) / circle.radius)));
  const step = (2 * reach) / shape.stones;
  const joint = Math.min(step * 0.1, 2.5 / circle.radius);
  const from = -reach + index * step + joint / 2;
  const to = from + step - joint;
  const middle = (shape.stones - 1) / 2;
  const isKey = index === middle;
  // The keystone reaches from a little below its neighbours up to the deck: it holds both halves apart and together.
  const inner = circle.radius - (isKey ? shape.ring * 0.16 : 0);
  const outer = circle.radius + shape.ring + (isKey ? shape.crown : 0);
  return {
    side: isKey ? 'key' : index < middle ? 'left' : 'right',
    path:
      `M${point(circle, inner, from)}L${point(circle, outer, from)}` +
      `A${round(outer)} ${round(outer)} 0 0 1 ${point(circle, outer, to)}` +
      `L${point(circle, inner, to)}A${round(inner)} ${round(inner)} 0 0 0 ${point(circle, inner, from)}Z`,
  };
}

/** Masonry of one half: under the deck, outside the arch, from the end of the drawing to a small gap in the middle. */
function half(shape: BridgeShape, circle: Circle, top: number, direction: -1 | 1): string {
  const outer = circle.radius + shape.ring + 3;
  const gap = shape.ring * 0.32;
  const end = circle.x + (direction * shape.width) / 2;
  const nearMiddle = circle.x + direction * gap;
  const archTop = circle.y - Math.sqrt(outer * outer - gap * gap);
  const deckAtGap = top + (shape.slope * gap) / (shape.width / 2);
  const foot = circle.x + direction * Math.sqrt(Math.max(0, outer * outer - (shape.height - circle.y) ** 2));
  const sweep = direction === -1 ? 0 : 1;
  return (
    `M${round(end)} ${round(top + shape.slope)}L${round(nearMiddle)} ${round(deckAtGap)}L${round(nearMiddle)} ${round(archTop)}` +
    `A${round(outer)} ${round(outer)} 0 0 ${sweep} ${round(foot)} ${round(shape.height)}L${round(end)} ${round(shape.height)}Z`
  );
}

export function drawBridge(shape: BridgeShape): BridgeDrawing {
  const circle = archOf(shape);
  const top = shape.height - shape.rise - shape.ring - shape.crown;
  return {
    stones: Array.from({ length: shape.stones }, (_, index) => stoneAt(shape, circle, index)),
    left: half(shape, circle, top, -1),
    right: half(shape, circle, top, 1),
    deck: `M0 ${round(top + shape.slope)}L${circle.x} ${round(top)}L${shape.width} ${round(top + shape.slope)}`,
    key: { x: circle.x, y: shape.height - shape.rise },
    base: shape.height,
    top: round(top),
    deckEnd: round(top + shape.slope),
  };
}
