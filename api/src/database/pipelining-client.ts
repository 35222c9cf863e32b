import pg from 'pg';

/** A connection on which what is asked in one turn of the event loop is written at once: together with `pipeline`, one trip. */
export class PipeliningClient extends pg.Client {
  private holding = false;

  override query(...given: unknown[]): never {
    if (!this.holding) {
      this.holding = true;
      const { stream } = (this as unknown as { connection: pg.Connection }).connection;
      stream.cork();
      process.nextTick(() => {
        this.holding = false;
        stream.uncork();
      });
    }
    return super.query(...(given as [string])) as never;
  }
}
