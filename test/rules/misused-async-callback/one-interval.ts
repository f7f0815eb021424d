declare function refresh(): Promise<void>;

export function start() {
  const poll = setInterval(refresh, 5000); // expect misused-async-callback: refresh
  return () => clearInterval(poll);
}
