declare module 'sequelize' {
  export class Transaction {
    commit(): Promise<void>;
    rollback(): Promise<void>;
  }
  export class Sequelize {
    transaction(): Promise<Transaction>;
    query(sql: string, options?: { transaction?: Transaction }): Promise<unknown>;
  }
}
