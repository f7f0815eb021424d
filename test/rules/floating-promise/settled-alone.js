// package: { "name": "notes", "dependencies": { "express": "5" } }
// However each of them comes out, this does not reject; of whatever is given here.
exports.askAll = (names, ask) => {
  Promise.allSettled(names.map((name) => ask(name)));
};

exports.askAllOrFail = async (names) => {
  Promise.all(names.map((name) => fetch(`/notes/${name}`))); // expect floating-promise: Promise.all(names.map((name) => fetch(`/notes/${name}`)))
};

// What is handed in may deal with its errors.
exports.askSomebody = (names, ask) => {
  Promise.all(names.map((name) => ask(name))); // expect floating-promise (hint): Promise.all(names.map((name) => ask(name)))
};
