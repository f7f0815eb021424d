import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { createServer, get } from 'node:http';
import { finished, type Readable } from 'node:stream';

export const listen = () => new Promise<void>((resolve) => createServer().listen(0, resolve));
export const stopped = () => new Promise<void>((resolve) => { process.once('SIGINT', () => resolve()); });
export const never = () => new Promise<never>(() => {});
export const input = () => new Promise((resolve) => process.stdin.on('end', resolve));
export const closed = (stream: Readable) => new Promise<void>((resolve) => stream.on('close', resolve));

export const chained = (file: string) => new Promise<void>((resolve, reject) => {
  createReadStream(file).on('error', reject).on('end', resolve).resume();
});

export const requested = (url: string) => new Promise((resolve, reject) => {
  const request = get(url, (response) => { response.resume(); resolve(response.statusCode); });
  request.on('error', reject);
});

export const both = (command: string) => new Promise((resolve, reject) => {
  const child = spawn(command);
  child.stdout.on('end', () => resolve(1));
  child.on('error', reject);
});

export const timed = (stream: Readable) => new Promise<void>((resolve, reject) => {
  stream.on('end', resolve);
  setTimeout(reject, 1000);
});

export const handedOn = (stream: Readable) => new Promise<void>((resolve, reject) => {
  stream.once('end', resolve);
  finished(stream, (error) => { if (error) reject(error); });
});
