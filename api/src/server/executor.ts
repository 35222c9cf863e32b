import type { GatewayInterface } from '@apollo/server-gateway-interface';
import { execute, GraphQLError, type DocumentNode, type ExecutionResult, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';
import { isSignedIn } from '../access/actor.ts';
import { unauthenticated } from '../access/errors.ts';
import { closedRootFields } from '../access/public.ts';
import type { Context } from '../context.ts';

interface Prepared {
  closed: boolean;
  run: CompiledQuery['query'] | null;
}

const MAX_PREPARED = 500;

/** Compiles each operation once; a visitor's operation with a closed root field is refused before anything runs. */
export class CompiledExecutor {
  private readonly prepared = new Map<string, Prepared>();

  constructor(private readonly schema: GraphQLSchema) {}

  async execute(
    key: string,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    context: Context,
    variables: Record<string, unknown>,
  ): Promise<ExecutionResult> {
    const prepared = this.prepare(key, document, operation);
    if (prepared.closed && !isSignedIn(context.actor)) {
      const refusal = unauthenticated();
      return { errors: [new GraphQLError(refusal.message, { nodes: [operation], originalError: refusal })] };
    }
    if (prepared.run) {
      const result = (await prepared.run(undefined, context, variables)) as ExecutionResult;
      return result.errors ? { ...result, errors: result.errors.map(ownError) } : result;
    }
    return execute({
      schema: this.schema,
      document,
      contextValue: context,
      variableValues: variables,
      operationName: operation.name?.value,
    });
  }

  private prepare(key: string, document: DocumentNode, operation: OperationDefinitionNode): Prepared {
    const name = `${key} ${operation.name?.value ?? ''}`;
    const known = this.prepared.get(name);
    if (known) return known;
    const compiled = compileQuery(this.schema, document, operation.name?.value ?? '');
    const prepared = {
      closed: closedRootFields(this.schema, document, operation).length > 0,
      run: isCompiledQuery(compiled) ? compiled.query : null,
    };
    // The oldest goes first: clients repeat few operations, an attacker's inventions must not fill the memory.
    if (this.prepared.size >= MAX_PREPARED) this.prepared.delete(this.prepared.keys().next().value!);
    this.prepared.set(name, prepared);
    return prepared;
  }
}

/** graphql-jit makes look-alikes of GraphQLError that are neither instances nor writable; the rest of the way expects real ones. */
function ownError({ message, path, originalError, extensions }: GraphQLError): GraphQLError {
  return new GraphQLError(message, { path: path ?? null, originalError: originalError ?? null, extensions: extensions ?? null });
}

/** Apollo runs operations through a gateway's executor; ours is the compiled one on the same schema. */
export function compiledGateway(schema: GraphQLSchema): GatewayInterface {
  const executor = new CompiledExecutor(schema);
  return {
    onSchemaLoadOrUpdate(listen) {
      listen({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    load: async () => ({
      executor: async ({ queryHash, document, operation, context, request }) =>
        executor.execute(queryHash, document, operation, context as unknown as Context, request.variables ?? {}) as Promise<
          ExecutionResult<Record<string, unknown>>
        >,
    }),
    stop: async () => undefined,
  };
}
