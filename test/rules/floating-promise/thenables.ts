interface Query { then(done: (rows: string[]) => void): void }
declare function query(sql: string): Query;
declare function showMessage(text: string): PromiseLike<string>;

export function run() {
  query('select 1');
  showMessage('hello');
}
