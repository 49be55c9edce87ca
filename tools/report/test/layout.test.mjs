// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";

import { load, plain } from "./page_scripts.mjs";

const { edgeLabel, layoutOf, orderOfStates, kNodeRadius } = load("09-layout");

const state = (id, start = false) => ({ id, label: "C", restraint: 1, start });
const edge = (from, to, label = "other C", slip = false) => ({ from, to, label, slip });
/** A ring of so many states, each of which also leads back to the first. */
const ring = (count) => ({
  states: Array.from({ length: count }, (_, id) => state(id, id === 0)),
  edges: Array.from({ length: count }, (_, id) => [edge(id, (id + 1) % count), edge(id, 0, "other D")]).flat(),
});

test("states stand in the order in which play meets them", () => {
  const automaton = { states: [state(0), state(1, true), state(2)], edges: [edge(1, 2), edge(2, 1), edge(0, 0)] };
  assert.deepEqual(plain(orderOfStates(automaton)), [1, 2, 0]);
});

test("labels tell what the other did, and no more", () => {
  assert.equal(edgeLabel("other D"), "D");
  assert.equal(edgeLabel(""), "always");
  assert.equal(edgeLabel("slip: own D, other C"), "own D, C");
  assert.equal(edgeLabel("own-other C-D, D-C"), "own-other C-D, D-C");
});

test("no two states touch, and none leaves the picture", () => {
  for (const width of [240, 320, 500])
    for (let count = 1; count <= 24; ++count) {
      const { nodes, height } = layoutOf(ring(count), width, false);
      nodes.forEach((one, index) => {
        assert.ok(one.x > kNodeRadius && one.x < width - kNodeRadius, `${count} states, ${width} wide`);
        assert.ok(one.y > kNodeRadius && one.y < height - kNodeRadius, `${count} states, ${width} wide`);
        for (const other of nodes.slice(index + 1))
          assert.ok(Math.hypot(one.x - other.x, one.y - other.y) > 2 * kNodeRadius, `${count} states, ${width} wide`);
      });
    }
});

test("every edge is drawn once, those between the same states together", () => {
  const automaton = {
    states: [state(0, true), state(1)],
    edges: [edge(0, 1), edge(0, 1, "other D"), edge(1, 0), edge(1, 1)],
  };
  const { edges } = layoutOf(automaton, 300, false);
  assert.deepEqual(plain(edges.map((group) => group.edges.length)).sort(), [1, 1, 2]);
  for (const { path, at } of edges) {
    assert.match(path, /^M[-\d. ]+[QC][-\d. ]+$/);
    assert.ok(Number.isFinite(at.x) && Number.isFinite(at.y));
  }
});

test("slips of the hand are drawn where they are asked for", () => {
  const automaton = { states: [state(0, true)], edges: [edge(0, 0, ""), edge(0, 0, "slip: own D", true)] };
  assert.equal(layoutOf(automaton, 300, false).edges.length, 1);
  assert.deepEqual(plain(layoutOf(automaton, 300, true).edges.map(({ slip }) => slip)), [false, true]);
});

test("there and back are two lines", () => {
  const automaton = { states: [state(0, true), state(1), state(2)], edges: [edge(0, 1), edge(1, 0), edge(1, 2)] };
  const [there, back] = layoutOf(automaton, 300, false).edges;
  assert.notEqual(there.path, back.path);
  assert.ok(Math.hypot(there.at.x - back.at.x, there.at.y - back.at.y) > 12);
});
