const fs = require('fs');
const crypto = require('crypto');

function load(file, callback) {
  fs.readFile(file, 'utf8', (err, text) => {
    callback(null, text.trim());
  });
}

const promised = (file) => new Promise((resolve, reject) => {
  fs.readFile(file, 'utf8', function (err, text) {
    resolve(text.trim());
  });
});

function show(file) {
  fs.readdir(file, (error, names) => {
    if (error) return console.error(error);
    console.log(names.length);
  });
}

function write(file) {
  fs.writeFile(file, 'a', (err) => console.log('written'));
}

const append = (file) => fs.appendFile(file, 'a', err => console.log('written'));

function fine(file, store) {
  fs.readFile(file, (err, data) => { if (data) console.log(data.length); });
  fs.readFile(file, (_err, data) => console.log(data.length));
  fs.unlink(file, (err) => console.log('gone'));
  fs.readFile(file, (err, data) => { if (err) throw err; console.log(data); });
  store.on('error', (err, data) => console.log(data));
  crypto.randomBytes(8, (err, bytes) => console.log(bytes.toString('hex')));
  fs.readFile(file, 'utf8', (err, data) => {
    const text = data.trim();
    if (!text) throw new Error('nothing there');
  });
  store.load(file, (err, data) => console.log(data.length));
}

module.exports = { load, promised, show, write, append, fine };
