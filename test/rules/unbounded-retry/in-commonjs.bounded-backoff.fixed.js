const { connect } = require('./link');

async function open(host) {
	let attempt = 'first'
	for (let attempts = 1; ; attempts += 1) {
		try {
			const link = await connect(host)
			return [attempt, link]
		} catch (error) {
			if (attempts === 5) throw error;
			await new Promise((resolve) => { setTimeout(resolve, 100 * 2 ** attempts * (0.5 + Math.random())); });
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
