const { connect } = require('./link');

async function open(host) {
	let attempt = 'first'
	while (true) { // expect unbounded-retry: while (true) { …
		try {
			const link = await connect(host)
			return [attempt, link]
		} catch {
		}
	}
}

async function until(host) {
  let tries = 0;
  while (true) {
    try {
      return await connect(host);
    } catch (error) {
      if (++tries > 3) throw error;
    }
  }
}

module.exports = { open, until };
