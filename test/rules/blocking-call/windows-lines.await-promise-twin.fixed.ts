import { writeFile } from "fs/promises";

export const save = async (text: string) => await writeFile("out", text);
