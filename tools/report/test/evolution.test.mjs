// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";

import { load, plain } from "./page_scripts.mjs";

const page = load(
  "01-words",
  "02-results",
  "05-palette",
  "12-sweep",
  "70-system",
  "80-evolution",
  "82-shares",
  "83-worlds",
  "84-hostile",
  "85-invasions",
  "86-mutants",
  "87-shares-over-time",
  "88-simplex",
  "89-structure",
);

const invasion = (mutant, resident, times, more = {}) => ({
  mutant,
  resident,
  ln_rho: times === 0 ? null : Math.log(times / 100),
  rho: times / 100,
  favoured: times > 1 ? "yes" : "no",
  threshold_share: null,
  cluster: null,
  founders: null,
  ...more,
});
const held = (strategy, share) => ({ strategy, share, peace_at_home: strategy === "hawk" ? 0 : 0.9 });
const world = {
  population: 100,
  selection: 1,
  peace: 0.8,
  peace_interval: [0.7, 0.9],
  to_peace: 46.4,
  to_war: 32459.9,
  largest_mutation: 2.1e-5,
  way_out: ["hawk", "tft", "grit"],
  strategies: [held("tft", 0.2), held("grit", 0.7), held("hawk", 0.1)],
  invasions: [
    invasion("tft", "hawk", 4.85, { threshold_share: 0.048, cluster: 0.04, founders: 10, entry_loss: 0.055 }),
    invasion("grit", "hawk", 0.00002, { threshold_share: 0.553, cluster: 0.17, founders: 58, entry_loss: 0.4 }),
    invasion("dove", "hawk", 0, { cluster: 0.33, entry_loss: 1 }),
    invasion("wsls", "hawk", 0.001, { cluster: 0.22 }),
    invasion("grit", "tft", 38.7, { threshold_share: 0 }),
    invasion("hawk", "grit", 0.006),
  ],
};
const results = {
  format: "detente-evolution-1",
  design: { game: "prisoners-dilemma", misperception: [0.05, 0.05], rounds: 200, hostile: ["hawk@greedy"] },
  strategies: ["tft", "grit", "hawk"],
  conducts: [["tft", "contrite"], ["grit"], ["hawk", "hawk@greedy"]],
  worlds: [world],
};

test("an evolution says its game, and who stands for whom", () => {
  const report = page.adapt(results);
  assert.equal(report.title, "Which conduct survives: Prisoners dilemma under misperception 0.05");
  assert.deepEqual(plain(report.evolution.hostile), ["hawk"], "the hostile of the design, by who stands for it");
  assert.match(report.evolution.notes[0], /tft stands for contrite as well; hawk stands for hawk@greedy as well/);
  assert.equal(page.adapt({ format: "detente-evolution-1" }).evolution.worlds.length, 0);
});

test("a world is told in words", () => {
  const told = page.worldSentences(page.worldOf(world));
  assert.match(
    told,
    /^With 100 states and selection 1, the world is at peace in 80\.0% of rounds in the long run \(70\.0% to 90\.0%\)\./,
  );
  assert.match(told, /hawk → tft → grit\. From the hostile world to peace it takes 46\.4 mutants on average\./);
  assert.match(told, /takes 32,460\. This holds for mutation rates up to about 2\.1e−5 in a step\.$/);
});

test("numbers over many powers of ten are told with three digits", () => {
  assert.deepEqual([0, 4.853, 0.0485, 31350210, 1234.5, 3.1e-6, null].map(page.asMagnitude), [
    "0",
    "4.85",
    "0.0485",
    "3.1e7",
    "1,235",
    "3.1e−6",
    "–",
  ]);
  assert.deepEqual([0, 1e-7, 0.048, 1, null].map(page.asShare), ["0.0%", "1.0e−5%", "4.8%", "100.0%", "–"]);
  assert.equal(page.asThreshold(null), "never");
});

test("pictures leave out parameters, where names stay different", () => {
  const short = page.pictureNames(["gtft:generosity=0.3333333333", "grit:steps=1", "grit:steps=2", "hawk:a=1@greedy"]);
  assert.deepEqual([...short.values()], ["gtft", "grit:steps=1", "grit:steps=2", "hawk@greedy"]);
  const long = ["memory-one:first=0.70231,cc=0.2,cd=0.4", "memory-one:first=0.5,cc=0.25,cd=0.9312"];
  assert.deepEqual([...page.pictureNames(long).values()], ["memory-one (1)", "memory-one (2)"]);
  assert.equal(page.numberedText(short), "");
  assert.match(page.numberedText(page.pictureNames(long)), /by their number/);
});

