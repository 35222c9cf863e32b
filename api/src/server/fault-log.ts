/** What the log may say of a fault: where and of what kind, never with which values. People at risk are in them. */
export interface LoggedFault {
  readonly type: string;
  /** SQLSTATE, or the code of the system or library. */
  readonly code?: string;
  readonly constraint?: string;
  readonly table?: string;
  /** Left out for errors of the database, whose messages quote statements and values. */
  readonly message?: string;
  readonly stack: readonly string[];
  readonly cause?: LoggedFault;
}

const MAX_DEPTH = 3;

/** Takes an error apart into what may be logged; anything that is no error becomes its type. */
export function withoutValues(error: unknown, depth = 0): LoggedFault {
  if (!(error instanceof Error)) return { type: typeof error, stack: [] };
  const { code, constraint, table } = error as { code?: unknown; constraint?: unknown; table?: unknown };
  const stack = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: error.constructor.name,
    ...(typeof code === 'string' && { code }),
    ...(typeof constraint === 'string' && { constraint }),
    ...(typeof table === 'string' && { table }),
    ...(!isOfDatabase(error) && { message: error.message }),
    stack: stack.map((line) => line.trim()),
    ...(error.cause !== undefined && depth < MAX_DEPTH && { cause: withoutValues(error.cause, depth + 1) }),
  };
}

/** pg's own errors and those that MikroORM makes of them have a SQLSTATE, or a driver's name; their causes too. */
function isOfDatabase(error: Error): boolean {
  const { code, severity } = error as { code?: unknown; severity?: unknown };
  const sqlState = typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && !/^E[A-Z]{4}$/.test(code);
  return (
    sqlState ||
    severity !== undefined ||
    error.constructor.name.endsWith('Exception') ||
    (error.cause instanceof Error && isOfDatabase(error.cause))
  );
}
