import {
  createSourceEventStream,
  execute,
  getNamedType,
  getOperationAST,
  GraphQLError,
  Kind,
  parse,
  specifiedRules,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type OperationTypeNode,
  type ValidationRule,
} from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';
import { isSignedIn } from '../access/actor.ts';
import type { Asker } from '../access/asker.ts';
import { unauthenticated } from '../access/errors.ts';
import { closedRootFields, findsAsker, readsAnyText, runsOverSocket } from '../access/public.ts';
import type { Context } from '../context.ts';
import { LIMIT_RULES, MAX_OPERATION_LENGTH, MAX_TOKENS } from './limits.ts';
import { GraphQLBase64 } from '../schema/scalars.ts';
import { refuseUnstorable } from './letters.ts';

/** One operation of a document that passed every check. */
export interface Operation {
  readonly document: DocumentNode;
  readonly node: OperationDefinitionNode;
  readonly kind: OperationTypeNode;
  /** Asks for a root field that needs a signed-in actor. */
  readonly closed: boolean;
  /** Wants texts as they come, also those that cannot be stored. */
  readonly anyText: boolean;
  /** Finds out itself who asks. */
  readonly findsAsker: boolean;
  /** A socket takes it. */
  readonly overSocket: boolean;
  /** Compiled on first use. */
  run: CompiledQuery['query'] | undefined;
}

/** A document's text, read once: its operations by name, or what is wrong with it. */
interface Reading {
  readonly document: DocumentNode;
  readonly operations: Map<string, Operation>;
}

const MAX_KNOWN = 500;

/** Bytes that are written into the text itself: compiled operations cannot hold them (they keep values of literals as JSON), and clients rarely send them so. */
function holdsBytes(schema: GraphQLSchema, document: DocumentNode): boolean {
  let found = false;
  const types = new TypeInfo(schema);
  const look = { StringValue: () => void (found ||= getNamedType(types.getInputType()) === GraphQLBase64) };
  visit(document, visitWithTypeInfo(types, look));
  return found;
}

/**
 * Everything between an operation's text and its answer, for every door: reading, limits, validation, whether a visitor may ask, running.
 * A text that was seen before is neither read nor checked nor compiled again.
 */
export class Operations {
  private readonly known = new Map<string, Reading>();

  constructor(readonly schema: GraphQLSchema) {}

  /** The operation asked for. Throws the errors of the request (syntax, limits, validation, unknown name) as `RequestErrors`. */
  find(text: string, name: string | null | undefined): Operation {
    const reading = this.known.get(text) ?? this.read(text);
    const operation = reading.operations.get(name ?? '') ?? this.choose(reading, name);
    return operation;
  }

  /**
   * Refuses a visitor's closed operation, and letters that the database cannot store, before anything runs. Whoever is not known yet is
   * refused by the root field that finds out who they are.
   */
  admit(operation: Operation, asker: Asker, variables: Readonly<Record<string, unknown>>): void {
    if (operation.closed && asker.unknownSession === null && !isSignedIn(asker.actor)) throw unauthenticated();
    if (!operation.anyText) refuseUnstorable(variables);
  }

  /** Runs a query or mutation that was admitted; or, of a subscription, what is asked of one `event`. */
  async run(operation: Operation, context: Context, variables: Record<string, unknown>, event?: unknown): Promise<ExecutionResult> {
    operation.run ??= holdsBytes(this.schema, operation.document) ? this.interpret(operation) : this.compile(operation);
    return operation.run(event, context, variables);
  }

  /** Runs a subscription that was admitted: an answer for each of its events, or why it does not stand. */
  async subscribe(
    operation: Operation,
    context: Context,
    variables: Record<string, unknown>,
  ): Promise<AsyncGenerator<ExecutionResult, void, void> | ExecutionResult> {
    const { document, node } = operation;
    const operationName = node.name?.value;
    const source = await createSourceEventStream({
      schema: this.schema,
      document,
      operationName,
      contextValue: context,
      variableValues: variables,
    });
    if (!(Symbol.asyncIterator in source)) return source;
    return answersTo(source[Symbol.asyncIterator](), (event) => this.run(operation, context, variables, event));
  }

