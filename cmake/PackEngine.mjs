// node PackEngine.mjs MODULE OUTPUT: a module as string literals, packed by gzip and then as base64: what a browser unpacks by
// itself. The same module gives the same bytes.
import { readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const [, , module, output] = process.argv;
const packed = gzipSync(readFileSync(module), { level: 9 });
packed[9] = 255; // by which system: not said
const lines = packed.toString("base64").match(/.{1,4096}/g);
writeFileSync(output, lines.map(line => `"${line}\\n"\n`).join(""));
