/** A place in a grid: a row, and which of its stops from the left (cells first, then what can be done with the row). */
export interface Spot {
  readonly row: number;
  readonly stop: number;
}

type Pressed = Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

/** What a key asks of a row while its cells are walked through, not written in. */
export type RowCommand = 'up' | 'down' | 'add' | 'remove' | 'undo' | 'redo';

/** Where a key leads in a grid of so many rows and stops, as the grid pattern of WAI-ARIA asks; null: it leads nowhere. */
export function ledTo({ key, altKey, ctrlKey, metaKey, shiftKey }: Pressed, { row, stop }: Spot, rows: number, stops: number): Spot | null {
  if (altKey || shiftKey) return null;
  const whole = ctrlKey || metaKey;
  const within = (to: Spot): Spot => ({
    row: Math.max(0, Math.min(rows - 1, to.row)),
    stop: Math.max(0, Math.min(stops - 1, to.stop)),
  });
  if (key === 'Home') return within({ row: whole ? 0 : row, stop: 0 });
  if (key === 'End') return within({ row: whole ? rows - 1 : row, stop: stops - 1 });
  if (whole) return null;
  if (key === 'ArrowLeft') return within({ row, stop: stop - 1 });
  if (key === 'ArrowRight') return within({ row, stop: stop + 1 });
  if (key === 'ArrowUp') return within({ row: row - 1, stop });
  if (key === 'ArrowDown') return within({ row: row + 1, stop });
  return null;
}

export function commandOf({ key, altKey, ctrlKey, metaKey, shiftKey }: Pressed): RowCommand | null {
  if (altKey) return key === 'ArrowUp' ? 'up' : key === 'ArrowDown' ? 'down' : null;
  if (!ctrlKey && !metaKey) return null;
  if (key === 'Enter') return 'add';
  // Keyboards without a Delete key have only the other one.
  if (key === 'Delete' || key === 'Backspace') return 'remove';
  if (key.toLowerCase() === 'z') return shiftKey ? 'redo' : 'undo';
  return key.toLowerCase() === 'y' ? 'redo' : null;
}

/** Whether a key begins to write in the cell it is pressed on. */
export function beginsWriting({ key, altKey, ctrlKey, metaKey }: Pressed): boolean {
  if (altKey || ctrlKey || metaKey) return false;
  return key === 'Enter' || key === 'F2' || [...key].length === 1;
}
