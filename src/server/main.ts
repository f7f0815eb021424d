import { runServer } from './server.ts';

// The entry that the extension starts as a process of its own. A fault that nobody caught ends it: the editor starts it
// anew and says so. Nothing of the user's is lost, since the server writes nothing.
process.on('uncaughtException', (error) => {
  process.stderr.write(`${error.stack ?? error.message}\n`, () => process.exit(1));
});

runServer();
