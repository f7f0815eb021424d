// dependencies: express, express@4
import express from 'express';

const app = express();
const router = express.Router();

app.get('/', async (req, res) => { // expect misused-async-callback: async (req, res) => { …
  res.send(await fetch('/a'));
});

router.post('/', async (req, res, next) => { // expect misused-async-callback: async (req, res, next) => { …
  res.send(await fetch(req.url));
});

app.use(async (req, res, next) => {
  try {
    await fetch('/b');
    next();
  } catch (error) {
    next(error);
  }
});
