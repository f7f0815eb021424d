declare module 'pg' {
  export interface QueryResult<Row> {
    rows: Row[];
  }
  export class PoolClient {
    query<Row = unknown>(text: string, values?: unknown[]): Promise<QueryResult<Row>>;
    release(): void;
  }
  export class Pool {
    constructor(options?: { connectionString?: string; max?: number });
    connect(): Promise<PoolClient>;
    query<Row = unknown>(text: string, values?: unknown[]): Promise<QueryResult<Row>>;
    end(): Promise<void>;
  }
}
