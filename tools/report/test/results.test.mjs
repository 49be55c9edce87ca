// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";

import { load, plain } from "./page_scripts.mjs";

const page = load("01-words", "02-results");

const design = {
  game: "arms-race:levels=3",
  levels: 3,
  rounds: 60,
  continuation: null,
  tremble: [0, 0],
  misperception: [0.05, 0.02],
  signal_noise: 0.1,
  peace_level: 0,
  strategies: ["grit", "hawk"],
};
const pair = {
  row: "grit",
  column: "hawk",
  engine: "exact",
  score: [1, 2],
  score_error: [0, 0.5],
  cooperation: [0.75, 0.25],
  joint: [
    [0.1, 0.2, 0],
    [0.3, 0.1, 0],
    [0, 0, 0.3],
  ],
  spirals: { episode_length: null },
};
const standing = (strategy, rank, score) => ({
  strategy,
  rank,
  rank_interval: [rank, rank + 1],
  motive: "game",
  score,
  score_error: 0.1,
  cooperation: 0.5,
  peace: 0.25,
  friction: 0.5,
  conflict: 0.25,
});
const tournament = {
  format: "detente-tournament-1",
  version: "0.1.0",
  design,
  standings: [standing("grit", 1, 2), standing("hawk", 2, 1)],
  pairs: [pair, { ...pair, row: "hawk", engine: "objects" }],
  verdict: ["Peace."],
  breakers: [{ strategy: "hawk", role: "aggressor", conduct: "always hostile" }],
  broke: [
    { strategy: "grit", proximate: [0.5, 0.25, 0.125, 0.125], pairs: 2 },
    { strategy: "hawk", proximate: null, pairs: 0 },
  ],
  command: "detente run",
};

test("numbers are told as the terminal tells them", () => {
  assert.equal(page.asScore(-1.23456), "−1.235");
  assert.equal(page.asScore(-0.0001), "0.000");
  assert.equal(page.asPercent(0.12345), "12.3%");
  assert.equal(page.asPoints(-0.752), "−75.2");
  for (const format of [page.asScore, page.asPercent, page.asPoints, page.asCount, page.asText])
    for (const nothing of [null, undefined]) assert.equal(format(nothing), "–");
  assert.equal(page.asScore(Infinity), "–");
  assert.equal(page.plusMinus(0, page.asScore), "");
  assert.equal(page.plusMinus(0.25, page.asScore), " ±0.250");
});

test("an interval of lift stays within all lifts, and is not told where there is none", () => {
  const row = { lift: -0.75, lift_error: 0.5 };
  assert.deepEqual(plain(page.liftEnds(row)), [-1, -0.25]);
  assert.deepEqual(plain(page.liftEnds({ ...row, lift_interval: [-0.9, -0.6] })), [-0.9, -0.6]);
  assert.equal(page.liftText(row), "−75.0 (95%: −100.0 to −25.0)");
  assert.equal(page.liftText({ lift: 0.1, lift_error: null, lift_interval: null }), "10.0");
  const { lift_low, lift_high } = page.withLiftEnds({ lift: 0.1, lift_error: null });
  assert.deepEqual([lift_low, lift_high], [null, null]);
});

test("what was sampled is said where it was, over all points of a sweep", () => {
  const coverage = [
    { test: "escapes", pairs: 10, sampled: 3 },
    { test: "crises", pairs: 8, sampled: 0 },
  ];
  assert.deepEqual(
    plain(page.adapt({ ...tournament, coverage }).numbers.filter(([label]) => label.startsWith("sampled"))),
    [["sampled escapes", "3 of 10"]],
  );
  const sweep = page.adapt({ format: "detente-sweep-1", over: [], points: [{ coverage }, { coverage }] });
  assert.ok(sweep.numbers.some(([label, value]) => label === "sampled escapes" && value === "6 of 20"));
});

test("names are shortened by letters, not by halves of letters", () => {
  assert.equal(page.shortened("détente", 7), "détente");
  assert.equal(page.shortened("détente", 4), "dét…");
  assert.equal(page.shortened("🕊🕊🕊", 2), "🕊…");
});

test("lists read like sentences", () => {
  assert.equal(page.listed([]), "");
  assert.equal(page.listed(["a"]), "a");
  assert.equal(page.listed(["a", "b", "c"]), "a, b and c");
});

