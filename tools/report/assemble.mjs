// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
// The page with its data, as `detente report` writes it, but from the sources as they are now: for work on the page.
//
//   node tools/report/assemble.mjs RESULTS.json report.html [d3.min.js]
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = dirname(fileURLToPath(import.meta.url));
const read = (name) => readFileSync(join(folder, name), "utf8");

export const scriptNames = readdirSync(join(folder, "page"))
  .filter((name) => name.endsWith(".js"))
  .sort()
  .map((name) => join("page", name));

/** The page of some results; `d3` is the text of d3.min.js. */
export function assemble(results, d3) {
  const data = JSON.stringify(results)
    .replace(/</g, "\\u003c")
    .replace(/\u2028/g, "\\u2028")
    .replace(/\u2029/g, "\\u2029");
  const parts = {
    title: "détente: report",
    style: `<style>\n${read("report.css")}</style>`,
    data: `<script type="application/json" id="results">${data}</script>`,
    terms: '<script type="application/json" id="terms">{}</script>',
    d3: `<script>\n${d3}\n</script>`,
    script: `<script>\n"use strict";\n${scriptNames.map(read).join("")}</script>`,
  };
  return read("page.html").replace(/<!-- report:(\w+) -->/g, (_, part) => parts[part]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [results, page, d3 = "/usr/share/nodejs/d3/dist/d3.min.js"] = process.argv.slice(2);
  if (page === undefined) {
    console.error("usage: node assemble.mjs RESULTS.json report.html [d3.min.js]");
    process.exit(2);
  }
  writeFileSync(page, assemble(JSON.parse(readFileSync(results, "utf8")), readFileSync(d3, "utf8")));
}
