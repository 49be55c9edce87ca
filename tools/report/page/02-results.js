// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
/**
 * What the page draws, out of what results hold: one shape for all formats. What a file lacks is null or empty here,
 * and the figure that would need it is left out.
 */

const list = (value) => (Array.isArray(value) ? value : []);
const pairKey = (row, column) => `${row}\n${column}`;

/** "misperception 0.05", or both rates where up and down differ; nothing where there is no noise. */
function rateText(name, rates) {
  const [up, down] = Array.isArray(rates) ? rates : [rates, rates];
  if (!(up > 0) && !(down > 0)) return [];
  return [up === down ? `${name} ${up}` : `${name} ${up} up, ${down} down`];
}

function noiseText(design) {
  const noise = [
    ...rateText("tremble", design.tremble),
    ...rateText("misperception", design.misperception),
    ...rateText("signal noise", design.signal_noise),
  ];
  return noise.length > 0 ? `under ${listed(noise)}` : "without noise";
}

function lengthText(design) {
  if (typeof design.rounds === "number") return counted(design.rounds, "round");
  if (typeof design.continuation === "number") return `a chance of ${design.continuation} to go on after each round`;
  return "no end";
}

/** Shares of peace, friction and conflict out of the shares of each pair of levels, seen from one side. */
function climateOf(joint, peaceLevel) {
  const climate = { peace: 0, friction: 0, conflict: 0 };
  list(joint).forEach((row, mine) =>
    list(row).forEach((share, theirs) => {
      const hostile = (mine > peaceLevel) + (theirs > peaceLevel);
      climate[["peace", "friction", "conflict"][hostile]] += share;
    }),
  );
  return climate;
}

/** The ends of the 95% interval of a lift, which lies within −1…1; its own value where it has none. */
function liftEnds({ lift, lift_error, lift_interval }) {
  if (Array.isArray(lift_interval)) return lift_interval;
  return [Math.max(-1, lift - (lift_error || 0)), Math.min(1, lift + (lift_error || 0))];
}

/** A row with those ends as numbers of their own, which are null where there is no interval. */
function withLiftEnds(row) {
  const [lift_low, lift_high] = typeof row.lift_error === "number" ? liftEnds(row) : [null, null];
  return { ...row, lift_low, lift_high };
}

/** "7.2 (95%: −3.1 to 17.5)"; the lift alone where it has no interval of any width. */
function liftText(row) {
  const [low, high] = liftEnds(row);
  return `${asPoints(row.lift)}${row.lift_error > 1e-12 ? ` (95%: ${asPoints(low)} to ${asPoints(high)})` : ""}`;
}

const kLiftEnds = [
  { key: "lift_low", label: "from", format: asPoints, title: "Lower end of the 95% interval of lift over opponents" },
  { key: "lift_high", label: "to", format: asPoints, title: "Upper end of the 95% interval of lift over opponents" },
];

/** What of the tests of spirals was sampled, one line for each kind. */
function sampledTests(coverage) {
  return list(coverage)
    .filter(({ sampled }) => sampled > 0)
    .map(({ test, pairs, sampled }) => [`sampled ${test}`, `${sampled} of ${pairs}`]);
}

/** Both views of each pair, by `pairKey(row, column)`. */
function cellsOf(pairs, peaceLevel) {
  const cells = new Map();
  for (const pair of list(pairs)) {
    const climate = climateOf(pair.joint, peaceLevel);
    for (const [row, column, mine] of [
      [pair.row, pair.column, 0],
      [pair.column, pair.row, 1],
    ]) {
      if (cells.has(pairKey(row, column))) continue;
      cells.set(pairKey(row, column), {
        row,
        column,
        score: list(pair.score)[mine] ?? null,
        score_error: list(pair.score_error)[mine] ?? null,
        cooperation: list(pair.cooperation)[mine] ?? null,
        ...climate,
        episode_length: pair.spirals?.episode_length ?? null,
        engine: pair.engine,
      });
    }
  }
  return cells;
}