test("the graph of invasions leads from residents to favoured mutants, the way out last", () => {
  const { nodes, arrows, hidden } = page.invasionGraph(page.worldOf(world), ["hawk"], false);
  assert.deepEqual(plain(nodes.map(({ name, share }) => [name, share])), [
    ["tft", 0.2],
    ["grit", 0.7],
    ["hawk", 0.1],
  ]);
  assert.deepEqual(plain(arrows.map(({ from, to, isWayOut }) => [from, to, isWayOut])), [
    ["hawk", "tft", true],
    ["tft", "grit", true],
  ]);
  assert.equal(hidden, 0);
  assert.match(
    page.invasionSentence(arrows[0]),
    /^tft in a world of hawk: .* 4\.85 times as often as by chance; 10 founders/,
  );
});

test("of many strategies only the important arrows are drawn, and of very many not all strategies", () => {
  const names = Array.from({ length: 60 }, (_, index) => `s${index}`);
  const many = page.worldOf({
    population: 10,
    selection: 1,
    way_out: ["s0", "s59"],
    strategies: names.map((strategy, index) => ({ strategy, share: (60 - index) / 1830 })),
    invasions: names.flatMap((resident, from) =>
      names
        .filter((mutant) => mutant !== resident)
        .map((mutant) => ({
          mutant,
          resident,
          ln_rho: -0.01 * from - 0.001 * Number(mutant.slice(1)),
          favoured: "yes",
        })),
    ),
  });
  const shown = page.namesShown(many, ["s0"], 10);
  assert.deepEqual(plain(shown), ["s0", "s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8", "s59"]);
  const few = page.invasionGraph(many, ["s0"], false);
  assert.equal(few.nodes.length, 40);
  const others = few.arrows.filter(({ from, to }) => from !== "s0" && to !== "s0");
  assert.equal(new Set(few.arrows.map(({ from }) => from)).size, 40);
  assert.equal(others.length, 0, "the strongest out of each leads to the first");
  assert.equal(few.hidden + few.arrows.length, 40 * 39);
  assert.equal(page.invasionGraph(many, ["s0"], true).hidden, 0);
});

test("the ladder begins with the easiest, and says never in words", () => {
  const rows = page.ladderOf(page.worldOf(world), "hawk");
  assert.deepEqual(plain(rows.map(({ mutant }) => mutant)), ["tft", "grit", "wsls", "dove"]);
  assert.equal(
    page.ladderSentence(rows[0]),
    "tft: earns more than hawk from 4.8% of states on; or, while rare, where 4.0% of its meetings are with its own kind; " +
      "10 founders of 100 have an even chance to take over; the first one loses 0.055 per round",
  );
  assert.match(page.ladderSentence(rows[3]), /^dove: no share of states is enough to earn more than hawk;/);
  assert.match(page.ladderSentence({ ...rows[0], threshold_share: 0 }), /from the first state on/);
});

test("small worlds: alone, and the best with one and with two more", () => {
  const smallWorlds = [
    { with: [], peace: 0 },
    { with: ["tft"], peace: 0.076 },
    { with: ["grit"], peace: 0.001 },
    { with: ["tft", "grit"], peace: 0.864 },
  ];
  assert.deepEqual(plain(page.smallWorldRows(smallWorlds, 1).map(({ added }) => added)), [
    "nobody else",
    "tft",
    "tft and grit",
  ]);
  assert.deepEqual(plain(page.smallWorldBase({ smallWorlds, strategies: ["tft", "grit", "hawk", "dove"] })), [
    "hawk",
    "dove",
  ]);
  assert.equal(page.joinedNames(["tit-for-tat", "grit"], 12), "tit-…, grit");
});

