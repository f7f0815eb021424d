'use strict';
// Preloaded into the server, whose stdin is a pipe from the test runner: when that ends, however it ends, so does the server.
// The processes that the server forks inherit this flag, but not the pipe, hence the check of what is being run.
if (/server-main\.js$/.test(process.argv[1] ?? '')) {
  const leave = () => process.exit(0);
  process.stdin.on('end', leave).on('error', leave).resume();
}
