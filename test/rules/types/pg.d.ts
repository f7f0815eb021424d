declare module 'pg' {
  export interface QueryResult { rows: { id: number }[] }
  export class PoolClient {
    query(sql: string, values?: unknown[]): Promise<QueryResult>;
    release(error?: Error | boolean): void;
  }
  export class Pool {
    constructor(options?: { max?: number });
    connect(): Promise<PoolClient>;
    query(sql: string, values?: unknown[]): Promise<QueryResult>;
    end(): Promise<void>;
  }
}