const point = (value, conducts, shares) => ({
  at: { misperception: value },
  strategies: conducts.map(([name]) => name),
  conducts,
  verdict: [],
  worlds: [
    {
      population: 100,
      selection: 1,
      peace: 1 - Number(value),
      strategies: conducts.map(([strategy], index) => ({ strategy, share: shares[index] })),
    },
  ],
});
const sweep = {
  format: "detente-evolution-sweep-1",
  design: { game: "prisoners-dilemma", misperception: [0, 0] },
  over: [{ key: "misperception", values: ["0", "0.05"] }],
  points: [
    point("0", [["tft", "grim"], ["hawk"]], [0.9, 0.1]),
    point("0.05", [["tft", "contrite"], ["hawk"], ["grim"]], [0.2, 0.5, 0.3]),
  ],
};

test("names over points are all that occur; who stands for another is told", () => {
  const { names, merged } = page.mergedNames(sweep.points);
  assert.deepEqual(plain(names), ["tft", "hawk", "grim"]);
  assert.deepEqual(plain(merged), [{ at: { misperception: "0" }, name: "tft", others: ["grim"] }]);
  assert.equal(
    page.mergedText(merged),
    "Strategies that behave alike at a point are one there: at misperception 0, tft stands for grim as well.",
  );
});

test("a sweep says where peace is largest, and has one point per value", () => {
  const report = page.adapt(sweep);
  assert.equal(report.title, "Which conduct survives: Prisoners dilemma over misperception");
  assert.deepEqual(plain(report.verdict), [
    "In the long run the world is most peaceful at misperception 0: 100.0% of rounds, held longest by tft (90.0% of the time).",
    "It is least peaceful at misperception 0.05: 95.0% of rounds, held longest by hawk (50.0% of the time).",
  ]);
  const points = page.sweepPoints(report.evolutionSweep);
  assert.deepEqual(plain(points.map(({ place, label, peace }) => [place, label, peace])), [
    [0, "misperception 0", 1],
    [0.05, "misperception 0.05", 0.95],
  ]);
  assert.equal("misperception" in report.design, false, "what varies is no setting");
  const series = page.stackSeries(points, report.names);
  assert.deepEqual(plain(series), { coloured: ["tft", "hawk", "grim"], others: [] });
  const [, parts] = page.stackParts(points, series);
  assert.deepEqual(plain(parts.map(({ from, to }) => [from, to].map((end) => Math.round(100 * end)))), [
    [0, 20],
    [20, 70],
    [70, 100],
  ]);
});

test("shares that come back are dotted while they are small", () => {
  const times = [0, 1, 2, 3, 4, 5];
  const values = [0.5, 0.01, 1e-5, 1e-8, 1e-4, 0.9];
  assert.deepEqual(plain(page.revivalStretch(times, values, 3)), [1, 5]);
  assert.equal(page.revivalStretch(times, [0.5, 0.4, 0.3, 0.2, 0.4, 0.9], 3), null);
  const [row] = page.courseOfShares(
    ["grim"],
    times,
    values.map((value) => [value]),
    [{ strategy: "grim", lowest: 1e-8, generation: 3 }],
  );
  assert.deepEqual([row.first, row.most, row.last, row.when], [0.5, 0.9, 0.9, 3]);
  assert.equal(page.revivalSentence(row, "generation"), "grim fell to 1.0e−8 at generation 3 and came back.");
});

const near = (actual, expected) =>
  plain(actual).forEach((value, index) => assert.ok(Math.abs(value - expected[index]) < 1e-9, `${actual}`));

test("the flow in a triangle of rock, paper and scissors goes round the middle", () => {
  const payoffs = [
    [0, -1, 1],
    [1, 0, -1],
    [-1, 1, 0],
  ];
  near(page.replicatorFlow(payoffs, [1 / 3, 1 / 3, 1 / 3]), [0, 0, 0]);
  near(page.replicatorFlow(payoffs, [0.5, 0.25, 0.25]), [0, 0.0625, -0.0625]);
  const rests = page.triangleRests(payoffs);
  assert.equal(rests.length, 4, "corners and the middle; no rest on an edge");
  near(rests[3].x, [1 / 3, 1 / 3, 1 / 3]);
  assert.ok(rests.every(({ stable }) => !stable));
  assert.deepEqual(plain(rests.map(({ nash }) => nash)), [false, false, false, true]);
  const line = page.flowLine(payoffs, [0.5, 0.25, 0.25], 0.1);
  assert.ok(line.length > 5);
  for (const x of line) assert.ok(Math.abs(x[0] + x[1] + x[2] - 1) < 1e-12);
  assert.equal(page.flowLine(payoffs, [1, 0, 0], 0.1).length, 1, "a corner rests");
});

