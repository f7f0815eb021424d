// additions: {"resources": [{"acquire": "lease", "release": "giveBack"}]}
interface Worker { run(): Promise<void>; giveBack(): void }
declare const workers: { lease(): Promise<Worker> };

export async function run() {
  const worker = await workers.lease();
  try {
    await worker.run();
  } finally {
    worker.giveBack();
  }
}
