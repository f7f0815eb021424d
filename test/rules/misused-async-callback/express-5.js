// dependencies: express, express@5
import express from 'express';

const app = express();

app.get('/', async (req, res) => {
  res.send(await fetch('/a'));
});
