// package: { "name": "notes", "dependencies": { "express": "5" } }
import { fork } from 'node:child_process';
import http from 'node:http';

// A program that is there starts.
export function run(file: string) {
  return new Promise((resolve) => { // expect never-settles (hint): new Promise((resolve) => {…
    fork(file).on('exit', resolve);
  });
}

export function ask(address: string) {
  return new Promise((resolve) => { // expect never-settles (hint): new Promise((resolve) => {…
    http.get(address, resolve);
  });
}
