import fs from "node:fs"

export const read = (name: string) => fs.readFileSync(name, "utf8") // make-async: fs.readFileSync(name, "utf8")

export class Reader {
	private static parse = (text: string): unknown => JSON.parse(text)

	load = (name: string): unknown => Reader.parse(read(name))

	all(names: string[]) {
		const found: unknown[] = []
		for (const name of names) found.push(this.load(name))
		return found
	}
}

export async function use(reader: Reader) {
	const all = reader.all(["a"])
	read("b").trim()
	console.log(all)
	read("c").split("\n").forEach((line) => console.log(line))
}
