import type { Audience } from '../document.ts';
import { simplify, type Filter, type SetAttribute } from '../filter.ts';
import { tagCode, TAG_PREFIX } from '../postgres/tags.ts';
import { addAll, keepOnly, put, takeAway, type Bits, type Workspace } from './bits.ts';
import type { Faces } from './faces.ts';

/** The living faces that a filter lets through, in a set of the workspace. */
export function facesThat(filter: Filter, faces: Faces, workspace: Workspace): Bits {
  const simple = simplify(filter);
  if (simple === false) return workspace.take();
  const found = workspace.takeCopyOf(faces.alive);
  if (simple !== true) keepOnly(found, passing(simple, faces, workspace));
  return found;
}

function passing(filter: Filter, faces: Faces, workspace: Workspace): Bits {
  if ('eq' in filter) {
    const flagged = filter.eq.attribute === 'verified' ? faces.verified : faces.withoutPartner;
    return filter.eq.value ? flagged : without(faces.alive, flagged, workspace);
  }
  if ('in' in filter) return having(filter.in.attribute, filter.in.values, faces, workspace);
  if ('not' in filter) return without(faces.alive, passing(filter.not, faces, workspace), workspace);
  const [parts, join] = 'and' in filter ? [filter.and, keepOnly] : [filter.or, addAll];
  const [first, ...rest] = parts.map((part) => passing(part, faces, workspace));
  const joined = workspace.takeCopyOf(first ?? faces.alive);
  for (const part of rest) join(joined, part);
  return joined;
}

function without(all: Bits, some: Bits, workspace: Workspace): Bits {
  const rest = workspace.takeCopyOf(all);
  takeAway(rest, some);
  return rest;
}

function having(attribute: SetAttribute, values: readonly string[], faces: Faces, workspace: Workspace): Bits {
  const found = workspace.take();
  for (const value of values) {
    if (attribute === 'organisationId') for (const face of faces.facesOf(value.toLowerCase())) put(found, face);
    else addAll(found, setOf(attribute, value, faces) ?? workspace.take());
  }
  return found;
}

function setOf(attribute: Exclude<SetAttribute, 'organisationId'>, value: string, faces: Faces): Bits | undefined {
  if (attribute === 'face') return value === 'full' ? faces.full : value === 'alias' ? faces.alias : undefined;
  if (attribute === 'audience') return faces.audiences[value as Audience];
  return faces.facesWith(tagCode(TAG_PREFIX[attribute] + value))?.faces;
}
