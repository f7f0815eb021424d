// types: off
const fs = require('fs');
const express = require('express');

const app = express();
app.get('/', (request, response) => {
  response.send(fs.readFileSync('index.html', 'utf8')); // expect blocking-call: fs.readFileSync('index.html', 'utf8')
});
app.post('/upload', save);

function save(request, response) {
  fs.writeFileSync('upload', request.body); // expect blocking-call: fs.writeFileSync('upload', request.body)
  response.end();
}

module.exports = (router) => {
  const page = fs.readFileSync('page.html', 'utf8');
  router.get('/page', (req, res) => res.send(page + fs.readFileSync('footer.html'))); // expect blocking-call: fs.readFileSync('footer.html')
  router.visit(() => fs.readFileSync('unknown.html'));
};
