import { fork, spawn } from 'node:child_process';
import http from 'node:http';
import net from 'node:net';
import type { Readable } from 'node:stream';
import { Worker } from 'node:worker_threads';

export function textOf(stream: Readable) {
  return new Promise<string>((resolve, reject) => {
    let text = '';
    stream.on('data', (chunk: string) => (text += chunk));
    stream.on('end', () => resolve(text)).on('error', reject);
  });
}

export async function exitOf(command: string) {
  const child = spawn(command);
  await new Promise((resolve, reject) => child.once('exit', resolve).on('error', reject));
}

export const first = (file: string) => new Promise((resolve, reject) => { new Worker(file).on('message', resolve).on('error', reject); });

export const answerOf = (file: string) => new Promise((resolve, fail) => {
  if (file === '') return fail(new Error('no file'));
  fork(file).on('message', resolve).on('error', fail);
});

export function statusOf(url: string) {
  return new Promise<number>((resolve, reject) => {
    http.get(url, (response) => {
      if (response.statusCode === undefined) reject(new Error('no status'));
      else resolve(response.statusCode);
    }).on('error', reject);
  });
}

export const reach = (port: number) => new Promise<net.Socket>((resolve, reject) => {
  const socket = net.connect({ port }, () => resolve(socket)).on('error', reject);
});
