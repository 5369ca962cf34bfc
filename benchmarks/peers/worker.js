// Merges on demand with an engine of npm: JSON lines in, JSON lines out, as worker.py does.
"use strict";

const fs = require("fs");
const readline = require("readline");
const { performance } = require("perf_hooks");

const ENGINES = {
  // A new object for each report: its template is compiled and filled in one go.
  docxtemplater(template) {
    const PizZip = require("pizzip");
    const Docxtemplater = require("docxtemplater");
    return async (values) => {
      const document = new Docxtemplater(new PizZip(template), { paragraphLoop: true, linebreaks: true });
      document.render(values);
      return document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
    };
  },
  "easy-template-x"(template) {
    const { TemplateHandler } = require("easy-template-x");
    const handler = new TemplateHandler();
    return (values) => handler.process(template, values);
  },
};

const cache = new Map();

function read(path) {
  if (!cache.has(path)) cache.set(path, JSON.parse(fs.readFileSync(path, "utf8")));
  return cache.get(path);
}

// The most memory used, in bytes: by Linux's own count, for maxRSS begins with that of the parent process.
function peak() {
  try {
    const line = /^VmHWM:\s+(\d+)/m.exec(fs.readFileSync("/proc/self/status", "utf8"));
    return Number(line[1]) * 1024;
  } catch {
    return process.resourceUsage().maxRSS * 1024;
  }
}

async function answer(engine, asked) {
  const template = fs.readFileSync(asked.template);
  const values = read(asked.values);
  const start = performance.now();
  const render = ENGINES[engine](template);
  const loaded = performance.now();
  let data;
  for (let n = 0; n < asked.times; n++) for (const one of values) data = await render(one);
  const done = performance.now();
  if (asked.save) fs.writeFileSync(asked.save, data);
  return { load: (loaded - start) / 1000, seconds: (done - loaded) / 1000 / asked.times, peak: peak() };
}

async function main(engine) {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    process.stdout.write(JSON.stringify(await answer(engine, JSON.parse(line))) + "\n");
  }
}

main(process.argv[2]);
