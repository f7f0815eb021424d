// package: { "name": "notes", "dependencies": { "express": "4" } }
// dependencies: express, express@4
import express from 'express';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

const app = express();
const pages = path.join(__dirname, 'pages');

// What the program brings along is there.
app.get('/', async (req, res) => { // expect misused-async-callback (hint): async (req, res) => {…
  res.send(await readFile(path.join(__dirname, 'index.html'), 'utf8'));
});

app.get('/help', async (req, res) => { // expect misused-async-callback (hint): async (req, res) => {…
  const page = await readFile(path.join(pages, 'help.html'), 'utf8');
  res.send(page);
});

app.get('/notes', async (req, res) => { // expect misused-async-callback: async (req, res) => {…
  res.send(await readFile(`/var/notes/${req.url}`, 'utf8'));
});
