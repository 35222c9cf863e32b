import type { BridgeState } from '#lib/design/Bridge.svelte';

type SuggestionStatus = 'OPEN' | 'AGREED' | 'DECLINED' | 'EXPIRED' | 'OVERTAKEN';

/** The figure between two suggested organisations: both stand and the keystone is missing, it holds, or it has fallen. */
export function bridgeOf(status: SuggestionStatus): BridgeState {
  if (status === 'OPEN') return 'pending';
  return status === 'AGREED' ? 'joined' : 'dropped';
}
