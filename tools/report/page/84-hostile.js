// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
/** What it takes to enter a hostile world, and how peaceful small worlds are. */

const asThreshold = (value) => (typeof value === "number" ? asShare(value) : "never");

/** Invasions of one strategy's world, the easiest first: by threshold, then by cluster. */
function ladderOf(world, hostile) {
  const last = (value) => (typeof value === "number" ? value : Infinity);
  return world.invasions
    .filter(({ resident }) => resident === hostile)
    .sort(
      (a, b) =>
        d3.ascending(last(a.threshold_share), last(b.threshold_share)) ||
        d3.ascending(last(a.cluster), last(b.cluster)) ||
        d3.ascending(a.mutant, b.mutant),
    );
}

function ladderSentence(row) {
  const threshold =
    typeof row.threshold_share !== "number"
      ? `no share of states is enough to earn more than ${row.resident}`
      : row.threshold_share === 0
        ? `earns more than ${row.resident} from the first state on`
        : `earns more than ${row.resident} from ${asShare(row.threshold_share)} of states on`;
  const parts = [threshold];
  if (typeof row.cluster === "number")
    parts.push(`or, while rare, where ${asShare(row.cluster)} of its meetings are with its own kind`);
  if (typeof row.founders === "number")
    parts.push(`${row.founders} founders of ${d3.format(",")(row.population)} have an even chance to take over`);
  if (row.entry_loss > 0) parts.push(`the first one loses ${asScore(row.entry_loss)} per round`);
  return `${row.mutant}: ${parts.join("; ")}`;
}

const kRungs = [
  { key: "threshold_share", label: "threshold share of states", series: 0, symbol: d3.symbolCircle },
  { key: "cluster", label: "cluster: share of meetings with its own kind", series: 1, symbol: d3.symbolDiamond },
  { key: "founders_share", label: "founders for an even chance, of all states", series: 2, symbol: d3.symbolTriangle },
];

function addLadder(section, evolution, hostile, index) {
  const rows = () => ladderOf(worldNow(evolution), hostile);
  if (rows().length === 0) return;
  const count = rows().length;
  const figure = addEvolutionFigure(section, evolution, {
    name: index === 0 ? "ladder" : `ladder-${index + 1}`,
    title: `What it takes to enter a world of ${hostile}`,
    caption:
      "For each strategy: from which share of states on it earns more than the others (threshold; never: no share is enough), at which share of meetings with its own kind it does so while rare (cluster), " +
      `and how many states must begin together for an even chance to take over (founders). The easiest come first; square-root scale.${count > kMostNames ? ` The first ${kMostNames} of ${count}.` : ""}`,
    columns: [
      { key: "mutant", label: "Strategy" },
      { key: "threshold_share", label: "Threshold share", format: asThreshold },
      { key: "cluster", label: "Cluster", format: asThreshold },
      { key: "founders", label: "Founders", format: (value) => (typeof value === "number" ? asCount(value) : "never") },
      { key: "founders_share", label: "of all states", format: asShare },
      {
        key: "entry_loss",
        label: "Loss of the first",
        format: asScore,
        title: "Payoff per round that the first one has less than the others",
      },
      { key: "times_chance", label: "N·ρ", format: asMagnitude },
      { key: "favoured", label: "Favoured", title: "Whether a single mutant takes over more often than by chance" },
      {
        key: "sigma_needed",
        label: "σ needed",
        format: (value) => decimals(value, 3),
        title: "Structure coefficient from which on neighbours favour it, at weak selection",
      },
    ],
    rows: () => rows().slice(0, kMostNames),
    draw: drawDots({
      name: ({ mutant }) => evolution.shortNames.get(mutant) ?? mutant,
      dots: (row) => kRungs.map((rung) => ({ ...rung, value: row[rung.key] })),
      scale: () => d3.scaleSqrt().domain([0, 1]),
      ticks: () => [0, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 1],
      tick: d3.format(".0%"),
      note: (row) => (typeof row.threshold_share === "number" ? "" : "never"),
      sentence: ladderSentence,
    }),
  });
  figure.csv = () => ({ columns: figure.columns, rows: rows() });
  addSymbolKey(
    figure,
    kRungs.map(({ label, series, symbol }) => ({ label, symbol, class: `found series-${series}` })),
  );
}

/** The two worlds that small worlds begin from: those strategies that are never added. */
function smallWorldBase({ smallWorlds, strategies }) {
  const added = new Set(smallWorlds.flatMap((world) => list(world.with)));
  return strategies.filter((name) => !added.has(name));
}

/** The world of the base alone, and the best ten with one and with two more strategies. */
function smallWorldRows(smallWorlds, most = 10) {
  const best = (size) =>
    smallWorlds
      .filter((world) => list(world.with).length === size)
      .sort((a, b) => b.peace - a.peace)
      .slice(0, size === 0 ? 1 : most);
  return [0, 1, 2].flatMap(best).map((world) => ({
    size: world.with.length,
    added: listed(world.with) || "nobody else",
    with: world.with,
    peace: world.peace,
  }));
}

/** Names side by side, each shortened so that all of them fit. */
function joinedNames(names, letters = Infinity) {
  const whole = names.join(", ");
  if (whole.length <= letters) return whole;
  const each = Math.floor((letters - 2 * (names.length - 1)) / names.length);
  return names.map((name) => shortened(name, each)).join(", ");
}

function addSmallWorlds(section, evolution) {
  const rows = smallWorldRows(evolution.smallWorlds);
  if (rows.length < 2) return;
  const base = listed(smallWorldBase(evolution)) || "the hostile and trusting";
  const short = (name) => evolution.shortNames.get(name) ?? name;
  const figure = addEvolutionFigure(section, evolution, {
    name: "small-worlds",
    title: "Who brings peace: small worlds",
    caption:
      `Long-run share of rounds at peace in a world of ${base} alone, with one more strategy (the best ten) and with two more (the best ten)` +
      `${evolution.worlds.length > 1 ? `; with ${evolution.worlds[0].label}` : ""}.`,
    columns: [
      { key: "added", label: "With" },
      { key: "size", label: "Strategies added", format: asCount },
      { key: "peace", label: "Peace", format: asPercent },
    ],
    rows: () => rows,
    draw: drawBars({
      name: (row, letters = Infinity) =>
        row.size === 0 ? "alone" : `+ ${joinedNames(row.with.map(short), letters - 2)}`,
      parts: ({ peace }) => [{ class: "peace", value: peace }],
      domain: () => [0, 1],
      tick: d3.format(".0%"),
      sentence: ({ added, peace }) => `${base} with ${added}: at peace in ${asPercent(peace)} of rounds`,
    }),
  });
  figure.csv = () => ({ columns: figure.columns, rows: smallWorldRows(evolution.smallWorlds, Infinity) });
}

function addHostileSection(section, report) {
  const { evolution } = report;
  if (!evolution || (evolution.worlds.length === 0 && evolution.smallWorlds.length === 0)) return false;
  addWorldChoice(
    section,
    evolution,
    evolution.worlds.map(({ label }) => label),
  );
  if (evolution.worlds.length > 0)
    evolution.hostile.forEach((name, index) => addLadder(section, evolution, name, index));
  addSmallWorlds(section, evolution);
  return section.select("figure").node() !== null;
}
