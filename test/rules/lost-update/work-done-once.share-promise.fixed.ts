interface State { id: string; name: string }
declare function fetchStates(): Promise<State[]>;
declare function open(file: string): Promise<{ run(sql: string): Promise<void> }>;
declare function log(text: string): void;

let ready = false;
let preparePromise: Promise<void> | undefined;
let limit: number | null = null;
let limitPromise: Promise<number> | undefined;

export async function prepare(): Promise<void> {
  if (ready) return;
  await (preparePromise ??= (async () => {
    log('preparing'); // said once
    await fetchStates();
    ready = true;
  })().finally(() => { preparePromise = undefined; }));
}

export async function limitOf(): Promise<number> {
  if (limit === null)
    limit = await (limitPromise ??= (async () => {
      return 2 * (await fetchStates()).length;
    })().finally(() => { limitPromise = undefined; }));
  return limit;
}

export class States {
  private states?: State[];
  private statesPromise: Promise<State[]> | undefined;
  private viewer: string | undefined;
  private viewerIdPromise: Promise<string> | undefined;
  static database: { run(sql: string): Promise<void> } | undefined;
  private static databasePromise: Promise<{ run(sql: string): Promise<void>; }> | undefined;

  async all(): Promise<State[]> {
    if (!this.states) {
      this.states = await (this.statesPromise ??= (async () => {
        const states = await fetchStates();
        // the first is a draft
        return states.slice(1);
      })().finally(() => { this.statesPromise = undefined; }));
    }
    return this.states;
  }

  async viewerId(): Promise<string> {
    if (this.viewer) return this.viewer;

    return await (this.viewerIdPromise ??= (async () => {
      const [first] = await fetchStates();
      if (!first) {
        throw new Error('nobody');
      }
      this.viewer = first.id;
      return this.viewer;
    })().finally(() => { this.viewerIdPromise = undefined; }));
  }

  static async connect(file: string) {
    if (States.database) return States.database;
    States.database = await (States.databasePromise ??= (async () => {
      const database = await open(file);
      await database.run('PRAGMA busy_timeout = 3000');
      return database;
    })().finally(() => { States.databasePromise = undefined; }));
    return States.database;
  }
}
