// Writes the generated parts of README.md: `npm run generate`. A test fails when they are stale.
import fs from 'node:fs';
import { generatedReadme, readmePath } from './readme.ts';

fs.writeFileSync(readmePath, generatedReadme(fs.readFileSync(readmePath, 'utf8')));
