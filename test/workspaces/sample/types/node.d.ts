declare module 'node:fs' {
  export function readFileSync(path: string, encoding: 'utf8'): string;
  export function writeFileSync(path: string, data: string): void;
  export function existsSync(path: string): boolean;
  const fs: { readFileSync: typeof readFileSync; writeFileSync: typeof writeFileSync; existsSync: typeof existsSync };
  export default fs;
}

declare module 'node:fs/promises' {
  export interface FileHandle {
    readFile(encoding: 'utf8'): Promise<string>;
    appendFile(data: string): Promise<void>;
    close(): Promise<void>;
  }
  export function open(path: string, flags?: string): Promise<FileHandle>;
  export function readFile(path: string, encoding: 'utf8'): Promise<string>;
  export function writeFile(path: string, data: string): Promise<void>;
  export function readdir(path: string): Promise<string[]>;
}

declare module 'node:child_process' {
  export function execSync(command: string, options?: { encoding: 'utf8' }): string;
}

declare module 'node:crypto' {
  export function scryptSync(password: string, salt: string, length: number): Uint8Array;
  export function timingSafeEqual(left: Uint8Array, right: Uint8Array): boolean;
}

declare module 'node:http' {
  export interface IncomingMessage extends AsyncIterable<Uint8Array> {
    url?: string;
    method?: string;
  }
  export interface ServerResponse {
    statusCode: number;
    setHeader(name: string, value: string): this;
    end(body?: string): this;
  }
  export interface Server {
    listen(port: number, ready?: () => void): this;
  }
  export function createServer(listener: (request: IncomingMessage, response: ServerResponse) => void): Server;
}
