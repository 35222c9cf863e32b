import { addRow, CellRefused, moveRow, type Row } from '@kopru/schema/capacity-model-document';
import { rowSet, type RowSetName } from '@kopru/schema/capacity-model';
import type * as Y from 'yjs';
import { beginsWriting, commandOf, ledTo, type RowCommand, type Spot } from './grid-keys.ts';
import { removeForNow } from './row-removal.ts';
import { changedIn, type Popped } from './row-steps.ts';

/** What a grid shows, as its component was given it. */
export interface Shown {
  readonly doc: Y.Doc;
  readonly set: RowSetName;
  readonly rows: readonly Row[];
  readonly editable: boolean;
  /** This person's steps in rows and cells. */
  readonly steps: Y.UndoManager;
  /** Stops of a row: its cells, then what can be done with it. */
  readonly stops: number;
}

/** Where the focus goes as soon as the rows are as they should be: the model is read anew only once per frame. */
interface Wish {
  readonly rowId: string;
  readonly stop: number;
  /** Into the cell's field. */
  readonly write?: boolean;
  readonly when: (rows: readonly Row[]) => boolean;
}

const FIELDS = ':is(textarea, input, select, button):not(:disabled)';

/**
 * Walking through a grid by keyboard, as the grid pattern of WAI-ARIA has it: one stop for the Tab key, arrows from cell to cell, Enter or F2
 * into a cell's field, Escape back. In a field Tab goes on to the next field, so that a row is filled as a form is, and out behind the last.
 */
export class RowWalk {
  grid = $state<HTMLElement>();
  /** Holds the button behind the grid, which is there also when there are no rows. */
  adder = $state<HTMLElement>();
  /** Puts the row back that was removed last. */
  putBack = $state.raw<(() => void) | null>(null);
  /** Whether there is no room for another row. */
  full = $state(false);
  private wish = $state.raw<Wish | null>(null);
  private last = $state.raw<Spot & { readonly rowId: string }>({ rowId: '', row: 0, stop: 0 });
  private readonly shown: () => Shown;
  /** A field of one line with words in it that are not taken yet: until then they are the browser's to take back. */
  private unfinished: EventTarget | null = null;

  constructor(shown: () => Shown) {
    this.shown = shown;
  }

  /** Where the Tab key comes in: where the person was last. */
  readonly entry: Spot = $derived.by(() => {
    const { rows, stops } = this.shown();
    const row = rows.findIndex(({ id }) => id === this.last.rowId);
    return { row: row < 0 ? Math.min(this.last.row, rows.length - 1) : row, stop: Math.min(this.last.stop, stops - 1) };
  });

  /** To be called when the rows were drawn anew. */
  settle(): void {
    const { wish } = this;
    if (!wish?.when(this.shown().rows)) return;
    this.wish = null;
    const stop = this.stopOf(wish.rowId, wish.stop);
    (wish.write ? fieldsIn(stop)[0] : (stop ?? this.adder?.querySelector('button')))?.focus();
  }

  /** A new row at the end, or behind one, ready to be written in. */
  add(after?: string): void {
    const { doc, set } = this.shown();
    this.putBack = null;
    try {
      const rowId = addRow(doc, set, {}, after === undefined ? {} : { after });
      this.full = false;
      this.wish = { rowId, stop: 0, write: true, when: (rows) => rows.some(({ id }) => id === rowId) };
    } catch (error) {
      if (!(error instanceof CellRefused)) throw error;
      this.full = true;
    }
  }

  /** The focus goes to the row that takes its place. */
  remove({ row, stop }: Spot): void {
    const { doc, set, rows, steps } = this.shown();
    const { id } = rows[row]!;
    const restore = removeForNow(doc, steps, set, id);
    this.full = false;
    this.putBack = () => {
      this.putBack = null;
      if (restore()) this.wish = { rowId: id, stop: 0, when: (now) => now.some((there) => there.id === id) };
    };
    const near = rows[row + 1] ?? rows[row - 1];
    this.wish = { rowId: near?.id ?? '', stop, when: (now) => now.every((there) => there.id !== id) };
  }

  /** After the row that will stand before it; the focus goes along with the row. */
  move({ row, stop }: Spot, by: 1 | -1): void {
    const { doc, set, rows } = this.shown();
    const { id } = rows[row]!;
    if (!rows[row + by]) return;
    const before = by === 1 ? rows[row + 1] : rows[row - 2];
    moveRow(doc, set, id, { after: before?.id ?? null });
    this.wish = { rowId: id, stop, when: (now) => now[row]?.id !== id };
  }

  /** The focus follows what is taken back or made again, into whichever grid it leads. To be called once; answers how to stop. */
  follow(): () => void {
    const { steps } = this.shown();
    const popped = (popped: Popped): void => this.goAfter(popped);
    steps.on('stack-item-popped', popped);
    return () => steps.off('stack-item-popped', popped);
  }

  carryOut(command: RowCommand, spot: Spot): void {
    const { rows, steps } = this.shown();
    if (command === 'add') this.add(rows[spot.row]!.id);
    else if (command === 'remove') this.remove(spot);
    else if (command === 'up' || command === 'down') this.move(spot, command === 'up' ? -1 : 1);
    else steps[command]();
  }

