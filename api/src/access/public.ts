import { Extensions } from 'type-graphql';
import {
  getNamedType,
  GraphQLObjectType,
  Kind,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** Marks a root field that answers without signing in. All others are closed. */
export const Public = (): MethodDecorator => Extensions({ public: true }) as MethodDecorator;

/** Root fields of an operation that need a signed-in actor; fragments are followed, unknown fields are validation's affair. */
export function closedRootFields(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): string[] {
  const root = schema.getRootType(operation.operation);
  if (!root) return [];
  const closed = new Set<string>();
  const visit = (selections: SelectionSetNode): void => {
    for (const selection of selections.selections) {
      if (selection.kind === Kind.FIELD) {
        const field = root.getFields()[selection.name.value];
        if (field && field.extensions?.['public'] !== true) closed.add(selection.name.value);
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
  return [...closed];
}

/** Every root field by name with whether it is public: the first page of `schema/permissions.md`. */
export function rootFields(schema: GraphQLSchema): { type: string; field: string; public: boolean }[] {
  return ['Query', 'Mutation', 'Subscription'].flatMap((type) => {
    const root = getNamedType(schema.getType(type));
    if (!(root instanceof GraphQLObjectType)) return [];
    return Object.values(root.getFields()).map((field) => ({ type, field: field.name, public: field.extensions?.['public'] === true }));
  });
}
