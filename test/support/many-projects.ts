/**
 * A repository of several projects with what may go wrong between them: references, a file that two projects include, one of no project,
 * JavaScript beside TypeScript, findings that point into other projects, suppressions, fixes, packages that are missing, broken files.
 */
export function manyProjects(): Record<string, string> {
  const files: Record<string, string> = {
    'async-pitfalls.jsonc': '{ "rules": { "missing-timeout": "warning" } }',
    'app/async-pitfalls.jsonc': '{ "rules": { "blocking-cal": "error" } }',
    'shared/sleep.ts': 'export async function sleep() { await fetch("/sleep"); }\nexport const wait = () => { sleep(); };\n',
    'loose.ts': 'async function save() { await fetch("/save"); }\nexport async function submit() {\n  save();\n}\n',
    'lib/tsconfig.json': '{ "compilerOptions": { "composite": true, "target": "es2022", "types": [] }, "include": ["*.ts", "../shared/*.ts"] }',
    'lib/index.ts': 'import fs from "node:fs";\nexport async function load(url: string) { return (await fetch(url)).text(); }\nexport function read(path: string) { return fs.readFileSync(path, "utf8"); }\n',
    'app/tsconfig.json': '{ "compilerOptions": { "target": "es2020", "types": [] }, "references": [{ "path": "../lib" }] }',
    'app/main.ts': 'import { load, read } from "../lib/index";\nimport { sleep } from "../shared/sleep";\nimport missing from "missing-package";\n'
      + 'export async function main(urls: string[]) {\n  load("/a");\n  read("/b");\n  sleep(); // async-pitfalls-disable-line floating-promise\n  // async-pitfalls-disable-next-line floating-promise\n  await load("/c");\n  urls.forEach(async (url) => { await load(url); });\n  missing();\n}\n',
    'app/server.ts': 'import { createServer } from "node:http";\nimport { read } from "../lib/index";\ncreateServer((request, response) => { response.end(read("/b")); }).listen(80);\n',
    'app/broken.ts': 'export async function half( {\n  await\n',
    'app/script.js': 'const { load } = require("../lib/index");\nexports.go = async () => { load("/d"); };\n',
    'wrong/tsconfig.json': '{ "compilerOptions": { "target": "es5000" }, "include": ["*.ts", "../shared/*.ts"] }',
    'wrong/a.ts': 'import { sleep } from "../shared/sleep";\nexport async function f() { sleep(); }\n',
  };
  for (let index = 0; index < 4; index += 1) {
    files[`part${index}/tsconfig.json`] = `{ "compilerOptions": { "target": "es2022", "strict": ${index % 2 === 0}, "types": [] } }`;
    files[`part${index}/a.ts`] = 'import { b } from "./b";\nimport { load } from "../lib/index";\nexport async function a() { b(); load("/a"); }\n';
    files[`part${index}/b.ts`] = 'export async function b(tasks: Promise<void>[] = []) { for (const task of tasks) await task; }\n';
  }
  return files;
}
