// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
// Scripts of the page in node, as far as they compute: what draws needs a browser.
import { readFileSync } from "node:fs";
import { createContext, runInContext } from "node:vm";

const d3 = process.env.DETENTE_D3 ?? "/usr/share/nodejs/d3/dist/d3.min.js";

/** Runs the scripts of those names ("02-results") after each other; returns what they define, by name. */
export function load(...names) {
  const context = createContext({ console });
  runInContext(readFileSync(d3, "utf8"), context);
  const text = names.map((name) => readFileSync(new URL(`../page/${name}.js`, import.meta.url), "utf8")).join("");
  const defined = [...text.matchAll(/^(?:function|const|let|class) (\w+)/gm)].map(([, name]) => name);
  return runInContext(`${text}\n({ ${defined.join(", ")} })`, context);
}

/** Plain values of another context, to be compared with those of this one. */
export const plain = (value) => JSON.parse(JSON.stringify(value));
