// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";

import { load, plain } from "./page_scripts.mjs";

const page = load("01-words", "02-results", "04-episodes");

const trace = (row, column, more = {}) => ({
  row: "grit",
  column: "hawk",
  row_moves: row,
  column_moves: column,
  ...more,
});
const episodes = (row, column, { level = 0, calm = 2 } = {}) =>
  plain(page.episodesOf(page.roundsOf(trace(row, column), false), level, calm)).map(({ from, to, isOver }) => [
    from,
    to,
    isOver,
  ]);

test("an episode begins with what is no peace and ends with calm", () => {
  assert.deepEqual(episodes("CCDCCC", "CCCCCC"), [[2, 2, true]]);
  assert.deepEqual(episodes("CDCDCC", "CCCCCC"), [[1, 3, true]]);
  assert.deepEqual(episodes("CDCDCC", "CCCCCC", { calm: 1 }), [
    [1, 1, true],
    [3, 3, true],
  ]);
  assert.deepEqual(episodes("CCC", "CCC"), []);
});

test("what is not over lasts as long as the match is known", () => {
  assert.deepEqual(episodes("CCDC", "CCCC"), [[2, 3, false]]);
  assert.deepEqual(episodes("DD", "DD"), [[0, 1, false]]);
});

test("either side breaks the peace, and a low level does not", () => {
  assert.deepEqual(episodes("CCCC", "DCCC"), [[0, 0, true]]);
  assert.deepEqual(episodes("0121", "0000", { level: 1 }), [[2, 3, false]]);
  assert.deepEqual(episodes("0aa0", "0000", { level: 9 }), [[1, 3, false]]);
});

test("a round tells what was meant, done and seen", () => {
  const [round] = page.roundsOf(
    trace("D", "C", {
      row_meant: "C",
      column_meant: "C",
      row_seen: "C",
      column_seen: "C",
      row_signals: "r",
      column_signals: "-",
      row_heard: "-",
      column_heard: "r",
      row_open: "o",
      column_open: "-",
    }),
    false,
  );
  assert.equal(
    page.roundSentence(round),
    "Round 1: grit announced restraint, was open, meant C and did D by mistake and saw C; hawk did C and saw C where it was D.",
  );
  assert.equal(page.hasTrembled(round.deeds[0]), true);
  assert.equal(page.hasMisread(round.deeds[0]), false);
  assert.equal(page.hasMisread(round.deeds[1]), true);
  assert.equal(page.hasMisheard(round.deeds[1]), false);
});

test("places can be changed", () => {
  const [round] = page.roundsOf(trace("D", "C"), true);
  assert.deepEqual(plain(round.levels), [0, 1]);
  assert.equal(round.deeds[0].strategy, "hawk");
});

test("a summary counts, and says where rounds are left out", () => {
  const rounds = page.roundsOf(trace("CDDCCC", "CCDCCC", { row_meant: "CDCCCC", row_seen: "CCDCCD" }), false);
  const found = page.episodesOf(rounds, 0, 2);
  assert.equal(
    page.matchSummary(rounds, found, 0, 100),
    "The first 6 of 100 rounds: 4 of peace, 1 of friction, 1 of conflict; 1 episode of hostility, the longest of 2 rounds; 1 tremble, 1 misreading.",
  );
  assert.match(page.matchSummary(rounds, [], 0, 6), /^6 rounds: .*no hostility/);
});
