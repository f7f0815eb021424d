declare module 'mongodb' {
  export class ClientSession {
    startTransaction(): void;
    commitTransaction(): Promise<void>;
    endSession(): Promise<void>;
  }
  export class MongoClient {
    constructor(url: string);
    connect(): Promise<this>;
    names(): Promise<string[]>;
    close(): Promise<void>;
    startSession(): ClientSession;
  }
}
