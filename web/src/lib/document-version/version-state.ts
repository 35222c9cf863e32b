import type { BridgeState } from '#lib/design/Bridge.svelte';
import type { VersionCardFragment } from '#lib/graphql/generated.ts';
import type { Translate } from '#lib/i18n/text.ts';

type Signature = VersionCardFragment['signatures'][number];

/** The signature of an organisation that holds, if any. */
export function standingOf(version: Pick<VersionCardFragment, 'signatures'>, organisationId: string): Signature | undefined {
  return version.signatures.find(({ status, organisation }) => status === 'STANDING' && organisation.id === organisationId);
}

/** What the bridge between the two shows: joined when both stand behind the version, fallen when signatures fell and none stands. */
export function signOffOf(
  version: Pick<VersionCardFragment, 'signatures'>,
  organisations: readonly { id: string }[],
): Extract<BridgeState, 'open' | 'pending' | 'joined' | 'dropped'> {
  const standing = organisations.filter(({ id }) => standingOf(version, id)).length;
  if (standing === 2) return 'joined';
  if (standing === 1) return 'open';
  return version.signatures.some(({ status }) => status === 'FALLEN') ? 'dropped' : 'pending';
}

/** What people call a version. */
export function titleOf({ number, name, cause, restoredFrom }: VersionCardFragment, t: Translate): string {
  if (name !== null) return cause === 'RESTORED' ? t('version.titleRestored', { number, name }) : t('version.title', { number, name });
  return t('version.titleBefore', { number, from: restoredFrom ?? 0 });
}

/** The version that sign-off is about: the newest that somebody stands behind, else the newest that reads as the document does. */
export function inFocus<Version extends Pick<VersionCardFragment, 'signatures' | 'isCurrent'>>(
  versions: readonly Version[],
): Version | undefined {
  return (
    versions.find(({ signatures }) => signatures.some(({ status }) => status === 'STANDING')) ?? versions.find(({ isCurrent }) => isCurrent)
  );
}

interface SignedVersion {
  readonly number: number;
  readonly signatures: readonly {
    readonly status: Signature['status'];
    readonly signedAt: string;
    readonly endedAt?: string | null | undefined;
    readonly endedBy?: string | null | undefined;
    readonly organisation: { readonly name: string };
  }[];
}

/** How the text stands: signed by both or by one organisation, or its last signatures fell; null when there is nothing to say. */
interface Stand<Version> {
  readonly is: 'joined' | 'one' | 'fallen';
  readonly version: Version;
  /** Names of those who signed. */
  readonly organisations: readonly string[];
  /** When the last of them signed, or the signatures fell. */
  readonly at: string;
  /** Whose change it was. */
  readonly by: string | null;
}

/** `versions`: newest first. A signature that was withdrawn later leaves nothing to say. */
export function standOf<Version extends SignedVersion>(versions: readonly Version[]): Stand<Version> | null {
  const version =
    versions.find(({ signatures }) => signatures.some(({ status }) => status === 'STANDING')) ??
    versions.find(({ signatures }) => signatures.length > 0);
  const standing = version?.signatures.filter(({ status }) => status === 'STANDING') ?? [];
  const fallen = version?.signatures.filter(({ status }) => status === 'FALLEN').at(-1);
  if (!version) return null;
  if (standing.length > 0) {
    const at =
      standing
        .map(({ signedAt }) => signedAt)
        .sort()
        .at(-1) ?? '';
    const organisations = standing.map(({ organisation }) => organisation.name);
    return { is: standing.length > 1 ? 'joined' : 'one', version, organisations, at, by: null };
  }
  if (!fallen?.endedAt || version.signatures.at(-1)?.status !== 'FALLEN') return null;
  return { is: 'fallen', version, organisations: [], at: fallen.endedAt, by: fallen.endedBy ?? null };
}
