// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
import { readFileSync, readdirSync } from "node:fs";

import globals from "globals";

// The scripts of the page are one script in the end: what one defines at its top level, others may use.
const folder = new URL("page/", import.meta.url);
const page = {};
for (const name of readdirSync(folder).filter((file) => file.endsWith(".js")))
  for (const [, defined] of readFileSync(new URL(name, folder), "utf8").matchAll(
    /^(?:function|const|let|class) (\w+)/gm,
  ))
    page[defined] = "readonly";

const rules = {
  "no-undef": "error",
  "no-unused-vars": ["error", { vars: "local", args: "after-used" }],
  "no-implicit-globals": "off",
  "no-shadow": "error",
  "no-var": "error",
  "prefer-const": "error",
  eqeqeq: "error",
  "no-restricted-properties": [
    "error",
    { property: "innerHTML", message: "What comes from results is text." },
    { property: "outerHTML", message: "What comes from results is text." },
    { property: "insertAdjacentHTML", message: "What comes from results is text." },
    { property: "html", message: "What comes from results is text." },
  ],
};

export default [
  {
    files: ["page/*.js"],
    languageOptions: { sourceType: "script", globals: { ...globals.browser, d3: "readonly", ...page } },
    rules: { ...rules, "no-redeclare": "off", "no-shadow": ["error", { builtinGlobals: false, hoist: "functions" }] },
  },
  { files: ["**/*.mjs", "eslint.config.js"], languageOptions: { globals: globals.node }, rules },
  { files: ["browser/*.mjs"], languageOptions: { globals: { ...globals.node, ...globals.browser } }, rules },
];