  readonly pressed = (event: KeyboardEvent): void => {
    const stop = stopAround(event.target);
    if (!stop || event.isComposing) return;
    const taken = event.target === stop ? this.onCell(event, stop) : this.inField(event, stop);
    if (taken) event.preventDefault();
  };

  readonly came = (event: FocusEvent): void => {
    const stop = stopAround(event.target);
    const spot = stop && this.spotOf(stop);
    if (!spot || spot.row < 0) return;
    const { rows, steps } = this.shown();
    const rowId = rows[spot.row]!.id;
    // What is written in another cell, or after a button beside it, is another step, however fast the hands are.
    steps.stopCapturing();
    this.last = { ...spot, rowId };
  };

  /** What undoes without a key, a phone's gesture or the browser's menu, takes the same steps as the keys. */
  readonly arriving = (event: InputEvent): void => {
    const step = { historyUndo: 'undo', historyRedo: 'redo' }[event.inputType] as 'undo' | 'redo' | undefined;
    if (!step || event.isComposing || this.isUnfinished(event.target)) return;
    event.preventDefault();
    this.shown().steps[step]();
  };

  readonly typed = ({ target }: Event): void => {
    if (target instanceof HTMLInputElement) this.unfinished = target;
  };

  readonly taken = (): void => {
    this.unfinished = null;
  };

  /** Words that are only in their field: past what a cell takes, or not confirmed. */
  private isUnfinished(target: EventTarget | null): boolean {
    return target === this.unfinished || (target instanceof HTMLElement && target.ariaInvalid === 'true');
  }

  private goAfter(popped: Popped): void {
    const { doc, set, rows } = this.shown();
    const place = changedIn(popped, doc.getMap(rowSet(set).map));
    const at = stopAround(document.activeElement);
    if (!place || !at) return;
    const rowIndex = rows.findIndex(({ id }) => id === place.rowId);
    if (!place.there) {
      const near = rows[rowIndex + 1] ?? rows[rowIndex - 1];
      this.wish = { rowId: near?.id ?? '', stop: this.last.stop, when: (now) => now.every(({ id }) => id !== place.rowId) };
      return;
    }
    const column = rowSet(set).columns.findIndex(({ id }) => id === place.columnId);
    const stop = column < 0 ? this.last.stop : column;
    if (at === this.stopOf(place.rowId, stop)) return;
    const write = at !== document.activeElement && column >= 0;
    this.wish = { rowId: place.rowId, stop, write, when: (now) => now.some(({ id }) => id === place.rowId) };
  }

  private onCell(event: KeyboardEvent, stop: HTMLElement): boolean {
    const { rows, stops, editable } = this.shown();
    const spot = this.spotOf(stop);
    const command = editable ? commandOf(event) : null;
    const to = ledTo(event, spot, rows.length, stops);
    if (command) this.carryOut(command, spot);
    else if (to) this.stopOf(rows[to.row]!.id, to.stop)?.focus();
    else if (beginsWriting(event) && stop.role === 'gridcell') {
      fieldsIn(stop)[0]?.focus();
      // A letter is written by the field it goes to now.
      return event.key.length > 1 || event.key === ' ';
    } else return false;
    return true;
  }

  /** In a field the keys are the field's, but for the ways out of it. */
  private inField(event: KeyboardEvent, stop: HTMLElement): boolean {
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
    const command = this.shown().editable ? commandOf(event) : null;
    const isStep = command === 'undo' || command === 'redo';
    if (command === 'add' || (isStep && !this.isUnfinished(event.target))) {
      this.carryOut(command, this.spotOf(stop));
      return true;
    }
    if (ctrlKey || metaKey || altKey) return false;
    const done = key === 'Escape' || key === 'F2' || (key === 'Enter' && event.target instanceof HTMLInputElement);
    if (done) stop.focus();
    if (key !== 'Tab') return done;
    const fields = [...(this.grid?.querySelectorAll<HTMLElement>('[role="gridcell"][data-stop]') ?? [])].flatMap(fieldsIn);
    const next = fields[fields.indexOf(event.target as HTMLElement) + (shiftKey ? -1 : 1)];
    next?.focus();
    return next !== undefined;
  }

  private spotOf(stop: HTMLElement): Spot {
    const rowId = stop.closest<HTMLElement>('[data-row]')?.dataset['row'];
    return { row: this.shown().rows.findIndex(({ id }) => id === rowId), stop: Number(stop.dataset['stop']) };
  }

  private stopOf(rowId: string, stop: number): HTMLElement | null {
    return this.grid?.querySelector<HTMLElement>(`[data-row="${CSS.escape(rowId)}"] [data-stop="${stop}"]`) ?? null;
  }
}

const stopAround = (target: EventTarget | null): HTMLElement | null =>
  target instanceof HTMLElement ? target.closest<HTMLElement>('[data-stop]') : null;

const fieldsIn = (stop: HTMLElement | null): HTMLElement[] => [...(stop?.querySelectorAll<HTMLElement>(FIELDS) ?? [])];
