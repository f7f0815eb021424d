export async function actions(req, res, next) {
  const answer = await fetch(req.url);
  if (answer.ok) res.send(answer);
  else next();
}