const kScoreMeasure = { key: "score", label: "Score", format: asScore };
const kPairMeasures = [
  kScoreMeasure,
  { key: "cooperation", label: "Cooperation", format: asPercent, from: 0, to: 1 },
  { key: "peace", label: "Peace", format: asPercent, from: 0, to: 1 },
  { key: "conflict", label: "Conflict", format: asPercent, from: 0, to: 1 },
  { key: "episode_length", label: "Episode length", format: asCount, isLog: true },
];
const kEscapeMeasures = [
  { key: "durable_peace", label: "Durable peace", format: asPercent, from: 0, to: 1 },
  { key: "reached", label: "Ever at peace again", format: asPercent, from: 0, to: 1 },
  { key: "median_rounds", label: "Median rounds to peace", format: asCount, isLog: true },
];

/** Escapes of pairs, seen from both sides. */
function escapesOf(escapes) {
  const cells = new Map();
  for (const pair of list(escapes))
    for (const [row, column] of [
      [pair.row, pair.column],
      [pair.column, pair.row],
    ])
      cells.set(pairKey(row, column), { ...pair, row, column });
  return cells;
}

function standingsOf(standings, breakers) {
  const known = new Map(list(breakers).map((breaker) => [breaker.strategy, breaker]));
  return list(standings).map((row) => ({
    ...row,
    low: list(row.rank_interval)[0] ?? row.rank,
    high: list(row.rank_interval)[1] ?? row.rank,
    role: known.get(row.strategy)?.role ?? (row.motive && row.motive !== "game" ? "aggressor" : "seeker"),
    conduct: known.get(row.strategy)?.conduct ?? null,
  }));
}

/** Who broke it: means over the pairs of a strategy in which episodes end, as a tournament tells them. */
function creditsOf(broke) {
  return list(broke)
    .filter((row) => Array.isArray(row.proximate))
    .map(({ strategy, proximate: [alone, together, other, chance], pairs }) => ({
      strategy,
      alone,
      together,
      other,
      chance,
      pairs,
    }));
}

/** The same means, of pairs one by one, as the report on spirals tells them. */
function creditsOfPairs(broke) {
  const sums = new Map();
  for (const { row, column, proximate } of list(broke)) {
    if (!Array.isArray(proximate)) continue;
    for (const [strategy, mine] of [
      [row, 0],
      [column, 1],
    ]) {
      const sum = sums.get(strategy) ?? { strategy, alone: 0, together: 0, other: 0, chance: 0, pairs: 0 };
      sum.alone += proximate[mine];
      sum.other += proximate[1 - mine];
      sum.together += proximate[2];
      sum.chance += proximate[3];
      sum.pairs += 1;
      sums.set(strategy, sum);
    }
  }
  for (const sum of sums.values()) for (const part of ["alone", "together", "other", "chance"]) sum[part] /= sum.pairs;
  return [...sums.values()];
}

/** The rounds of a match, where it was told with its trace. */
function tracesOf(results) {
  return list(results.traces).filter((trace) => typeof trace?.row_moves === "string" && trace.row_moves.length > 0);
}

const kEmpty = {
  design: {},
  names: [],
  standings: [],
  cells: new Map(),
  measures: [],
  breakers: [],
  credits: [],
  recovery: null,
  entrants: [],
  traces: [],
  sweep: null,
  search: null,
};

function commonOf(results) {
  return {
    ...kEmpty,
    version: asText(results.version),
    command: results.command ?? null,
    verdict: list(results.verdict),
  };
}

function tournamentOf(results) {
  const design = results.design ?? {};
  const standings = standingsOf(results.standings, results.breakers);
  const cells = cellsOf(results.pairs, design.peace_level ?? 0);
  const exact = list(results.pairs).filter((pair) => pair.engine === "exact").length;
  return {
    ...commonOf(results),
    kind: "Tournament",
    title: `${gameTitle(design.game)} ${noiseText(design)}`,
    design,
    names: standings.map((row) => row.strategy),
    standings,
    cells,
    measures: kPairMeasures,
    breakers: list(results.breakers),
    credits: creditsOf(results.broke),
    recovery: results.recovery ?? null,
    entrants: list(results.entrants),
    traces: tracesOf(results),
    numbers: [
      ["entrants", asCount(standings.length)],
      ["match length", lengthText(design)],
      ["exact pairs", `${exact} of ${list(results.pairs).length}`],
      ...sampledTests(results.coverage),
      ["peace of the whole field", asPercent(d3.mean(standings, (row) => row.peace))],
      ["conflict", asPercent(d3.mean(standings, (row) => row.conflict))],
    ],
  };
}

