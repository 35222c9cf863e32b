import { readCapacityModel, type CapacityModel } from '@kopru/schema/capacity-model-reading';
import { ADAPTATION, ROW_SET_NAMES, rowSet, SECTIONS, type RowSetName, type Section, type SectionId } from '@kopru/schema/capacity-model';
import { SvelteSet } from 'svelte/reactivity';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { AdaptationBoard } from './adaptation-board.svelte.ts';
import type { Peer } from './cursor.ts';
import { OwnSteps } from './own-steps.ts';

/** How far a section is: nobody wrote yet, somebody began, everything it asks for has something in it. */
export type Progress = 'empty' | 'begun' | 'filled';

/** Somebody who has the model open now. `clientId` tells two windows of one person apart. */
export interface PresentPeer extends Peer {
  clientId: number;
  isSelf: boolean;
  /** The section they write in, if any. */
  section: SectionId | null;
  /** The cell of a row that they are at, as `placeOf` names it. */
  cell: string | null;
}

/** The shared document as a page shows it: read again after each burst of changes, with who is there. */
export class SpaceBoard {
  /** Keeps what is deleted while it is open: words that arrive in a paragraph that is gone are found by it (`word-rescue`). */
  readonly doc = new Y.Doc({ gc: false });
  readonly awareness = new Awareness(this.doc);
  /** Takes back what this person did to rows and cells, in a field as in the grid; rich texts have their own steps. */
  readonly rowUndo: Y.UndoManager;
  /** Cells with something in their field that is not in the model, because it does not fit. */
  readonly drafts = new SvelteSet<string>();
  model = $state.raw<CapacityModel>(readCapacityModel(this.doc));
  peers = $state.raw<PresentPeer[]>([]);
  readonly progress = $derived(new Map(SECTIONS.map((section) => [section.id, progressOf(section, this.model, this.adaptations)])));
  private planned = false;

  /** `adaptations`: what section 10 consists of. */
  constructor(private readonly adaptations: readonly AdaptationBoard[] = []) {
    const rows = ROW_SET_NAMES.map((name) => this.doc.getMap(rowSet(name).map));
    this.rowUndo = new OwnSteps(rows);
    this.doc.on('update', () => this.plan());
    this.awareness.on('change', () => (this.peers = this.present()));
  }

  /** Says who this person is and where they write; the others see it within moments. */
  introduce(peer: Peer): void {
    this.awareness.setLocalStateField('user', peer);
  }

  at(section: SectionId | null, cell: string | null = null): void {
    const now = this.awareness.getLocalState();
    if (now?.['section'] !== section) this.awareness.setLocalStateField('section', section);
    if ((now?.['cell'] ?? null) !== cell) this.awareness.setLocalStateField('cell', cell);
  }

  /** Rows of a set by what people call them: their first text. */
  rowLabels(set: RowSetName): { id: string; label: string }[] {
    const column = rowSet(set).columns.find(({ type }) => type === 'text');
    return this.model.rows[set].map(({ id, cells }, index) => ({ id, label: String(cells[column?.id ?? ''] || index + 1).slice(0, 80) }));
  }

  /** At most one reading per frame: a paste or a returning connection changes much at once. */
  private plan(): void {
    if (this.planned) return;
    this.planned = true;
    requestAnimationFrame(() => {
      this.planned = false;
      this.model = readCapacityModel(this.doc);
    });
  }

  private present(): PresentPeer[] {
    const peers: PresentPeer[] = [];
    for (const [clientId, state] of this.awareness.getStates()) {
      const user = state['user'] as Partial<Peer> | undefined;
      if (!user?.name) continue;
      const section = SECTIONS.find(({ id }) => id === state['section'])?.id ?? null;
      const cell = typeof state['cell'] === 'string' ? state['cell'] : null;
      peers.push({ clientId, name: user.name, side: user.side ?? 'elsewhere', section, cell, isSelf: clientId === this.doc.clientID });
    }
    return peers.sort((one, other) => Number(other.isSelf) - Number(one.isSelf) || one.clientId - other.clientId);
  }

  destroy(): void {
    this.rowUndo.destroy();
    this.awareness.destroy();
    this.doc.destroy();
  }
}

function progressOf(section: Section, model: CapacityModel, adaptations: readonly AdaptationBoard[]): Progress {
  const parts = [
    ...(section.id === ADAPTATION.section ? adaptations.map(({ written }) => written) : []),
    ...section.prose.map(({ fragment }) => (model.prose[fragment] ?? '').trim() !== ''),
    ...(section.rows ? [model.rows[section.rows.name].length > 0] : []),
    ...section.facts.map(({ id }) => model.facts[id as keyof typeof model.facts] !== null),
  ];
  if (parts.length > 0 && parts.every(Boolean)) return 'filled';
  return parts.some(Boolean) ? 'begun' : 'empty';
}
