// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
/** Worlds in the long run: against noise or whatever was varied, against selection and population, by mutation rate. */

const kWorldColumns = [
  { key: "cooperation", label: "Cooperation", format: asPercent },
  { key: "payoff", label: "Payoff per round", format: asScore },
  { key: "to_peace", label: "Mutants to peace", format: asMagnitude, title: "From the hostile world, on average" },
  { key: "to_war", label: "Mutants to war", format: asMagnitude, title: "From peace to the hostile world, on average" },
];

function mergedText(merged) {
  if (merged.length === 0) return "";
  const told = merged.map(({ at, name, others }) => `at ${atText(at)}, ${name} stands for ${listed(others)} as well`);
  return `Strategies that behave alike at a point are one there: ${told.join("; ")}.`;
}

function addEvolutionSweepSection(section, report) {
  const sweep = report.evolutionSweep;
  if (!sweep || sweep.points.length === 0 || sweep.over.length === 0) return false;
  const labels = sweep.points[0].worlds.map(({ label }) => label);
  addWorldChoice(section, sweep, labels);
  const isAlongAxis = sweep.over.length === 1 && sweep.over[0].isNumeric;
  const keys = listed(sweep.over.map(({ key }) => spaced(key)));
  const alike = mergedText(sweep.merged);
  addStackFigure(section, sweep, {
    name: "world-over",
    title: `The world in the long run, by ${keys}`,
    caption:
      `${isAlongAxis ? "Areas" : "Bars"} are long-run shares of the strategies: how much of the time all states play them. ` +
      `The line is the share of rounds at peace.${sweep.over.length > 1 ? ` Before each bar: ${axesText(sweep.over)}.` : ""}${alike === "" ? "" : ` ${alike}`}`,
    points: () => sweepPoints(sweep),
    names: report.names,
    shortNames: sweep.shortNames,
    isAlongAxis,
    axisTitle: keys,
    keys: sweep.over.map(({ key }) => ({ key: `value of ${key}`, label: capitalised(spaced(key)) })),
    extra: kWorldColumns,
  });
  addPointVerdicts(section, report, "The answer at each point");
  return true;
}

/** The worlds in which only one option varies, the other as in the chosen world. */
function worldsAlong({ worlds, at }, key) {
  const other = key === "selection" ? "population" : "selection";
  return worlds
    .filter((world) => world[other] === worlds[at][other])
    .map((world) => ({
      ...worldsColumns(world),
      value: world[key],
      place: world[key],
      label: `${key} ${world[key]}`,
      name: String(world[key]),
    }));
}

const kWorldAxes = [
  {
    key: "selection",
    other: "population",
    title: "The world in the long run, by strength of selection",
    axis: "selection",
    note: " Selection: one point of payoff per round multiplies the odds of being copied by e to this power.",
  },
  {
    key: "population",
    other: "selection",
    title: "The world in the long run, by number of states",
    axis: "states",
    note: "",
  },
];

function addWorldsSection(section, report) {
  const { evolution } = report;
  if (!evolution || evolution.worlds.length < 2) return false;
  addWorldChoice(
    section,
    evolution,
    evolution.worlds.map(({ label }) => label),
  );
  for (const { key, other, title, axis, note } of kWorldAxes) {
    if (new Set(evolution.worlds.map((world) => world[key])).size < 2) continue;
    const isCrossed = new Set(evolution.worlds.map((world) => world[other])).size > 1;
    addStackFigure(section, evolution, {
      name: `world-by-${key}`,
      title,
      caption:
        "Areas are long-run shares of the strategies: how much of the time all states play them. The line is the share of rounds at peace." +
        note +
        (isCrossed ? ` ${capitalised(other)} as in the world that is chosen.` : ""),
      points: () => worldsAlong(evolution, key),
      allPoints: evolution.worlds,
      names: evolution.strategies,
      shortNames: evolution.shortNames,
      isAlongAxis: true,
      isLog: true,
      axisTitle: axis,
      keys: [{ key: "value", label: capitalised(axis) }],
      extra: kWorldColumns,
    });
  }
  return true;
}

