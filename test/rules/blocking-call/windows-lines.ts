import { writeFileSync } from "fs";

export const save = async (text: string) => writeFileSync("out", text); // expect blocking-call: writeFileSync("out", text)