test("rest points of Zeeman's game are those of the books", () => {
  const rests = page.triangleRests([
    [0, 6, -4],
    [-3, 0, 5],
    [-1, 3, 0],
  ]);
  const at = (...x) => rests.find((rest) => rest.x.every((share, index) => Math.abs(share - x[index]) < 1e-9));
  assert.equal(at(1, 0, 0).stable, true);
  assert.equal(at(1 / 3, 1 / 3, 1 / 3).stable, true);
  assert.equal(at(0.8, 0, 0.2).stable, false);
  assert.equal(at(0.8, 0, 0.2).nash, true);
});

test("frames: runs of founders, and at most eight", () => {
  assert.deepEqual(plain(page.frameRuns(["0110", "0000", "1011"])), [
    { row: 0, from: 1, length: 2 },
    { row: 2, from: 0, length: 1 },
    { row: 2, from: 2, length: 2 },
  ]);
  const frames = Array.from({ length: 21 }, (_, generation) => ({ generation }));
  const kept = plain(page.framesOf(frames)).map(({ generation }) => generation);
  assert.equal(kept.length, 8);
  assert.deepEqual([kept[0], kept[7]], [0, 20]);
  assert.equal(page.framesOf(undefined).length, 0);
  const block = { breaker: "grit", hostile: "hawk", block: 2 };
  assert.equal(page.blockText(block, true), "a block of 2×2 grit in a world of hawk");
  assert.equal(page.blockText(block, false), "2 neighbours of grit in a world of hawk");
  assert.equal(page.structureText("torus:50x50,8"), "Torus of 50 × 50 states, 8 neighbours each");
});

test("walks and structures are told in words, with what is known of them", () => {
  const walk = { mutants: 1e6, replacements: 4212, cooperation: 0.541, cooperation_error: 0.012, payoff: 2.1 };
  assert.equal(
    page.walkSentences(walk),
    "1,000,000 random mutants met one resident after another; 4,212 took its place. " +
      "Residents cooperate in 54.1% ±1.2% of rounds among themselves and earn 2.100 per round.",
  );
  assert.match(
    page.walkSentences({ ...walk, partners: 0.31, rivals: 0.08 }),
    /31\.0% of the time .* 8\.0% of the time a rival/,
  );
  assert.equal(
    page.structureSentences({
      structure: "ring:100",
      states: 100,
      update: "death-birth",
      sigma: 2.92,
      critical_ratio: null,
    }),
    "Ring of 100 states; update: death-birth. Structure coefficient σ 2.920 (everybody meets everybody: just below 1).",
  );
});

test("colours of chances are strongest at one in a million and at certainty", () => {
  const strength = (log) => Number(page.chanceStrength(log, 2).toFixed(6));
  assert.deepEqual([-Infinity, -6, -3, 0, 1, 2].map(strength), [1, 1, 0.52, 0.04, 0.52, 1]);
  assert.deepEqual([-1, 0, 1].map(page.chanceClass), ["chance-less", "chance-more", "chance-more"]);
});

test("keys go from cell to cell of the chances, over the diagonal", () => {
  const names = ["a", "b", "c"];
  const rows = names.flatMap((resident) =>
    names.filter((mutant) => mutant !== resident).map((mutant) => ({ mutant, resident })),
  );
  const at = (mutant, resident) => rows.findIndex((row) => row.mutant === mutant && row.resident === resident);
  const go = (from, key) => plain(rows[page.cellBeside(names, rows, at(...from), key)]);
  assert.deepEqual(go(["b", "a"], "ArrowRight"), { mutant: "b", resident: "c" });
  assert.deepEqual(go(["b", "a"], "ArrowDown"), { mutant: "c", resident: "a" });
  assert.deepEqual(go(["a", "b"], "ArrowDown"), { mutant: "c", resident: "b" });
  assert.deepEqual(go(["b", "a"], "ArrowUp"), { mutant: "b", resident: "a" }, "stays at the edge");
  assert.deepEqual(go(["c", "b"], "ArrowRight"), { mutant: "c", resident: "b" });
});
