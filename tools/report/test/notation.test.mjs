// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";

import { load, plain } from "./page_scripts.mjs";

const { automatonOfText, shortChances } = load("13-notation");

const edges = (text) => plain(automatonOfText(text).edges).map(({ from, to, label }) => [from, to, label]);

test("an automaton is read from its text", () => {
  assert.deepEqual(plain(automatonOfText("C/0/1_D/0/1").states), [
    { id: 0, label: "C", restraint: 1, start: true },
    { id: 1, label: "D", restraint: 0, start: false },
  ]);
  assert.deepEqual(edges("C/0/1_D/0/1"), [
    [0, 0, "other C"],
    [0, 1, "other D"],
    [1, 0, "other C"],
    [1, 1, "other D"],
  ]);
  assert.deepEqual(edges("automaton:D/0"), [[0, 0, ""]]);
});

test("a state in which every move leads to the same has one edge", () => {
  assert.deepEqual(edges("D/1/1_C/0"), [
    [0, 1, ""],
    [1, 0, ""],
  ]);
});

test("chances are told in percent, and what it did where it may do either", () => {
  const { states } = automatonOfText("0.25/0/0/1/1_D/0");
  assert.deepEqual(plain(states[0]), { id: 0, label: "C 25%", restraint: 0.25, start: true });
  assert.deepEqual(edges("0.25/0/0/1/1_D/0"), [
    [0, 0, "own C"],
    [0, 1, "own D"],
    [1, 0, ""],
  ]);
  assert.deepEqual(edges("0.5/0/1/1/0_D/0").slice(0, 2), [
    [0, 0, "own-other C-C, D-D"],
    [0, 1, "own-other C-D, D-C"],
  ]);
});

test("what a slip of its hand leads to is an edge of its own", () => {
  const { edges: all } = automatonOfText("C/0/0/1/1_D/1/1/1/1");
  assert.deepEqual(plain(all), [
    { from: 0, to: 0, label: "", slip: false },
    { from: 0, to: 1, label: "slip: own D", slip: true },
    { from: 1, to: 1, label: "", slip: false },
  ]);
});

test("eight states follow what was meant, done and seen", () => {
  assert.deepEqual(edges("C/0/1/0/0/0/0/0/0_D/1"), [
    [0, 0, "other C"],
    [0, 1, "other D"],
    [0, 0, "slip: own D, other D"],
    [1, 1, ""],
  ]);
});

test("bad texts and automata too large to draw are none", () => {
  for (const text of [
    "",
    "C",
    "C/",
    "C/0/1",
    "C/0/0/0",
    "E/0",
    "1.5/0",
    "-0.5/0",
    "C/-1",
    "C/0.5",
    "C/0_",
    "_C/0",
    "levels:3/C/0",
    "C/open/0",
    "C/says:reassure:0:3/0",
    null,
    undefined,
    7,
  ])
    assert.equal(automatonOfText(text), null, String(text));
  assert.equal(automatonOfText(Array(24).fill("C/0").join("_")).states.length, 24);
  assert.equal(automatonOfText(Array(25).fill("C/0").join("_")), null);
});

test("chances are shortened where there is little room", () => {
  assert.equal(shortChances("0.6749744607348344/1/2_C/0/1_1.2345678e-05/0"), "0.675/1/2_C/0/1_0.0000123/0");
  assert.equal(shortChances("0.25/0/1_D/1"), "0.25/0/1_D/1");
});
