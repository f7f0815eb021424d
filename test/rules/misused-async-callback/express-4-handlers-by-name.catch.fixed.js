// dependencies: express, express@4
import express from 'express';
import * as notes from './other-files/note-handlers.js';

const router = express.Router();

async function show(req, res) {
  res.send(await fetch(req.url));
}

router.get('/notes/:id', (req, res, next) => { void show(req, res).catch(next); });
router.get('/notes/:id/:action', (req, res, next) => { void Promise.resolve(notes.actions(req, res, next)).catch(next); });
router.delete('/notes/:id', (req, res, next) => { void show(req, res).catch(next); });
router.post('/notes', (req, _res, next) => { void (async () => {
  await fetch(req.url);
})().catch(next); });
router.post('/all', (_req, _res, next) => { void (async () => {
  await fetch('/all');
})().catch(next); });
router.delete('/notes/:id', (req, res, _next) => { void (async () => {
  res.send(await fetch(req.url));
})().catch(_next); });
