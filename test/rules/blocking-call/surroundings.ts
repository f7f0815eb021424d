import * as fs from 'fs'

export async function look(file: string, fd: number) {
  const length = fs.readFileSync(file).length // expect blocking-call: fs.readFileSync(file)
  fs.readdirSync(file).forEach((name) => name.trim()) // expect blocking-call: fs.readdirSync(file)
  const text = `${fs.readFileSync(file, 'utf8')}` // expect blocking-call: fs.readFileSync(file, 'utf8')
  const first = fs.readdirSync(file)[0]! // expect blocking-call: fs.readdirSync(file)
  const known = fs.existsSync(file) && !fs.existsSync(first) // expect blocking-call (information): fs.existsSync(file) // expect blocking-call (information): fs.existsSync(first)
  const words = [...fs.readFileSync(fd), ...(fs.readdirSync(file))] // expect blocking-call: fs.readFileSync(fd) // expect blocking-call: fs.readdirSync(file)
  return { length, text, known, words }
}
