interface State { id: string; name: string }
declare function fetchStates(): Promise<State[]>;
declare function open(file: string): Promise<{ run(sql: string): Promise<void> }>;
declare function log(text: string): void;

let ready = false;
let limit: number | null = null;

export async function prepare(): Promise<void> {
  if (ready) return;
  log('preparing'); // said once
  await fetchStates();
  ready = true; // expect lost-update (hint): ready = true
}

export async function limitOf(): Promise<number> {
  if (limit === null)
    limit = 2 * (await fetchStates()).length; // expect lost-update: limit = 2 * (await fetchStates()).length
  return limit;
}

export class States {
  private states?: State[];
  private viewer: string | undefined;
  static database: { run(sql: string): Promise<void> } | undefined;

  async all(): Promise<State[]> {
    if (!this.states) {
      const states = await fetchStates();
      // the first is a draft
      this.states = states.slice(1); // expect lost-update: this.states = states.slice(1)
    }
    return this.states;
  }

  async viewerId(): Promise<string> {
    if (this.viewer) return this.viewer;

    const [first] = await fetchStates();
    if (!first) {
      throw new Error('nobody');
    }
    this.viewer = first.id; // expect lost-update: this.viewer = first.id
    return this.viewer;
  }

  static async connect(file: string) {
    if (States.database) return States.database;
    const database = await open(file);
    await database.run('PRAGMA busy_timeout = 3000');
    States.database = database; // expect lost-update: States.database = database
    return States.database;
  }
}
