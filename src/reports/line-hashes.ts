const window = 100;
const endOfText = 0xffff;
const factor = 37;
const word = 2 ** 32;
/** What the factor of a code unit has become when the unit leaves the window. */
const leaving = BigInt.asUintN(64, BigInt(factor) ** BigInt(window));
const [leavingHigh, leavingLow] = [Number(leaving >> 32n), Number(leaving & 0xffffffffn)];

/**
 * For each line (from 1) a hash of the hundred characters from its start, blanks aside, and how many times it has come:
 * "39fa2ee980eb94b0:1". It stays when lines move, and it is what GitHub's upload would compute, which warns of other values.
 */
export function lineHashes(text: string): Map<number, string> {
  const { codes, lineAt } = significantUnits(text);
  const hashes = new Map<number, string>();
  const seen = new Map<string, number>();
  // 64 bits in two halves: whole files of BigInts would take seconds.
  let high = 0;
  let low = 0;
  for (let at = 0; at < codes.length + window; at += 1) {
    // The hash of a line is complete when a hundred more characters are in it.
    const line = lineAt.get(at - window);
    if (line !== undefined) {
      const digits = high === 0 ? low.toString(16) : high.toString(16) + low.toString(16).padStart(8, '0');
      const count = (seen.get(digits) ?? 0) + 1;
      seen.set(digits, count);
      hashes.set(line, `${digits}:${count}`);
    }
    const gone = codes[at - window] ?? 0;
    const goneLow = gone * leavingLow;
    const newLow = low * factor + (codes[at] ?? 0) - (goneLow % word);
    const newHigh = high * factor + Math.floor(newLow / word) - ((gone * leavingHigh + Math.floor(goneLow / word)) % word);
    low = newLow - Math.floor(newLow / word) * word;
    high = newHigh - Math.floor(newHigh / word) * word;
  }
  return hashes;
}

/** The code units without blanks, each line end as one `\n`, a mark at the end; and which line starts at which of them. */
function significantUnits(text: string): { codes: number[]; lineAt: Map<number, number> } {
  const codes: number[] = [];
  const lineAt = new Map<number, number>();
  let line = 0;
  let isLineStart = true;
  const add = (code: number): void => {
    if (isLineStart) lineAt.set(codes.length, (line += 1));
    isLineStart = code === 10;
    codes.push(code);
  };
  const lines = text.replace(/\r\n?/g, '\n');
  for (let at = 0; at < lines.length; at += 1) {
    const code = lines.charCodeAt(at);
    if (code !== 32 && code !== 9) add(code);
  }
  add(endOfText);
  return { codes, lineAt };
}
