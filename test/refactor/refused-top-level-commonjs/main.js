const { load } = require('./load');

console.log(load('page')); // refused: it is called at the top level of a file where `await` is not allowed