  private read(text: string): Reading {
    if (text.length > MAX_OPERATION_LENGTH) throw new RequestErrors([new GraphQLError('The operation is too long.')]);
    const document = parsed(text);
    // Limits first: some of GraphQL's own rules take time quadratic in what the limits forbid.
    for (const rules of [LIMIT_RULES, specifiedRules]) {
      const errors = this.validate(document, rules);
      if (errors.length > 0) throw new RequestErrors(errors);
    }
    const reading = { document, operations: new Map<string, Operation>() };
    // The oldest goes first: clients repeat few operations, an attacker's inventions must not fill the memory.
    if (this.known.size >= MAX_KNOWN) this.known.delete(this.known.keys().next().value!);
    this.known.set(text, reading);
    return reading;
  }

  /** Some limits throw instead of reporting. */
  private validate(document: DocumentNode, rules: readonly ValidationRule[]): readonly GraphQLError[] {
    try {
      return validate(this.schema, document, rules, { maxErrors: 20 });
    } catch (error) {
      if (error instanceof GraphQLError) return [error];
      throw error;
    }
  }

  private choose({ document, operations }: Reading, name: string | null | undefined): Operation {
    const node = getOperationAST(document, name);
    if (!node)
      throw new RequestErrors([
        new GraphQLError(name ? 'There is no operation of this name.' : 'Say by operationName which operation to run.'),
      ]);
    const operation: Operation = {
      document,
      node,
      kind: node.operation,
      closed: closedRootFields(this.schema, document, node).length > 0,
      anyText: readsAnyText(this.schema, document, node),
      findsAsker: findsAsker(this.schema, document, node),
      overSocket: runsOverSocket(this.schema, document, node),
      run: undefined,
    };
    operations.set(name ?? '', operation);
    return operation;
  }

  private interpret({ document, node }: Operation): CompiledQuery['query'] {
    const operationName = node.name?.value;
    return (rootValue, contextValue, variableValues) =>
      execute({ schema: this.schema, document, operationName, rootValue, contextValue, variableValues });
  }

  private compile({ document, node }: Operation): CompiledQuery['query'] {
    const compiled = compileQuery(this.schema, document, node.name?.value ?? '');
    if (isCompiledQuery(compiled)) return compiled.query;
    throw new RequestErrors(compiled.errors ?? [new GraphQLError('The operation cannot be run.')]);
  }
}

/** Not a generator function: leaving it while the next event is waited for has to reach the source at once. */
function answersTo(
  events: AsyncIterator<unknown>,
  answer: (event: unknown) => Promise<ExecutionResult>,
): AsyncGenerator<ExecutionResult, void, void> {
  const leave = async (): Promise<IteratorReturnResult<void>> => {
    await events.return?.();
    return { done: true, value: undefined };
  };
  return {
    next: async () => {
      const { done, value } = await events.next();
      return done ? { done, value: undefined } : { done: false, value: await answer(value) };
    },
    return: leave,
    throw: async (error) => (await leave(), Promise.reject(error)),
    [Symbol.asyncIterator]() {
      return this;
    },
    [Symbol.asyncDispose]: async () => void (await leave()),
  };
}

/** The request itself is wrong: nothing ran. */
export class RequestErrors extends Error {
  constructor(readonly errors: readonly GraphQLError[]) {
    super('The request is wrong.');
  }
}

function parsed(text: string): DocumentNode {
  try {
    const document = parse(text, { maxTokens: MAX_TOKENS });
    if (document.definitions.some((node) => node.kind === Kind.OPERATION_DEFINITION)) return document;
  } catch (error) {
    throw new RequestErrors([error as GraphQLError]);
  }
  throw new RequestErrors([new GraphQLError('The document holds no operation.')]);
}
