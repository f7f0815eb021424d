import { fork, spawn } from 'node:child_process';
import http from 'node:http';
import net from 'node:net';
import type { Readable } from 'node:stream';
import { Worker } from 'node:worker_threads';

export function textOf(stream: Readable) {
  return new Promise<string>((resolve) => { // expect never-settles: new Promise<string>((resolve) => { …
    let text = '';
    stream.on('data', (chunk: string) => (text += chunk));
    stream.on('end', () => resolve(text));
  });
}

export async function exitOf(command: string) {
  const child = spawn(command);
  await new Promise((resolve) => child.once('exit', resolve)); // expect never-settles: new Promise((resolve) => child.once('exit', resolve))
}

export const first = (file: string) => new Promise((resolve) => { new Worker(file).on('message', resolve); }); // expect never-settles: new Promise((resolve) => { new Worker(file).on('message', resolve); })

export const answerOf = (file: string) => new Promise((resolve, fail) => { // expect never-settles: new Promise((resolve, fail) => { …
  if (file === '') return fail(new Error('no file'));
  fork(file).on('message', resolve);
});

export function statusOf(url: string) {
  return new Promise<number>((resolve, reject) => { // expect never-settles: new Promise<number>((resolve, reject) => { …
    http.get(url, (response) => {
      if (response.statusCode === undefined) reject(new Error('no status'));
      else resolve(response.statusCode);
    });
  });
}

export const reach = (port: number) => new Promise<net.Socket>((resolve) => { // expect never-settles: new Promise<net.Socket>((resolve) => { …
  const socket = net.connect({ port }, () => resolve(socket));
});
