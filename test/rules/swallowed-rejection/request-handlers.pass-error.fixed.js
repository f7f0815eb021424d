// dependencies: express, express@4
import express from 'express';
import fs from 'node:fs';

export const router = express.Router();

router.get('/notes', function (req, res, next) {
  fs.readdir('notes', function (err, names) {
    if (err) return next(err);
    return res.json(names);
  });
});

router.get('/notes/:id', (req, res, next) => {
  res.format({
    'text/plain': () => {
      fs.readFile(req.params.id, 'utf8', (err, text) => {
        if (err) return next(err);
        res.send(text.trim());
      });
    },
  });
});

export function send(res, file) {
  fs.readFile(file, 'utf8', (err, text) => {
    res.send(text.trim());
  });
}
