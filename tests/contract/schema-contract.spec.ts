import { readFileSync } from 'node:fs';
import {
  buildSchema,
  findBreakingChanges,
  isEnumType,
  isInputObjectType,
  isIntrospectionType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
  print,
  astFromValue,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import { expect, it } from 'vitest';

const read = (file: string): GraphQLSchema => buildSchema(readFileSync(new URL(`../../schema/${file}`, import.meta.url), 'utf8'));
const contract = read('contract.graphql');
const emitted = read('schema.graphql');

const withDefault = (value: GraphQLArgument | GraphQLInputField): string =>
  value.defaultValue === undefined ? `${value.type}` : `${value.type} = ${print(astFromValue(value.defaultValue, value.type)!)}`;

function differencesOfField(
  name: string,
  wanted: GraphQLField<unknown, unknown>,
  given: GraphQLField<unknown, unknown> | undefined,
): string[] {
  if (!given) return [`${name} is missing`];
  const found = String(wanted.type) === String(given.type) ? [] : [`${name} should be ${wanted.type}, is ${given.type}`];
  for (const argument of wanted.args) {
    const other = given.args.find((one) => one.name === argument.name);
    if (!other) found.push(`${name}(${argument.name}) is missing`);
    else if (withDefault(argument) !== withDefault(other))
      found.push(`${name}(${argument.name}) should be ${withDefault(argument)}, is ${withDefault(other)}`);
  }
  const extra = given.args.filter((one) => !wanted.args.some((argument) => argument.name === one.name));
  for (const argument of extra)
    if (isNonNullType(argument.type) && argument.defaultValue === undefined)
      found.push(`${name}(${argument.name}) is required and not of the contract`);
  return found;
}

function differencesOfType(wanted: GraphQLNamedType): string[] {
  const given = emitted.getType(wanted.name);
  if (!given) return [`${wanted.name} is missing`];
  if (given.constructor.name !== wanted.constructor.name) return [`${wanted.name} is of another kind`];
  if (isEnumType(wanted) && isEnumType(given)) {
    const names = (type: typeof wanted): string =>
      type
        .getValues()
        .map((value) => value.name)
        .sort()
        .join(' ');
    return names(wanted) === names(given) ? [] : [`${wanted.name} should have ${names(wanted)}, has ${names(given)}`];
  }
  if (isObjectType(wanted) && isObjectType(given)) {
    return Object.values(wanted.getFields()).flatMap((field) =>
      differencesOfField(`${wanted.name}.${field.name}`, field, given.getFields()[field.name]),
    );
  }
  if (isInputObjectType(wanted) && isInputObjectType(given)) {
    return Object.values(wanted.getFields()).flatMap((field) => {
      const other = given.getFields()[field.name];
      if (!other) return [`${wanted.name}.${field.name} is missing`];
      return withDefault(field) === withDefault(other)
        ? []
        : [`${wanted.name}.${field.name} should be ${withDefault(field)}, is ${withDefault(other)}`];
    });
  }
  return [];
}

it('the API keeps every name, argument, default and nullability of the contract', () => {
  const types = Object.values(contract.getTypeMap()).filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type));
  expect(types.length).toBeGreaterThan(30);
  expect(types.flatMap(differencesOfType)).toEqual([]);
});

it('breaks no client that was written against the contract', () => {
  expect(findBreakingChanges(contract, emitted).map((change) => change.description)).toEqual([]);
});
