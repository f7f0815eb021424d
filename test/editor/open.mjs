// Serves VS Code with the packaged extension on the sample workspace: `npm run editor`, until Ctrl+C.
import { ensureInstalled } from './harness/install.mjs';
import { onInterrupt } from './harness/interrupt.mjs';
import { startServer, windowUrl } from './harness/server.mjs';
import { packaged, sampleWorkspace } from './product.mjs';

ensureInstalled();
const server = await startServer({ vsix: packaged() });
console.log(`${windowUrl(server, { folder: sampleWorkspace })}\nCtrl+C ends it.`);
onInterrupt(() => server.stop(), 0);
server.onExit = (error) => {
  console.error(error.message);
  process.exitCode = 1;
};
