// types: off
const fs = require('node:fs/promises');

async function isValid(path) {
  const text = await fs.readFile(path, 'utf8');
  return text.length > 0;
}

exports.check = async (path, unknown) => {
  if (isValid(path)) return true; // expect promise-as-value: isValid(path)
  if (unknown.isValid(path)) return true;
  const text = `${fs.readFile(path)}`; // expect promise-as-value: fs.readFile(path)
  console.log(text, unknown(path));
  const valid = isValid(path);
  if (valid) await valid;
  return (await isValid(path)) && text;
};
