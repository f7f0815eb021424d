import assert from 'node:assert/strict';
import ts from 'typescript';
import { applyEdits } from '../../src/analysis/edits.ts';
import { walk, type Node } from '../../src/analysis/nodes.ts';
import { syntaxOracle } from '../../src/analysis/syntax-oracle.ts';
import { createUnit, type Unit } from '../../src/analysis/unit.ts';
import { importName, type ImportRequest } from '../../src/fixes/imports.ts';

function unitOf(text: string, path: string): Unit {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, path.endsWith('js') ? ts.ScriptKind.JS : ts.ScriptKind.TS);
  return createUnit({ path, source, oracle: (_tree, scopes) => syntaxOracle(scopes, () => false) });
}

/** The node named `HERE` stands for the place of use; the text gets the import and the expression in its place. */
function add(text: string, request: Omit<ImportRequest, 'at'>, path = '/a.ts'): string | undefined {
  const unit = unitOf(text, path);
  let at: Node | undefined;
  walk(unit.ast, (node) => { if (node.type === 'Identifier' && node.name === 'HERE') at = node; });
  if (!at) throw new Error('no HERE');
  const result = importName(unit, { ...request, at });
  return result && applyEdits(text, [...result.edits, { start: at.range[0], end: at.range[1], text: result.expression }].map((edit) => ({ path, ...edit })));
}

const readFile = { module: 'fs/promises', name: 'readFile' };

describe('importName', () => {
  const cases: [string, string, string, Omit<ImportRequest, 'at'>?, string?][] = [
    ['adds after the last import, with node: as the file has it', "import path from 'node:path';\nHERE;\n", "import path from 'node:path';\nimport { readFile } from 'node:fs/promises';\nreadFile;\n"],
    ['leaves node: out where the file does', 'import path from "path"\nHERE\n', 'import path from "path"\nimport { readFile } from "fs/promises"\nreadFile\n'],
    ['extends a named import', "import { stat } from 'fs/promises';\nHERE;", "import { stat, readFile } from 'fs/promises';\nreadFile;"],
    ['extends one that is written in lines', "import {\n  stat,\n} from 'fs/promises';\nHERE;", "import {\n  stat,\n  readFile,\n} from 'fs/promises';\nreadFile;"],
    ['uses what is imported', "import { readFile as read } from 'fs/promises';\nHERE;", "import { readFile as read } from 'fs/promises';\nread;"],
    ['uses a namespace', "import * as fsp from 'fs/promises';\nHERE;", "import * as fsp from 'fs/promises';\nfsp.readFile;"],
    ['goes through fs', "import fs from 'fs';\nHERE;", "import fs from 'fs';\nfs.promises.readFile;"],
    ['goes through promises of fs', "import { promises as fsp } from 'fs';\nHERE;", "import { promises as fsp } from 'fs';\nfsp.readFile;"],
    ['leaves type-only imports alone', "import type * as fsp from 'fs/promises';\nHERE;", "import type * as fsp from 'fs/promises';\nimport { readFile } from 'fs/promises';\nreadFile;"],
    ['takes another name where the name is taken', "import fsx from './x';\nexport function f(readFile: string) { HERE(readFile); }", "import fsx from './x';\nimport { readFile as readFileAsync } from 'node:fs/promises';\nexport function f(readFile: string) { readFileAsync(readFile); }"],
    ['takes another name where a global of that name is in use', "export const a = setTimeout;\nHERE;", "import { setTimeout as delay } from 'node:timers/promises';\n\nexport const a = setTimeout;\ndelay;", { module: 'timers/promises', name: 'setTimeout', locals: ['setTimeout', 'delay'] }],
    ['does not see through a shadowed namespace', "import fs from 'fs';\nexport function f(fs: unknown) { HERE(fs); }", "import fs from 'fs';\nimport { readFile } from 'fs/promises';\nexport function f(fs: unknown) { readFile(fs); }"],
    ['keeps shebang, licence, directive and the comment of the first statement', "#!/usr/bin/env node\n/* Copyright */\n'use strict';\n\n// about f\nexport const f = HERE;\n", "#!/usr/bin/env node\n/* Copyright */\n'use strict';\n\nimport { readFile } from 'node:fs/promises';\n\n// about f\nexport const f = readFile;\n"],
    ['keeps a licence header above', "// Licence: MIT\n// by us\n\nexport const f = HERE;\n", "// Licence: MIT\n// by us\n\nimport { readFile } from 'node:fs/promises';\n\nexport const f = readFile;\n"],
    ['keeps a comment at the end of the last import', "import a from 'a'; // why\nHERE;\n", "import a from 'a'; // why\nimport { readFile } from 'node:fs/promises';\nreadFile;\n"],
    ['writes CRLF', "import a from 'a';\r\nHERE;\r\n", "import a from 'a';\r\nimport { readFile } from 'node:fs/promises';\r\nreadFile;\r\n"],
    ['requires in CommonJS', "'use strict';\nconst path = require('path');\nHERE;\n", "'use strict';\nconst path = require('path');\nconst { readFile } = require('fs/promises');\nreadFile;\n", readFile, '/a.js'],
    ['extends a destructured require', "const { stat } = require('fs/promises');\nHERE;\n", "const { stat, readFile } = require('fs/promises');\nreadFile;\n", readFile, '/a.js'],
    ['goes through a whole require', "const fs = require('fs');\nHERE;\n", "const fs = require('fs');\nfs.promises.readFile;\n", readFile, '/a.js'],
    ['renames in a pattern', "const readFile = 1;\nconst path = require('path');\nHERE;\n", "const { readFile: readFileAsync } = require('path/x');\n\nconst readFile = 1;\nconst path = require('path');\nreadFileAsync;\n", { module: 'path/x', name: 'readFile' }, '/a.js'],
    ['closes a require before a bracket', "const path = require('path')\n;[1].map(HERE)\n", "const path = require('path')\nconst { readFile } = require('fs/promises')\n;[1].map(readFile)\n", readFile, '/a.js'],
    ['adds a default export', "import { a } from 'a';\nHERE;", "import { a } from 'a';\nimport pLimit from 'p-limit';\npLimit;", { module: 'p-limit', name: 'default', locals: ['pLimit'] }],
    ['adds a default export to named ones', "import { a } from 'p-limit';\nHERE;", "import pLimit, { a } from 'p-limit';\npLimit;", { module: 'p-limit', name: 'default', locals: ['pLimit'] }],
    ['requires a default export whole', "module.exports = HERE;\n", "const pLimit = require('p-limit');\n\nmodule.exports = pLimit;\n", { module: 'p-limit', name: 'default', locals: ['pLimit'] }, '/a.cjs'],
    ['adds names to a default import', "import q from 'q';\nHERE;", "import q, { x } from 'q';\nx;", { module: 'q', name: 'x' }],
  ];
  for (const [name, before, after, request = readFile, path] of cases) {
    it(name, () => {
      assert.equal(add(before, request, path), after);
    });
  }

  it('changes nothing the second time', () => {
    const once = add("import a from 'a';\nHERE;\n", readFile) as string;
    assert.equal(add(`${once}HERE;\n`, readFile), `${once}readFile;\n`);
  });

  it('refuses a file that may be a script', () => {
    assert.equal(add('HERE;\n', readFile, '/a.js'), undefined);
  });
});

