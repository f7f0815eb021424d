export interface Job { name: string; performJob(): void; forgetJob: () => void }

export async function work(jobs: Job[]) {
  for (const job of jobs) {
    await job.performJob();
    job.forgetJob();
  }
}

export async function eachStep(run: (step: string) => void) {
  for (const step of ['a', 'b']) await run(step);
}