/** The world by mutation rate, and how far it is from the limit of rare mutants. */
function addRatesSection(section, report) {
  const { evolution } = report;
  if (!evolution || evolution.rates.length === 0) return false;
  const points = evolution.rates.map((rate) => ({
    ...rate,
    shares: Object.fromEntries(evolution.strategies.map((name, index) => [name, list(rate.share)[index] ?? null])),
    error: d3.max(list(rate.share_error)) ?? null,
    place: rate.mutation,
    label: `mutation ${asMagnitude(rate.mutation)}`,
    name: asMagnitude(rate.mutation),
  }));
  addStackFigure(section, evolution, {
    name: "mutation",
    title: "The world by mutation rate",
    caption:
      "Areas are mean shares of states that play each strategy, in the long run. The line is the share of rounds at peace; " +
      "the dashed line is the distance to the limit of rare mutants: the share of states that would have to change (0% at the limit).",
    points: () => points,
    names: evolution.strategies,
    shortNames: evolution.shortNames,
    isAlongAxis: points.every(({ place }) => place > 0),
    lines: [kPeaceLine, { key: "distance", label: "distance", class: "distance-line" }],
    axisTitle: "mutation: chance in a step",
    keys: [{ key: "mutation", label: "Mutation rate", format: asMagnitude }],
    extra: [
      {
        key: "monomorphic",
        label: "All states alike",
        format: asPercent,
        title: "Share of time in which all states play one strategy",
      },
      ...kWorldColumns.slice(0, 2),
      {
        key: "error",
        label: "± of shares",
        format: asShare,
        title: "Largest half width of the 95% intervals of shares, where sampled",
      },
    ],
  });
  return true;
}

/** Who holds the chosen world, and who could enter it. */
function addLongRunSection(section, report) {
  const { evolution } = report;
  if (!evolution || evolution.worlds.length === 0) return false;
  addWorldChoice(
    section,
    evolution,
    evolution.worlds.map(({ label }) => label),
  );
  const text = section.append("p").attr("data-text", "world").attr("aria-live", "polite");
  const byShare = () =>
    [...worldNow(evolution).strategies]
      .sort((a, b) => b.share - a.share || d3.ascending(a.strategy, b.strategy))
      .map((row) => ({
        ...row,
        share_low: list(row.share_interval)[0] ?? null,
        share_high: list(row.share_interval)[1] ?? null,
        entered: listed(list(row.entered_by)) || null,
      }));
  const draw = drawBars({
    name: ({ strategy }) => evolution.shortNames.get(strategy),
    parts: ({ share }) => [{ class: "bar", value: share }],
    ends: (row) => (row.share_high - row.share_low > 1e-3 ? [row.share_low, row.share_high] : null),
    domain: () => [0, 1],
    tick: d3.format(".0%"),
    sentence: (row) =>
      `${row.strategy}: ${asShare(row.share)} of the time; alone at peace in ${asPercent(row.peace_at_home)} of rounds; ` +
      `${row.robust === "yes" ? "no mutant is favoured" : `entered by ${row.entered ?? "none for certain"}`}`,
  });
  const figure = addEvolutionFigure(section, evolution, {
    name: "long-run",
    title: "Long-run shares",
    caption:
      `How much of the time all states play a strategy, where mutants are rare; payoffs are means per round of matches with ${lengthText(report.design)}. Shares belong to this field: another set of strategies gives others.` +
      (evolution.strategies.length > kMostBars ? ` The ${kMostBars} largest of ${evolution.strategies.length}.` : ""),
    columns: [
      { key: "strategy", label: "Strategy" },
      { key: "share", label: "Share", format: asShare },
      {
        key: "share_low",
        label: "from",
        format: asShare,
        title: "Lower end of the 95% interval, where payoffs are sampled",
      },
      {
        key: "share_high",
        label: "to",
        format: asShare,
        title: "Upper end of the 95% interval, where payoffs are sampled",
      },
      { key: "payoff_at_home", label: "Payoff alone", format: asScore, title: "Payoff per round where all play it" },
      {
        key: "peace_at_home",
        label: "Peace alone",
        format: asPercent,
        title: "Share of rounds at peace where all play it",
      },
      {
        key: "robust",
        label: "No mutant favoured",
        title: "yes: no single mutant of the field takes over more often than by chance; open: sampling does not tell",
      },
      {
        key: "toppling_share",
        label: "Toppled by hostile",
        format: asShare,
        title: "Share of hostile states from which on they earn more",
      },
      {
        key: "to_peace_without",
        label: "Mutants to peace without it",
        format: asMagnitude,
        title: "Mutants from the hostile world to peace if this strategy is left out",
      },
      { key: "entered", label: "Entered by", title: "Single mutants of these are favoured" },
    ],
    rows: () => byShare().slice(0, kMostBars),
    draw: (svg, width, one) => {
      text.text(worldSentences(worldNow(evolution)));
      return draw(svg, width, one);
    },
  });
  figure.csv = () => ({ columns: figure.columns, rows: byShare() });
  for (const note of evolution.notes) section.append("p").attr("class", "quiet-text").text(note);
  return true;
}
