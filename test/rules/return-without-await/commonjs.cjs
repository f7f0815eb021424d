// types: off
const { readFile } = require('node:fs/promises');

exports.read = async function (path) {
  try {
    return readFile(path, 'utf8'); // expect return-without-await: return readFile(path, 'utf8');
  } catch {
    return '';
  }
};

exports.readLocked = async (lock, path) => {
  lock.take();
  try {
    return readFile(path, 'utf8'); // expect return-without-await: return readFile(path, 'utf8');
  } finally {
    lock.release();
  }
};

exports.unknown = async (path, read) => {
  try {
    return read(path);
  } catch {
    return '';
  }
};
