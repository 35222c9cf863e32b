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

export enum SignatureStatus {
  STANDING = 'STANDING',
  WITHDRAWN = 'WITHDRAWN',
  FALLEN = 'FALLEN',
}
registerEnumType(SignatureStatus, {
  name: 'SignatureStatus',
  description: 'STANDING: it holds. WITHDRAWN: by the organisation that signed. FALLEN: the text was changed after it.',
});