function spiralsOf(results) {
  const design = results.design ?? {};
  const breakers = list(results.strategies);
  return {
    ...commonOf(results),
    kind: "Spirals",
    title: design.game === undefined ? "Spirals" : `Spirals of the ${gameTitle(design.game)} ${noiseText(design)}`,
    design,
    names: breakers.map((row) => row.strategy),
    cells: escapesOf(results.escape),
    measures: kEscapeMeasures,
    breakers,
    credits: creditsOfPairs(results.broke),
    entrants: list(results.entrants),
    recovery: results.recovery ?? null,
    numbers: [
      ["strategies", asCount(breakers.length)],
      ["match length", lengthText(design)],
      ["compared with", asText(design.baseline)],
      ...sampledTests(results.coverage),
    ],
  };
}

function matchOf(results) {
  const design = results.design ?? {};
  return {
    ...commonOf(results),
    kind: "Match",
    title: `${results.row} meets ${results.column}`,
    design,
    names: [...new Set([results.row, results.column])],
    cells: cellsOf([results], design.peace_level ?? 0),
    entrants: list(results.entrants),
    traces: tracesOf({ traces: [results] }),
    numbers: [
      [`score of ${results.row}`, asScore(list(results.score)[0])],
      [`score of ${results.column}`, asScore(list(results.score)[1])],
      ["engine", asText(results.engine)],
      ["match length", lengthText(design)],
    ],
  };
}

/** One row per strategy and point of a sweep: what was swept, and how the strategy fared there. */
function sweepRows(results) {
  return list(results.points).flatMap((point) => {
    const stable = new Map(Object.entries(point.rows ?? {}).map(([name, there]) => [there, name]));
    const breakers = new Map(list(point.breakers).map((row) => [row.strategy, row]));
    return standingsOf(point.standings, point.breakers).map((row) =>
      withLiftEnds({
        ...row,
        strategy: stable.get(row.strategy) ?? row.strategy,
        values: point.values ?? {},
        ends: breakers.get(row.strategy)?.ends ?? null,
        ends_error: breakers.get(row.strategy)?.ends_error ?? null,
        cost: breakers.get(row.strategy)?.cost ?? null,
        lift: breakers.get(row.strategy)?.lift ?? null,
        lift_error: breakers.get(row.strategy)?.lift_error ?? null,
        lift_interval: breakers.get(row.strategy)?.lift_interval ?? null,
      }),
    );
  });
}

/** What was sampled over all points. */
function coverageOf(points) {
  const sums = new Map();
  for (const { test, pairs, sampled } of list(points).flatMap((point) => list(point.coverage))) {
    const sum = sums.get(test) ?? { test, pairs: 0, sampled: 0 };
    sums.set(test, { test, pairs: sum.pairs + pairs, sampled: sum.sampled + sampled });
  }
  return [...sums.values()];
}

function sweepOf(results) {
  const design = results.design ?? {};
  const rows = sweepRows(results);
  const over = list(results.over).map(({ key, values }) => ({
    key,
    values: list(values).map(String),
    isNumeric: list(values).every((value) => String(value).trim() !== "" && Number.isFinite(Number(value))),
  }));
  const names = [...new Set(rows.map((row) => row.strategy))];
  return {
    ...commonOf(results),
    kind: "Sweep",
    title: `${gameTitle(design.game ?? "sweep")} over ${listed(over.map((one) => one.key.replace(/_/g, " ")))}`,
    design,
    names,
    sweep: { over, rows },
    verdictOfPoints: list(results.points).map((point) => ({
      values: point.values ?? {},
      verdict: list(point.verdict),
    })),
    entrants: list(results.entrants),
    numbers: [
      ["strategies", asCount(names.length)],
      ["points", asCount(list(results.points).length)],
      ...sampledTests(coverageOf(results.points)),
      ["match length", over.some((one) => one.key === "rounds") ? kMissing : lengthText(design)],
    ],
  };
}

/** Which function makes a report of results of which format; scripts of other commands add theirs. */
const kFormats = new Map([
  ["detente-tournament-1", tournamentOf],
  ["detente-sweep-1", sweepOf],
  ["detente-match-1", matchOf],
  ["detente-spirals-1", spiralsOf],
]);

/** Throws an error in plain words for results of no known format. */
function adapt(results) {
  const shape = kFormats.get(results?.format);
  if (shape === undefined) throw new Error(`This page cannot show results of the format '${asText(results?.format)}'.`);
  return shape(results);
}
