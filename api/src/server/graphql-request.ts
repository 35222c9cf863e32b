/** What a request asks for, its parts of the right types. */
export interface Asked {
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Record<string, unknown>;
}

type JsonObject = Record<string, unknown>;

const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The parts of a POST's body; a sentence when it is no request. */
export function readBody(body: unknown): Asked | string {
  if (!isObject(body)) return 'Send one operation as a JSON object with content-type application/json.';
  const { query, operationName = null, variables = null, extensions = null } = body;
  if (typeof query !== 'string' || query === '') return '`query` must be the text of an operation.';
  if (operationName !== null && typeof operationName !== 'string') return '`operationName` must be a text.';
  if (variables !== null && !isObject(variables)) return '`variables` must be an object.';
  if (extensions !== null && !isObject(extensions)) return '`extensions` must be an object.';
  return { query, operationName: operationName || null, variables: variables ?? {} };
}

/** The same of a GET's address, where `variables` and `extensions` are JSON. */
export function readUrl(url: string): Asked | string {
  const parameters = new URL(url, 'http://localhost').searchParams;
  const given: JsonObject = {};
  for (const name of ['query', 'operationName', 'variables', 'extensions']) {
    const values = parameters.getAll(name);
    if (values.length > 1) return `Give \`${name}\` once.`;
    if (values[0] !== undefined) given[name] = name === 'query' || name === 'operationName' ? values[0] : fromJson(values[0]);
  }
  return readBody(given);
}

/** Not JSON gives itself back, which is no object and refused as such. */
function fromJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

const JSON_TYPE = 'application/json';
const GRAPHQL_RESPONSE = 'application/graphql-response+json';
const ANSWERS: Readonly<Record<string, string>> = {
  [JSON_TYPE]: JSON_TYPE,
  'application/*': JSON_TYPE,
  '*/*': JSON_TYPE,
  [GRAPHQL_RESPONSE]: GRAPHQL_RESPONSE,
};

/** The content type to answer with: what the client likes best, the first of equals; null when it takes none of ours. */
export function answerType(accept: string | undefined): string | null {
  if (accept === undefined || accept in ANSWERS) return ANSWERS[accept ?? JSON_TYPE]!;
  let best: { type: string; quality: number } | null = null;
  for (const part of accept.split(',')) {
    const [name = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
    const given = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    const quality = given === undefined ? 1 : Number(given);
    const type = Object.hasOwn(ANSWERS, name) ? ANSWERS[name]! : null;
    if (type !== null && quality > (best?.quality ?? 0)) best = { type, quality };
  }
  return best?.type ?? null;
}
