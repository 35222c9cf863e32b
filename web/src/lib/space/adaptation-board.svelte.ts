import { ADAPTATION } from '@kopru/schema/capacity-model';
import { proseText } from '@kopru/schema/capacity-model-reading';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';

/** One organisation's adaptation as the page shows it. Only that organisation writes it; the server sees to that. */
export class AdaptationBoard {
  readonly doc = new Y.Doc({ gc: false });
  readonly awareness = new Awareness(this.doc);
  readonly fragment = this.doc.getXmlFragment(ADAPTATION.fragment);
  /** Whether something is written. */
  written = $state(false);

  constructor() {
    this.doc.on('update', () => (this.written = proseText(this.fragment).trim() !== ''));
  }

  destroy(): void {
    this.awareness.destroy();
    this.doc.destroy();
  }
}
