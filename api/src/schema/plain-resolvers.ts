import { GraphQLObjectType, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import type { Context } from '../context.ts';

type FieldResolver = ReturnType<typeof getMetadataStorage>['fieldResolvers'][number];
type Parameter = NonNullable<FieldResolver['params']>[number];
type Plain = GraphQLFieldResolver<unknown, Context, Record<string, unknown>>;

/**
 * type-graphql wraps every field, also one that only reads a property, and makes a promise for every argument of a field, though nothing
 * here validates. Compiled operations read a property without a function in between, so the wrappers of fields are taken off: what
 * has no resolver of its own has none, and the methods of resolver classes are called as they are. Root fields stay wrapped.
 */
export function unwrapFields(schema: GraphQLSchema): void {
  const storage = getMetadataStorage();
  const typeNames = new Map(storage.objectTypes.map(({ target, name }) => [target, name]));
  const instances = new Map<unknown, object>();
  const instanceOf = (target: FieldResolver['target']): object => {
    const known = instances.get(target) ?? (Reflect.construct(target, []) as object);
    instances.set(target, known);
    return known;
  };
  const resolved = new Set<unknown>();
  for (const metadata of storage.fieldResolvers) {
    const type = schema.getType(typeNames.get(metadata.getObjectType?.() as never) ?? '');
    const field = type instanceof GraphQLObjectType ? type.getFields()[metadata.schemaName] : undefined;
    if (!field) throw new Error(`No type has the field of ${metadata.target.name}.${metadata.methodName}.`);
    resolved.add(field);
    const plain = metadata.middlewares?.length ? null : plainResolver(instanceOf(metadata.target), metadata);
    if (plain) field.resolve = plain;
  }
  for (const { name, fields } of storage.objectTypes) {
    const type = schema.getType(name);
    if (!(type instanceof GraphQLObjectType)) continue;
    for (const { name: property, schemaName } of fields ?? []) {
      const field = type.getFields()[schemaName];
      if (field && property === schemaName && !resolved.has(field)) delete field.resolve;
    }
  }
}

/** The method with its parameters in place; null when one of them needs more than to be handed over. */
function plainResolver(instance: object, { methodName, params = [] }: FieldResolver): Plain | null {
  const method = (instance as Record<string, (...given: unknown[]) => unknown>)[methodName]!.bind(instance);
  const take = [...params].sort((a, b) => a.index - b.index).map(taker);
  if (take.some((one) => one === null)) return null;
  const [first, second, third, ...more] = take as Plain[];
  if (more.length > 0) return (...given) => method(...(take as Plain[]).map((one) => one(...given)));
  // Fields are resolved by the thousand: no list is made for the usual few parameters.
  if (third) return (...given) => method(first!(...given), second!(...given), third(...given));
  if (second) return (root, args, context, info) => method(first!(root, args, context, info), second(root, args, context, info));
  if (first) return (root, args, context, info) => method(first(root, args, context, info));
  return () => method();
}

function taker(parameter: Parameter): Plain | null {
  if (parameter.kind === 'root') return parameter.propertyName === undefined ? (root) => root : null;
  if (parameter.kind === 'context') return parameter.propertyName === undefined ? (_root, _args, context) => context : null;
  if (parameter.kind === 'info') return (_root, _args, _context, info) => info;
  if (parameter.kind !== 'arg' || isInputClass(parameter.getType())) return null;
  const { name } = parameter;
  return (_root, args) => args[name];
}

const isInputClass = (type: unknown): boolean => getMetadataStorage().inputTypes.some(({ target }) => target === type);
