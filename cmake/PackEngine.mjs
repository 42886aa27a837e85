// node PackEngine.mjs MODULE OUTPUT: a module as string literals, packed by gzip, which a browser unpacks by itself, and then as
// text: a line with the number of bytes, then each four of them as five digits of base 85, which src/report/html/web/engine.js
// reads. The same module gives the same bytes.
import { readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const [, , module, output] = process.argv;
const packed = gzipSync(readFileSync(module), { level: 9 });
packed[9] = 255; // by which system: not said
const bytes = Buffer.concat([packed, Buffer.alloc(3 - (packed.length + 3) % 4)]);
// from "(" on, without what begins a tag or changes a literal
const letter = digit => ({ 20: "}", 52: "~" })[digit] ?? String.fromCharCode(40 + digit);
const digits = [];
for (let at = 0; at < bytes.length; at += 4) {
  const number = bytes.readUInt32BE(at);
  for (const power of [85 ** 4, 85 ** 3, 85 ** 2, 85, 1]) digits.push(letter(Math.floor(number / power) % 85));
}
const lines = [String(packed.length), ...digits.join("").match(/.{1,4096}/g)];
writeFileSync(output, lines.map(line => `"${line}\\n"\n`).join(""));
