// dependencies: express, express@4
import express from 'express';
import * as notes from './other-files/note-handlers.js';

const router = express.Router();

async function show(req, res) {
  res.send(await fetch(req.url));
}

router.get('/notes/:id', show); // expect misused-async-callback: show
router.get('/notes/:id/:action', notes.actions); // expect misused-async-callback: notes.actions
router.delete('/notes/:id', show); // expect misused-async-callback: show
router.post('/notes', async req => { // expect misused-async-callback: async req => { …
  await fetch(req.url);
});
router.post('/all', async () => { // expect misused-async-callback: async () => { …
  await fetch('/all');
});
router.delete('/notes/:id', async (req, res, _next) => { // expect misused-async-callback: async (req, res, _next) => { …
  res.send(await fetch(req.url));
});
