// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";

import { load, plain } from "./page_scripts.mjs";

const page = load(
  "01-words",
  "02-results",
  "05-palette",
  "13-notation",
  "14-search",
  "15-front",
  "20-security",
  "70-system",
);

const find = (automaton, states, ends, cost) => ({ automaton, states, number: 7, ends, cost, least_with: "grit" });
const named = (strategy, ends, cost, surpassed) => ({ strategy, states: null, ends, cost, surpassed });
const results = {
  format: "detente-search-1",
  version: "0.1.0",
  design: { game: "security-dilemma", rounds: 200, misperception: [0.05, 0.01], strategies: ["grit", "dove"] },
  baseline: "tit-for-tat",
  seekers: "grit,dove",
  aggressors: "hawk@greedy",
  method: "exhaustive",
  objective: ["ends", "in-spirals"],
  restarts: null,
  steps: null,
  complete: true,
  space: { kind: "automata", states: 3, memory: null, grid: null, sees_own: false, minimal: 1054, evaluated: 1054 },
  over_worlds: null,
  worlds: [""],
  front: [
    { ...find("D/0/1_C/1", 2, 0.99, 0.02), least_with: "automaton:D/0/1_C/1" },
    { ...find("D/0", 1, 0, 0), least_with: null, like: "hawk", like_share: 1 },
  ],
  field: [named("grit", 0.9, 0.01, false), named("dove", 0.9, 0.1, true)],
};

test("the answer is told in a few sentences", () => {
  assert.deepEqual(plain(page.adapt(results).verdict), [
    "Of all 1,054 different automata of at most 3 states, 2 are best: no other is better in ends or in spirals without being worse in the other.",
    "Of the field, they surpass dove. None surpasses grit.",
  ]);
});

test("one best in one column is told as one", () => {
  const [sentence] = page.adapt({ ...results, objective: ["peace"], front: results.front.slice(0, 1) }).verdict;
  assert.match(sentence, /, 1 is best: no other has a better value in peace\.$/);
});

test("a search that was stopped, and one that looked at some, say so", () => {
  const [stopped] = page.adapt({ ...results, complete: false }).verdict;
  assert.match(stopped, /^The search was stopped after 1,054 different automata of at most 3 states\. Of those/);
  const space = { kind: "tables", memory: 2, minimal: null, evaluated: 4816 };
  const [tried] = page.adapt({ ...results, method: "evolve", restarts: 16, steps: 2000, space }).verdict;
  assert.match(
    tried,
    /^4,816 tables of moves that remember 2 rounds were tried \(simulated annealing, 16 × 2,000 steps\)\. Of them, 2 are best: .* Others may be better\.$/,
  );
});

test("none of the field surpassed, and no field, are told too", () => {
  const field = results.field.map((row) => ({ ...row, surpassed: false }));
  assert.equal(page.adapt({ ...results, field }).verdict[1], "Of the field, none surpasses grit and dove.");
  assert.equal(page.adapt({ ...results, field: [] }).verdict.length, 1);
});

test("rows have numbers, and itself is called so", () => {
  const { search } = page.adapt(results);
  assert.deepEqual(
    plain(search.finds).map((row) => [row.place, row.strategy, row.least_with]),
    [
      [1, "D/0/1_C/1", "itself"],
      [2, "D/0", null],
    ],
  );
  assert.deepEqual(
    plain(search.named).map((row) => [row.place, row.strategy, row.surpassed]),
    [
      [null, "grit", "no"],
      [null, "dove", "yes"],
    ],
  );
  assert.deepEqual(plain(search.objective), ["ends", "in_spirals"]);
});

test("all numbers of a row are told in a sentence", () => {
  const { search } = page.adapt(results);
  assert.equal(
    page.foundSentence(search.finds[1]),
    "D/0: 1 state; ends spirals 0.0%, cost 0.0%; most like hawk (100.0% of its rounds)",
  );
  assert.equal(
    page.foundSentence(search.named[1]),
    "dove: no automaton; ends spirals 90.0%, cost 10.0%; of the field, surpassed",
  );
});

test("shares near none and near all have two digits that differ", () => {
  const told = [0, 6.3e-6, 0.00309, 0.0836, 0.5, 0.99957, 0.99999724, 1, 1e-12, -0.0025, null];
  assert.deepEqual(plain(told.map(page.asFinePercent)), [
    "0.0%",
    "0.00063%",
    "0.31%",
    "8.4%",
    "50.0%",
    "99.957%",
    "99.99972%",
    "100.0%",
    "0.0%",
    "−0.25%",
    "–",
  ]);
});

test("stairs go through the points that no other surpasses", () => {
  const corners = page.cornersOf([
    [10, 5],
    [30, 40],
    [20, 40],
    [20, 20],
    [30, 60],
  ]);
  assert.deepEqual(plain(corners), [
    [30, 40],
    [20, 20],
    [10, 5],
  ]);
  assert.deepEqual(plain(page.stairsOf(corners, 0, 100)), [
    [30, 100],
    [30, 40],
    [20, 40],
    [20, 20],
    [10, 20],
    [10, 5],
    [0, 5],
  ]);
  assert.deepEqual(plain(page.cornersOf([])), []);
});

test("costs that lie far apart are on a scale of powers of ten", () => {
  const cost = page.searchValue("cost");
  assert.equal(page.searchScale(cost, [0, 0.05, 0.12], 0, 100).ticks, null);
  const { scale, ticks } = page.searchScale(cost, [0, 6e-6, 0.12], 0, 100);
  assert.deepEqual(plain(ticks.map(page.searchTick(cost, scale, ticks))), [
    "0%",
    "0.001%",
    "0.01%",
    "0.1%",
    "1%",
    "10%",
  ]);
  const clear = page.clearTicks(ticks, scale, () => 12);
  assert.deepEqual(plain(clear.map(page.searchTick(cost, scale, ticks))), ["0%", "10%", "1%", "0.1%", "0.01%"]);
  assert.ok(scale(0) === 100 && scale(0.12) === 0, "cheaper is better");
  assert.ok(scale(6e-6) < 97 && scale(0.001) > 20, "small costs are told apart");
});

test("numbers of states have marks, many of them the last together", () => {
  const marks = page.stateMarks([9, 2, 3, 4, 5, 6, 7, 2].map((states) => ({ states })));
  assert.deepEqual(plain(marks.map(({ label }) => label)), [
    "2 states",
    "3 states",
    "4 states",
    "5 states",
    "6 states",
    "7 states or more",
  ]);
  assert.equal(page.stateMarkOf(marks, { states: 9 }).series, 5);
  assert.equal(page.stateMarkOf(marks, { states: 3 }).series, 1);
});
