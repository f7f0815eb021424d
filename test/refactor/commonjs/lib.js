const fs = require('fs');

/**
 * @param {string} name
 * @returns {string}
 */
function load(name) {
  return fs.readFileSync(name, 'utf8'); // make-async: fs.readFileSync(name, 'utf8')
}

exports.size = function (name) {
  return load(name).length;
};

module.exports.load = load;
