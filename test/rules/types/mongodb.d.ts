declare module 'mongodb' {
  export class ClientSession {
    startTransaction(): void;
    commitTransaction(): Promise<void>;
    endSession(): Promise<void>;
  }
  export class MongoClient {
    startSession(): ClientSession;
  }
}
