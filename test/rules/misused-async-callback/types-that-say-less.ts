import { eachStep } from './other-files/steps.ts';
import type { Job } from './other-files/steps.ts';

declare function save(text: string): Promise<void>;

// The runner awaits it, whatever its type says.
export const job: Job = {
  name: 'save',
  performJob: async () => { await save('job'); },
  forgetJob: async () => { await save('job'); }, // expect misused-async-callback: async () => { await save('job'); }
};

export async function steps() {
  await eachStep(async (step) => { await save(step); });
}

function twice(run: () => void) { return retry(run); }
async function retry(run: () => void) {
  await run();
  await Promise.all([run()]);
}
export const saved = twice(async () => { await save('twice'); });
