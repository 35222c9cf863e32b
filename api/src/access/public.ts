import { Extensions } from 'type-graphql';
import {
  getNamedType,
  GraphQLObjectType,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** Marks a root field that answers without signing in. All others are closed. */
export const Public = (): MethodDecorator => Extensions({ public: true }) as MethodDecorator;

/** Marks a root field that reads texts letter by letter itself, so that one which cannot be stored is its affair and not refused at the door. */
export const ReadsAnyText = (): MethodDecorator => Extensions({ readsAnyText: true }) as MethodDecorator;

/** Marks a root field that finds out in its own statement who asks. Asked alone, nobody looks before; it must not read `context.actor` first. */
export const FindsAsker = (): MethodDecorator => Extensions({ findsAsker: true }) as MethodDecorator;

/** Whether an operation's one root field finds out itself who asks. */
export function findsAsker(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): boolean {
  const [first, ...more] = operation.selectionSet.selections;
  if (first?.kind !== Kind.FIELD || more.length > 0) return false;
  return rootFieldsWithout('findsAsker', schema, document, operation).length === 0;
}

/** Marks a mutation that an open socket takes too: small, and sent so often that a request of its own would cost more than the work. */
export const OverSocket = (): MethodDecorator => Extensions({ overSocket: true }) as MethodDecorator;

/** Root fields of an operation that need a signed-in actor; fragments are followed, unknown fields are validation's affair. */
export function closedRootFields(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): string[] {
  return rootFieldsWithout('public', schema, document, operation);
}

/** Whether every root field of an operation reads texts itself. */
export function readsAnyText(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): boolean {
  return rootFieldsWithout('readsAnyText', schema, document, operation).length === 0;
}

/** Whether a socket takes the operation: a subscription, or nothing but mutations that are marked for it. */
export function runsOverSocket(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): boolean {
  return (
    operation.operation === OperationTypeNode.SUBSCRIPTION ||
    (operation.operation === OperationTypeNode.MUTATION && rootFieldsWithout('overSocket', schema, document, operation).length === 0)
  );
}

/** The names of those mutations. */
export function mutationsOverSocket(schema: GraphQLSchema): string[] {
  const fields = Object.values(schema.getMutationType()?.getFields() ?? {});
  return fields.filter((field) => field.extensions?.['overSocket'] === true).map((field) => field.name);
}

function rootFieldsWithout(mark: string, schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): string[] {
  const root = schema.getRootType(operation.operation);
  if (!root) return [];
  const found = new Set<string>();
  const visit = (selections: SelectionSetNode): void => {
    for (const selection of selections.selections) {
      if (selection.kind === Kind.FIELD) {
        const field = root.getFields()[selection.name.value];
        if (field && field.extensions?.[mark] !== true) found.add(selection.name.value);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        visit(selection.selectionSet);
      } else {
        const name = selection.name.value;
        const fragment = document.definitions.find((node) => node.kind === Kind.FRAGMENT_DEFINITION && node.name.value === name);
        if (fragment?.kind === Kind.FRAGMENT_DEFINITION) visit(fragment.selectionSet);
      }
    }
  };
  visit(operation.selectionSet);
  return [...found];
}

/** Every root field by name with whether it is public: the first page of `schema/permissions.md`. */
export function rootFields(schema: GraphQLSchema): { type: string; field: string; public: boolean }[] {
  return ['Query', 'Mutation', 'Subscription'].flatMap((type) => {
    const root = getNamedType(schema.getType(type));
    if (!(root instanceof GraphQLObjectType)) return [];
    return Object.values(root.getFields()).map((field) => ({ type, field: field.name, public: field.extensions?.['public'] === true }));
  });
}
