// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";

import { load } from "./page_scripts.mjs";

const { csvField, csvText } = load("06-saving");

test("fields of a CSV file keep what they hold", () => {
  assert.equal(csvField(null), "");
  assert.equal(csvField(-0.5), "-0.5");
  assert.equal(csvField("tit-for-tat"), "tit-for-tat");
  assert.equal(csvField('a "b", c'), '"a ""b"", c"');
  assert.equal(csvField("two\nlines"), '"two\nlines"');
});

test("no text is a spreadsheet's formula", () => {
  for (const text of ["=1+1", "+1", "-1", "@SUM(A1)"]) assert.equal(csvField(text), `'${text}`);
});

test("a CSV file has a line of names, and one of each row", () => {
  assert.equal(csvText([{ key: "a" }, { key: "b" }], [{ a: 1, b: "x", c: 3 }, { a: null }]), "a,b\n1,x\n,\n");
});
