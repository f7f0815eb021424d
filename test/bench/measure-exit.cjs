// Preloaded into a measured process: writes down at its end what it used. CPU of all its threads, its largest resident set.
const fs = require('node:fs');

process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  const result = { cpuMs: (user + system) / 1000, wallMs: performance.now(), peakMB: process.resourceUsage().maxRSS / 1024 };
  fs.writeFileSync(process.env.MEASURE_FILE, JSON.stringify(result));
});
