import { Kind, type FieldNode, type GraphQLResolveInfo, type SelectionSetNode } from 'graphql';

/** Selections by the nodes they stand in: an operation that was compiled once asks with the same nodes each time. */
const known = new WeakMap<readonly FieldNode[], Map<string, ReadonlySet<string>>>();

/**
 * Names of the fields that an operation selects below the resolved one, or below the fields of `path` from there; fragments are
 * followed, and what a directive may leave out counts as selected.
 */
export function selectedFields(info: GraphQLResolveInfo, ...path: readonly string[]): ReadonlySet<string> {
  const ofNodes = known.get(info.fieldNodes) ?? new Map<string, ReadonlySet<string>>();
  known.set(info.fieldNodes, ofNodes);
  const key = path.join();
  const names = ofNodes.get(key) ?? new Set(below(info.fieldNodes, path, info.fragments).map((node) => node.name.value));
  ofNodes.set(key, names);
  return names;
}

function below(nodes: readonly FieldNode[], path: readonly string[], fragments: GraphQLResolveInfo['fragments']): FieldNode[] {
  const fields = nodes.flatMap((node) => fieldsOf(node.selectionSet, fragments));
  const [next, ...rest] = path;
  if (next === undefined) return fields;
  return below(
    fields.filter((field) => field.name.value === next),
    rest,
    fragments,
  );
}

function fieldsOf(set: SelectionSetNode | undefined, fragments: GraphQLResolveInfo['fragments']): FieldNode[] {
  return (set?.selections ?? []).flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    return fieldsOf(
      selection.kind === Kind.INLINE_FRAGMENT ? selection.selectionSet : fragments[selection.name.value]?.selectionSet,
      fragments,
    );
  });
}