describe('importName instead of another name', () => {
  const replace = (text: string): string => {
    const unit = unitOf(text, '/a.ts');
    let use: Node | undefined;
    walk(unit.ast, (node) => { if (node.type === 'Identifier' && node.name === 'readFileSync' && node.parent.type === 'CallExpression') use ??= node; });
    if (!use) throw new Error('no use');
    const result = importName(unit, { ...readFile, at: use, instead: use });
    return applyEdits(text, [...(result?.edits ?? []), { start: use.range[0], end: use.range[1], text: result?.expression ?? '' }].map((edit) => ({ path: '/a.ts', ...edit })));
  };

  it('replaces an import that nothing else uses', () => {
    assert.equal(replace("import { readFileSync } from 'fs';\nreadFileSync(p);"), "import { readFile } from 'fs/promises';\nreadFile(p);");
  });
  it('takes one name out of several', () => {
    assert.equal(replace("import { readFileSync, watch } from 'fs';\nreadFileSync(p);"), "import { watch } from 'fs';\nimport { readFile } from 'fs/promises';\nreadFile(p);");
    assert.equal(replace("import { watch, readFileSync } from 'fs';\nreadFileSync(p);"), "import { watch } from 'fs';\nimport { readFile } from 'fs/promises';\nreadFile(p);");
  });
  it('takes the whole import away where the twin is there', () => {
    assert.equal(replace("import { readFileSync } from 'fs';\nimport { stat } from 'fs/promises';\nreadFileSync(p);"), "import { stat, readFile } from 'fs/promises';\nreadFile(p);");
  });
  it('keeps an import that is used elsewhere, or commented', () => {
    assert.equal(replace("import { readFileSync } from 'fs';\nreadFileSync(p); readFileSync(q);"), "import { readFileSync } from 'fs';\nimport { readFile } from 'fs/promises';\nreadFile(p); readFileSync(q);");
    assert.equal(replace("import { readFileSync /* why */ } from 'fs';\nreadFileSync(p);"), "import { readFileSync /* why */ } from 'fs';\nimport { readFile } from 'fs/promises';\nreadFile(p);");
  });
});
