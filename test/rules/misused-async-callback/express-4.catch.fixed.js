// dependencies: express, express@4
import express from 'express';

const app = express();
const router = express.Router();

app.get('/', (req, res, next) => { void (async () => {
  res.send(await fetch('/a'));
})().catch(next); });

router.post('/', (req, res, next) => { void (async () => {
  res.send(await fetch(req.url));
})().catch(next); });

app.use(async (req, res, next) => {
  try {
    await fetch('/b');
    next();
  } catch (error) {
    next(error);
  }
});
