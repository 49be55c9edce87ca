// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
/** Population dynamics: what the results of `detente evolve` hold, in the shape that the page draws. */

const kMostNames = 40; // strategies in one picture; more would hide each other

/** Numbers over many powers of ten: "0.0485", "31,400", "3.1e−6". */
function asMagnitude(value) {
  if (typeof value !== "number" || !Number.isFinite(value)) return kMissing;
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size < 1e-3 || size >= 1e7) return value.toExponential(1).replace("e+", "e").replace(/-/g, "−");
  return d3.format(size >= 100 ? ",.0f" : ".3~r")(value);
}

/** The sum of what makes a share of states: "0.8%", "100%"; exponents where it is next to nothing. */
const asShare = (value) =>
  typeof value === "number" && value > 0 && value < 5e-4 ? `${asMagnitude(100 * value)}%` : asPercent(value);

const kLongestName = 30;

/** Names for pictures: without their parameters where that leaves all names different; long ones by number. */
function pictureNames(names) {
  const bare = (name) => String(name).replace(/:[^@]*/, "");
  const rounded = (name) => String(name).replace(/(\d\.\d{3})\d+/g, "$1");
  const isAlone = (name) => names.filter((other) => bare(other) === bare(name)).length === 1;
  const short = (name, index) => {
    if (isAlone(name)) return bare(name);
    return [...rounded(name)].length > kLongestName ? `${bare(name)} (${index + 1})` : rounded(name);
  };
  return new Map(names.map((name, index) => [name, short(name, index)]));
}

/** What numbers stand for, where pictures tell names by number. */
const numberedText = (shortNames) =>
  [...shortNames.values()].some((name) => / \(\d+\)$/.test(name))
    ? "Pictures tell long names by their number in the field; titles and tables tell them in full."
    : "";

const worldLabel = ({ population, selection }) =>
  `${d3.format(",")(population)} states, selection ${decimals(selection, 6).replace(/\.?0+$/, "")}`;

const withText = ({ label }) => label.replace(/, (?=selection)/, " and ");

/** The strategies that stand for the hostile ones, where those behave alike. */
function hostileOf(results) {
  const standsFor = new Map(list(results.conducts).flatMap((names, index) => names.map((name) => [name, index])));
  const names = list(results.design?.hostile).map((name) => list(results.strategies)[standsFor.get(name)] ?? name);
  return [...new Set(names)].filter((name) => list(results.strategies).includes(name));
}

/** "tit-for-tat stands for contrite-tit-for-tat as well", for those that do. */
function alikeText(strategies, conducts) {
  const alike = list(conducts)
    .map((names, index) => ({ name: strategies[index], others: names.filter((one) => one !== strategies[index]) }))
    .filter(({ others }) => others.length > 0);
  if (alike.length === 0) return "";
  return `Strategies that behave alike here are one: ${alike
    .map(({ name, others }) => `${name} stands for ${listed(others)} as well`)
    .join("; ")}.`;
}

/** A world with shares by name, and with numbers that its invasions lack: N·ρ, and founders as a share of all. */
function worldOf(world) {
  const strategies = list(world.strategies);
  const invasions = list(world.invasions).map((row) => ({
    ...row,
    population: world.population,
    times_chance: row.ln_rho === null ? 0 : world.population * Math.exp(row.ln_rho),
    log_times_chance: row.ln_rho === null ? null : (Math.log(world.population) + row.ln_rho) / Math.LN10,
    founders_share: typeof row.founders === "number" ? row.founders / world.population : null,
  }));
  return {
    ...world,
    strategies,
    invasions,
    label: worldLabel(world),
    shares: Object.fromEntries(strategies.map(({ strategy, share }) => [strategy, share])),
    wayOut: list(world.way_out),
  };
}

/** What a world comes to, in words. */
function worldSentences(world) {
  const told = [
    `With ${withText(world)}, the world is at peace in ${asPercent(world.peace)} of rounds in the long run`,
  ];
  if (world.peace_interval && world.peace_interval[1] - world.peace_interval[0] > 5e-4)
    told[0] += ` (${asPercent(world.peace_interval[0])} to ${asPercent(world.peace_interval[1])})`;
  if (world.wayOut.length > 1) told.push(`The likeliest way out of the hostile world is ${world.wayOut.join(" → ")}`);
  if (typeof world.to_peace === "number")
    told.push(`From the hostile world to peace it takes ${asMagnitude(world.to_peace)} mutants on average`);
  if (typeof world.to_war === "number")
    told.push(`From peace to the hostile world it takes ${asMagnitude(world.to_war)}`);
  if (typeof world.largest_mutation === "number")
    told.push(`This holds for mutation rates up to about ${asMagnitude(world.largest_mutation)} in a step`);
  return `${told.join(". ")}.`;
}

/** true and false in words; what is not decided is open. */
const asYes = (value) => (value === true ? "yes" : value === false ? "no" : value === null ? "open" : kMissing);

/** What a walk found, in words. */
function walkSentences(walk) {
  const told = [
    `${d3.format(",")(walk.mutants)} random mutants met one resident after another; ${d3.format(",")(walk.replacements)} took its place`,
    `Residents cooperate in ${asPercent(walk.cooperation)}${plusMinus(walk.cooperation_error, asPercent)} of rounds among themselves and earn ${asScore(walk.payoff)} per round`,
  ];
  if (typeof walk.partners === "number")
    told.push(
      `${asPercent(walk.partners)} of the time the resident is a partner (nobody earns more against it than mutual cooperation pays), ${asPercent(walk.rivals)} of the time a rival (it never earns less than its opponent)`,
    );
  return `${told.join(". ")}.`;
}

