import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { GraphQLCountryCode, GraphQLDateTimeISO as IsoDateTime } from 'graphql-scalars';

export { GraphQLCountryCode };

/** RFC 3339 with offset; the contract calls it DateTime. Values are JS Dates inside. */
export const GraphQLDateTimeISO = new GraphQLScalarType({
  ...IsoDateTime.toConfig(),
  name: 'DateTime',
  description: 'A moment in time, RFC 3339 with offset.',
});

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

function parseBase64(value: unknown): Uint8Array {
  // A GraphQLError: compiled operations pass it on as it is, and anything else would count as a fault of ours.
  if (typeof value !== 'string' || !BASE64.test(value)) throw new GraphQLError('Base64 must be text in the standard alphabet, padded.');
  return new Uint8Array(Buffer.from(value, 'base64'));
}

/** Bytes as text: standard alphabet, padded. Values are Uint8Array inside. */
export const GraphQLBase64 = new GraphQLScalarType<Uint8Array, string>({
  name: 'Base64',
  description: 'Bytes in the standard Base64 alphabet, padded.',
  serialize: (value) => {
    if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64');
    throw new TypeError('Base64 holds bytes.');
  },
  parseValue: parseBase64,
  parseLiteral: (node) => {
    if (node.kind !== Kind.STRING) throw new GraphQLError('Base64 must be text.');
    return parseBase64(node.value);
  },
});
