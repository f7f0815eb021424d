class Gate {
  private waiting: (() => void)[] = [];
  async acquire() { await new Promise<void>((resolve) => this.waiting.push(resolve)); }
  release() { this.waiting.shift()?.(); }
}

class Connection {
  async query(sql: string) { return (await fetch(sql)).text(); }
  close() { console.log('closed'); }
}

const gate = new Gate();
const known = new Map<string, Connection>();

export async function locked(work: () => Promise<void>) {
  await gate.acquire(); // expect missing-cleanup: await gate.acquire()
  await work();
  gate.release();
}

export async function connect() {
  const connection = new Connection(); // expect missing-cleanup: connection
  const answer = await connection.query('select 1');
  connection.close();
  return answer;
}

export async function borrowed(name: string) {
  const connection = known.get(name);
  await connection?.query('select 1');
  connection?.close();
}

export function nothingToWaitFor() {
  const connection = new Connection();
  console.log(connection);
  connection.close();
}