function evolutionNumbers(design, worlds, strategies, pairs) {
  const entrants = list(design.strategies).length;
  const one = worlds.length === 1 ? worlds[0] : null;
  return [
    ["strategies that differ", strategies === null ? kMissing : `${strategies} of ${Math.max(entrants, strategies)}`],
    ["states", list(design.population).map(d3.format(",")).join(", ") || kMissing],
    ["selection", list(design.selection).join(", ") || kMissing],
    ["match length", design.game === undefined ? kMissing : lengthText(design)],
    ["peace in the long run", asPercent(one?.peace)],
    ["cooperation", asPercent(one?.cooperation)],
    ["sampled pairs", pairs?.sampled > 0 ? `${pairs.sampled} of ${pairs.pairs}` : kMissing],
  ];
}

/** What the words of these figures mean. */
const kEvolutionWords = [
  [
    "long-run share",
    "share of time for which all states play a strategy, where mutants are rare and states copy what earns more",
  ],
  ["favoured", "a single mutant takes over more often than a mutant that behaves like the others: N·ρ above 1"],
  ["N·ρ", "chance ρ that a single mutant takes over, times the number of states N; 1 is chance alone"],
  ["threshold share", "share of states from which on a strategy earns more than the others; never: no share is enough"],
  ["cluster", "share of its meetings with its own kind at which a rare strategy earns what the others earn"],
  ["founders", "fewest states that must begin together for an even chance to take over"],
];

function evolutionOf(results) {
  const design = results.design ?? {};
  const strategies = list(results.strategies);
  const worlds = list(results.worlds).map(worldOf);
  return {
    ...commonOf(results),
    kind: "Evolution",
    title:
      design.game === undefined
        ? "Population dynamics"
        : `Which conduct survives: ${gameTitle(design.game)} ${noiseText(design)}`,
    design,
    names: strategies,
    words: kEvolutionWords,
    evolution: {
      strategies,
      shortNames: pictureNames(strategies),
      notes: [alikeText(strategies, results.conducts), numberedText(pictureNames(strategies))].filter(Boolean),
      hostile: hostileOf(results),
      payoffs: list(results.payoffs),
      worlds,
      at: 0,
      figures: [],
      selects: [],
      smallWorlds: list(results.small_worlds),
      ecological: results.ecological ?? null,
      replicator: results.replicator ?? null,
      restPoints: list(results.rest_points),
      rates: list(results.chain?.rates),
      structure: results.structure ?? null,
      walk: results.walk ?? null,
    },
    numbers: evolutionNumbers(design, worlds, strategies.length || null, results.pairs),
  };
}

/** Names over all points, and where one of them stands for strategies that differ at other points. */
function mergedNames(points) {
  const names = [...new Set(points.flatMap((point) => list(point.strategies)))];
  const merged = points.flatMap((point) =>
    list(point.conducts)
      .map((group, index) => ({
        at: point.at,
        name: point.strategies[index],
        others: group.filter((one) => one !== point.strategies[index] && names.includes(one)),
      }))
      .filter(({ others }) => others.length > 0),
  );
  return { names, merged };
}

const atText = (at) =>
  Object.entries(at ?? {})
    .map(([key, value]) => `${spaced(key)} ${value}`)
    .join(", ");

/** The answer of a sweep: where peace is largest and smallest, and who holds the world there. */
function sweepAnswer(points) {
  const known = points.filter(({ worlds }) => typeof worlds[0]?.peace === "number");
  if (known.length < 2) return [];
  const holder = ({ worlds: [{ strategies }] }) =>
    strategies.reduce((best, row) => (best && best.share >= row.share ? best : row), null);
  const told = (point) =>
    `at ${atText(point.at)}: ${asPercent(point.worlds[0].peace)} of rounds, held longest by ${holder(point)?.strategy} (${asShare(holder(point)?.share)} of the time)`;
  const ordered = [...known].sort((a, b) => b.worlds[0].peace - a.worlds[0].peace);
  return [
    `${known.some(({ worlds }) => worlds.length > 1) ? `With ${withText(known[0].worlds[0])}: in` : "In"} the long run the world is most peaceful ${told(ordered[0])}.`,
    `It is least peaceful ${told(ordered[ordered.length - 1])}.`,
  ];
}

function evolutionSweepOf(results) {
  const design = results.design ?? {};
  const over = list(results.over).map(({ key, values }) => ({
    key,
    values: list(values).map(String),
    isNumeric: list(values).every((value) => String(value).trim() !== "" && Number.isFinite(Number(value))),
  }));
  const { names, merged } = mergedNames(list(results.points));
  const points = list(results.points).map((point) => ({
    at: point.at ?? {},
    verdict: list(point.verdict),
    worlds: list(point.worlds).map(worldOf),
  }));
  const keys = over.map(({ key }) => key);
  return {
    ...commonOf(results),
    verdict: list(results.verdict).length > 0 ? results.verdict : sweepAnswer(points),
    kind: "Evolution",
    title: `Which conduct survives: ${gameTitle(design.game ?? "sweep")} over ${listed(keys.map(spaced))}`,
    design: Object.fromEntries(Object.entries(design).filter(([key]) => !keys.includes(key))),
    names,
    words: kEvolutionWords,
    evolutionSweep: { over, points, merged, shortNames: pictureNames(names), at: 0, figures: [], selects: [] },
    verdictOfPoints: points.map(({ at, verdict }) => ({ values: at, verdict })),
    numbers: [
      ["points", asCount(points.length)],
      ...evolutionNumbers(design, [], null, null).filter(([label]) =>
        keys.every((key) => !["match length", "states"].includes(label) || !["rounds", "population"].includes(key)),
      ),
    ],
  };
}

kFormats.set("detente-evolution-1", evolutionOf);
kFormats.set("detente-evolution-sweep-1", evolutionSweepOf);
