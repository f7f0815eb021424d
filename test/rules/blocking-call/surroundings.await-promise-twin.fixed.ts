import * as fs from 'fs'

export async function look(file: string, fd: number) {
  const length = (await fs.promises.readFile(file)).length
  ;(await fs.promises.readdir(file)).forEach((name) => name.trim())
  const text = `${await fs.promises.readFile(file, 'utf8')}`
  const first = (await fs.promises.readdir(file))[0]!
  const known = (await fs.promises.access(file).then(() => true, () => false)) && !(await fs.promises.access(first).then(() => true, () => false))
  const words = [...fs.readFileSync(fd), ...(await fs.promises.readdir(file))]
  return { length, text, known, words }
}
