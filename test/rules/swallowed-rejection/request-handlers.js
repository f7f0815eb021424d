// dependencies: express, express@4
import express from 'express';
import fs from 'node:fs';

export const router = express.Router();

router.get('/notes', function (req, res) {
  fs.readdir('notes', function (err, names) { // expect swallowed-rejection: function (err, names) { …
    return res.json(names);
  });
});

router.get('/notes/:id', (req, res) => {
  res.format({
    'text/plain': () => {
      fs.readFile(req.params.id, 'utf8', (err, text) => { // expect swallowed-rejection: (err, text) => { …
        res.send(text.trim());
      });
    },
  });
});

export function send(res, file) {
  fs.readFile(file, 'utf8', (err, text) => { // expect swallowed-rejection: (err, text) => { …
    res.send(text.trim());
  });
}
