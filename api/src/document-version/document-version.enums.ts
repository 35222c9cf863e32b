import { registerEnumType } from 'type-graphql';

export enum VersionCause {
  NAMED = 'NAMED',
  BEFORE_RESTORE = 'BEFORE_RESTORE',
  RESTORED = 'RESTORED',
}
registerEnumType(VersionCause, {
  name: 'VersionCause',
  description:
    'NAMED: somebody named it. BEFORE_RESTORE: what the document read right before another version was restored. RESTORED: what it read right after.',
});

export enum ChangeKind {
  SAME = 'SAME',
  ADDED = 'ADDED',
  REMOVED = 'REMOVED',
  CHANGED = 'CHANGED',
}
registerEnumType(ChangeKind, {
  name: 'ChangeKind',
  description: 'How something in the newer text compares with the older one. CHANGED: both have it, and it differs.',
});

export enum SignatureStatus {
  STANDING = 'STANDING',
  WITHDRAWN = 'WITHDRAWN',
  FALLEN = 'FALLEN',
}
registerEnumType(SignatureStatus, {
  name: 'SignatureStatus',
  description: 'STANDING: it holds. WITHDRAWN: by the organisation that signed. FALLEN: the text was changed after it.',
});
