// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";

import { load, plain } from "./page_scripts.mjs";

const { clusteredOrder, distanceOf } = load("03-clustering");

const order = (values) => plain(clusteredOrder(Object.keys(values), (name) => values[name]));

test("those who fare alike become neighbours", () => {
  const found = order({ hawk: [9, 9], dove: [0, 0], bully: [8, 9], saint: [0, 1] });
  assert.deepEqual(found, ["hawk", "bully", "saint", "dove"]);
});

test("the order of the names that come in does not matter", () => {
  const values = { a: [0, 5], b: [1, 4], c: [7, 7], d: [6, 8], e: [3, 3], f: [3, 3] };
  const turned = Object.fromEntries(Object.entries(values).reverse());
  assert.deepEqual(order(values), order(turned));
  assert.deepEqual([...order(values)].sort(), Object.keys(values));
});

test("neighbours are the nearest ends of their groups", () => {
  assert.deepEqual(order({ a: [0], b: [10], c: [1], d: [9], e: [4] }), ["a", "c", "e", "d", "b"]);
});

test("what is unknown is compared by what is known", () => {
  assert.equal(distanceOf([1, null, 3], [1, 5, null]), 0);
  assert.equal(distanceOf([null], [1]), Infinity);
  assert.equal(order({ a: [null, null], b: [null, 1], c: [1, 1] }).length, 3);
});

test("few need no order", () => {
  assert.deepEqual(order({ b: [1], a: [2] }), ["b", "a"]);
});