test("a tournament says its game, its noise and its field", () => {
  const report = page.adapt(tournament);
  assert.equal(report.title, "Arms race (levels=3) under misperception 0.05 up, 0.02 down and signal noise 0.1");
  assert.deepEqual(plain(report.names), ["grit", "hawk"]);
  assert.deepEqual(plain(report.numbers), [
    ["entrants", "2"],
    ["match length", "60 rounds"],
    ["exact pairs", "1 of 2"],
    ["peace of the whole field", "25.0%"],
    ["conflict", "25.0%"],
  ]);
  assert.deepEqual(plain(report.standings.map(({ low, high, role, conduct }) => [low, high, role, conduct])), [
    [1, 2, "seeker", null],
    [2, 3, "aggressor", "always hostile"],
  ]);
});

test("pairs are seen from both sides", () => {
  const { cells } = page.adapt(tournament);
  const grit = cells.get(page.pairKey("grit", "hawk"));
  const hawk = cells.get(page.pairKey("hawk", "grit"));
  assert.deepEqual([grit.score, grit.score_error, grit.cooperation], [1, 0, 0.75]);
  assert.deepEqual([hawk.score, hawk.score_error, hawk.cooperation], [2, 0.5, 0.25]);
  for (const cell of [grit, hawk]) {
    assert.ok(Math.abs(cell.peace - 0.1) < 1e-12);
    assert.ok(Math.abs(cell.friction - 0.5) < 1e-12);
    assert.ok(Math.abs(cell.conflict - 0.4) < 1e-12);
    assert.equal(cell.episode_length, null);
  }
  const milder = page.adapt({ ...tournament, design: { ...design, peace_level: 1 } });
  assert.ok(Math.abs(milder.cells.get(page.pairKey("grit", "hawk")).peace - 0.7) < 1e-12);
});

test("credit is told by strategy, and made of pairs where there are only pairs", () => {
  assert.deepEqual(plain(page.adapt(tournament).credits), [
    { strategy: "grit", alone: 0.5, together: 0.25, other: 0.125, chance: 0.125, pairs: 2 },
  ]);
  const broke = [
    { row: "grit", column: "tft", proximate: [0.5, 0.25, 0.125, 0.125] },
    { row: "tft", column: "tft", proximate: [0.25, 0.75, 0, 0] },
    { row: "tft", column: "hawk", proximate: null },
  ];
  const report = page.adapt({ format: "detente-spirals-1", strategies: [{ strategy: "grit" }], broke });
  const tft = report.credits.find((one) => one.strategy === "tft");
  assert.equal(tft.pairs, 3);
  assert.ok(Math.abs(tft.alone - (0.25 + 0.25 + 0.75) / 3) < 1e-12);
  assert.ok(Math.abs(tft.other - (0.5 + 0.75 + 0.25) / 3) < 1e-12);
  assert.ok(Math.abs(tft.together - 0.125 / 3) < 1e-12);
});

test("a sweep is one row per strategy and point, under names that stay", () => {
  const point = (steps, rank) => ({
    values: { "grit:steps": String(steps), start: "peace" },
    rows: { grit: `grit:steps=${steps}` },
    standings: [standing(`grit:steps=${steps}`, rank, steps)],
    breakers: [{ strategy: `grit:steps=${steps}`, lift: 0.1 * steps, lift_error: null }],
    verdict: [],
  });
  const report = page.adapt({
    format: "detente-sweep-1",
    over: [
      { key: "grit:steps", values: [1, 2] },
      { key: "start", values: ["peace"] },
    ],
    points: [point(1, 2), point(2, 1)],
  });
  assert.deepEqual(
    plain(
      report.sweep.rows.map(({ strategy, rank, score, lift, values }) => [strategy, rank, score, lift, values.start]),
    ),
    [
      ["grit", 2, 1, 0.1, "peace"],
      ["grit", 1, 2, 0.2, "peace"],
    ],
  );
  assert.deepEqual(plain(report.sweep.over.map(({ isNumeric }) => isNumeric)), [true, false]);
});

test("a match has a trace only where it was told", () => {
  const match = { ...pair, format: "detente-match-1", design };
  assert.equal(page.adapt(match).traces.length, 0);
  assert.equal(page.adapt({ ...match, row_moves: "CD" }).traces.length, 1);
});

test("what a file lacks is left out", () => {
  for (const format of ["detente-tournament-1", "detente-sweep-1", "detente-match-1", "detente-spirals-1"]) {
    const report = page.adapt({ format });
    for (const key of ["standings", "breakers", "credits", "traces", "entrants"])
      assert.equal(report[key].length, 0, key);
  }
});

test("other formats are refused in words", () => {
  assert.throws(
    () => page.adapt({ format: "detente-tournament-2" }),
    /cannot show results of the format 'detente-tournament-2'/,
  );
  assert.throws(() => page.adapt(null), /cannot show/);
});
