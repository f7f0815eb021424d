const fs = require('fs');

/**
 * @param {string} name
 * @returns {Promise<string>}
 */
async function load(name) {
  return await fs.promises.readFile(name, 'utf8');
}

exports.size = async function (name) {
  return (await load(name)).length;
};

module.exports.load = load;
