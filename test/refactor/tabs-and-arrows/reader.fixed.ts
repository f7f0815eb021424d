import fs from "node:fs"

export const read = async (name: string) => await fs.promises.readFile(name, "utf8")

export class Reader {
	private static parse = (text: string): unknown => JSON.parse(text)

	load = async (name: string): Promise<unknown> => Reader.parse(await read(name))

	async all(names: string[]) {
		const found: unknown[] = []
		for (const name of names) found.push(await this.load(name))
		return found
	}
}

export async function use(reader: Reader) {
	const all = await reader.all(["a"])
	;(await read("b")).trim()
	console.log(all)
	;(await read("c")).split("\n").forEach((line) => console.log(line))
}
