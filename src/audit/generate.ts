// Writes what is generated from the rules: `npm run generate`. A test fails when it is stale.
import fs from 'node:fs';
import path from 'node:path';
import { configSchemaText } from './config-schema.ts';

fs.writeFileSync(path.join(import.meta.dirname, 'async-pitfalls.schema.json'), configSchemaText());
