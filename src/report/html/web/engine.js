// The program's own engine, which a page may carry as WebAssembly (src/web): the same questions, the same answers.
//
//   const aicost = aicostEngine(bytes)            bytes: a promise of the module, or of its bytes; it is made when first asked
//   await aicost.ask(command, options, profile)   -> { ok, text }
//   await aicost.ready()                          makes it before it is asked; throws where that cannot be
//   const beside = aicostBeside(aicost)           the same in a thread of its own; where there is none aicost answers
//
// command: "compare", "report", "diff", "explain", "inputs", "answer", "saved" (src/cli/inputs.hpp, src/web/answer.hpp). options: words as on a command line, long names only, each value
// a word of its own: ["--set", "cloud.input_per_mtok=2", "--format", "html"]. profile: { name, text }.
// text: what the program prints; with "--format", "html" what stands in <main>; where ok is false, what is wrong, a line each.
// One thread each: answers come in the order of the questions. A module that has failed for lack of memory is made anew.
//
// The module is made of aicost, JSON for Modern C++ (c) 2013-2022 Niels Lohmann, fmt (c) 2012 Victor Zverovich and contributors,
// Emscripten (c) 2010-2014 its authors, musl (c) 2005-2020 Rich Felker and others, and LLVM's libraries for C++.
/*
Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation
files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy,
modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the
Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE,
ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
*/
"use strict";
const aicostEngine = bytes => {
  const encoder = new TextEncoder(), decoder = new TextDecoder();
  let compiled = null, exports = null;
  // what the C library asks of a system: there is none, but a clock
  const view = () => new DataView(exports.memory.buffer);
  const system = {
    clock_time_get: (clock, precision, to) => { view().setBigUint64(to, BigInt(Date.now()) * 1000000n, true); return 0; },
    environ_sizes_get: (count, size) => { view().setUint32(count, 0, true); view().setUint32(size, 0, true); return 0; },
    environ_get: () => 0,
    fd_close: () => 8, fd_seek: () => 8, fd_read: () => 8, fd_write: () => 8,  // not a file
    proc_exit: code => { throw new Error("the engine has ended (" + code + ")"); },
  };
  const imports = { env: { emscripten_notify_memory_growth() {} }, wasi_snapshot_preview1: system };
  const module = () => compiled ??= bytes().then(all => all instanceof WebAssembly.Module ? all : WebAssembly.compile(all));
  const start = async () => {
    const instance = await WebAssembly.instantiate(await module(), imports);
    if (exports) return;
    exports = instance.exports;
    exports._initialize();
  };
  const ready = async () => { if (!exports) await start(); };
  const ask = async (command, options, profile) => {
    const question = encoder.encode([profile.name, profile.text, command, ...options].map(word => word.replaceAll("\0", "") + "\0").join(""));
    try {
      await ready();
      const at = exports.aicost_question(question.length);
      if (!at) throw new Error("out of memory");
      new Uint8Array(exports.memory.buffer, at, question.length).set(question);
      const code = exports.aicost_ask(at, question.length);
      const answer = new Uint8Array(exports.memory.buffer, exports.aicost_answer(), exports.aicost_answer_size());
      return { ok: code === 0, text: decoder.decode(answer) };
    } catch (error) {
      exports = null;
      return { ok: false, text: String(error.message || error) };
    }
  };
  return { ask, ready, module };
};

// Answers that nobody's hand waits for: another instance of the same module, in a worker.
const aicostBeside = engine => {
  const serve = make => {  // runs there
    let engine = null;
    onmessage = async ({ data }) => {
      if (data instanceof WebAssembly.Module) engine = make(async () => data);
      else postMessage(await engine.ask(...data));
    };
  };
  let worker = null;
  let waiting = [];  // questions in their order
  const forgo = () => {
    worker = null;
    start = async () => {};
    for (const { question, done } of waiting.splice(0)) engine.ask(...question).then(done);
  };
  const make = async () => {
    const module = await engine.module(), text = `"use strict";(${serve})(${aicostEngine});`;
    try {
      const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
      worker = new Worker(address);
      worker.addEventListener("message", ({ data }) => waiting.shift().done(data));
      worker.addEventListener("error", forgo);
      worker.addEventListener("messageerror", forgo);
      worker.postMessage(module);
    } catch {
      forgo();
    }
  };
  let made = null, start = () => made ??= make();
  const ask = async (...question) => {
    await start();
    if (!worker) return engine.ask(...question);
    return new Promise(done => {
      waiting.push({ question, done });
      worker.postMessage(question);
    });
  };
  return { ask, ready: () => start() };
};

// What the page carries as text (cmake/PackEngine.mjs): the number of bytes, then five digits of base 85 for each four of them.
const aicostBytes = text => {
  const [count, ...lines] = text.trim().split("\n"), digits = lines.join("");
  const bytes = new DataView(new ArrayBuffer(digits.length / 5 * 4));
  for (let i = 0, at = 0; i < digits.length; at += 4) {
    let number = 0;
    for (const end = i + 5; i < end; ++i) {
      const letter = digits.charCodeAt(i);
      number = number * 85 + (letter === 125 ? 20 : letter === 126 ? 52 : letter - 40);
    }
    bytes.setUint32(at, number);
  }
  return new Uint8Array(bytes.buffer, 0, Number(count));
};
const aicost = globalThis.document && aicostEngine(() =>
  new Response(new Blob([aicostBytes(document.getElementById("engine").textContent)]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
const aicostSecond = aicost && aicostBeside(aicost);
