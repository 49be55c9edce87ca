// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
/** Shares over time where many states copy what pays, without chance; and where they come to rest. */

const kLeastShare = 1e-12; // on a logarithmic scale
const kDottedShare = 1e-3; // what comes back from less is dotted while it is below

/** One row per strategy: its shares over time, and the stretch [from, to] of indices of its revival, if it had one. */
function courseOfShares(names, times, share, revivals) {
  return names.map((name, index) => {
    const values = share.map((shares) => shares[index] ?? null);
    const revival = revivals.find(({ strategy }) => strategy === name) ?? null;
    const when = revival ? (revival.generation ?? revival.time) : null;
    return {
      name,
      values,
      first: values[0] ?? null,
      most: d3.max(values) ?? null,
      last: values[values.length - 1] ?? null,
      lowest: revival?.lowest ?? null,
      when,
      stretch: revival ? revivalStretch(times, values, when) : null,
    };
  });
}

/** Around the lowest share, as far as it is small; null where the times that are told do not show it. */
function revivalStretch(times, values, when) {
  const at = d3.bisectLeft(times, when);
  const lowest = Math.min(at, values.length - 1);
  if (lowest < 0 || values[lowest] === null || values[lowest] >= kDottedShare) return null;
  let [from, to] = [lowest, lowest];
  while (from > 0 && values[from] < kDottedShare) --from;
  while (to < values.length - 1 && values[to] < kDottedShare) ++to;
  return [from, to];
}

const revivalSentence = ({ name, lowest, when }, unit) =>
  `${name} fell to ${asMagnitude(lowest)} at ${unit} ${asMagnitude(when)} and came back.`;

function drawShares(rows, times, chosen, view, shortNames, unit) {
  return (svg, width, figure) => {
    const height = Math.max(260, Math.min(420, width * 0.42));
    const labels = width < 480 ? 112 : 200;
    const [left, right, top, bottom] = [56, width - labels, 14, height - 42];
    const end = times[times.length - 1];
    const x = d3.scaleSymlog().constant(1).domain([0, end]).range([left, right]);
    const isLog = view.scale === "log";
    const y = isLog
      ? d3.scaleLog().domain([kLeastShare, 1]).range([bottom, top]).clamp(true)
      : d3.scaleLinear().domain([0, 1]).range([bottom, top]);
    const axis = d3.axisLeft(y).tickSize(left - right);
    if (isLog)
      axis
        .tickValues([1e-12, 1e-9, 1e-6, 1e-3, 1])
        .tickFormat((value) => (value === 1 ? "1" : asMagnitude(value).replace("1.0e", "1e")));
    else axis.ticks(5).tickFormat(d3.format(".0%"));
    addAxis(svg, axis, left, 0, "grid");
    const powers = d3.range(0, Math.ceil(Math.log10(end + 1)) + 1).map((power) => 10 ** power);
    const ticks = [0, ...powers].filter((value) => value <= end);
    thinTicks(addAxis(svg, d3.axisBottom(x).tickValues(ticks).tickFormat(d3.format(",")), 0, bottom), right - left);
    addAxisTitle(svg, right, bottom + 34, `${unit} (logarithmic)`);
    const place = (row) => chosen.indexOf(row.name);
    const line = (isShown) =>
      d3
        .line()
        .defined((value, index) => value !== null && isShown(index))
        .x((value, index) => x(times[index]))
        .y((value) => y(isLog ? Math.max(value, kLeastShare) : value));
    const isDotted = ({ stretch }, index) => stretch !== null && index > stretch[0] && index < stretch[1];
    const ordered = [...rows].sort((a, b) => place(a) - place(b));
    const kind = (row) => (place(row) < 0 ? "" : ` chosen series-${place(row)}`);
    const marks = svg.selectAll("path.mark").data(ordered).join("path");
    marks
      .attr("class", (row) => `mark curve${kind(row)}`)
      .attr("stroke-dasharray", (row) => (place(row) < 0 ? null : kDashes[place(row)]))
      .attr("d", (row) => line((index) => !isDotted(row, index))(row.values));
    tell(
      marks,
      figure,
      (row) =>
        `${row.name}: ${asShare(row.first)} at first, at most ${asShare(row.most)}, ${asShare(row.last)} at last` +
        `${row.when === null ? "" : `; fell to ${asMagnitude(row.lowest)} at ${unit} ${asMagnitude(row.when)}, and came back`}`,
    );
    const back = ordered.filter(({ stretch }) => stretch !== null);
    svg
      .selectAll("path.revival")
      .data(back)
      .join("path")
      .attr("class", (row) => `curve revival${kind(row)}`)
      .attr("d", (row) => line((index) => index >= row.stretch[0] && index <= row.stretch[1])(row.values));
    svg
      .selectAll("circle.revival")
      .data(back)
      .join("circle")
      .attr("class", (row) => `revival${kind(row)}`)
      .attr("cx", ({ when }) => x(when))
      .attr("cy", ({ lowest }) => y(Math.max(lowest, isLog ? kLeastShare : 0)))
      .attr("r", 4);
    addCurveLabels(
      svg,
      ordered
        .filter((row) => place(row) >= 0 && row.last !== null)
        .map((row) => ({
          name: shortNames.get(row.name),
          place: place(row),
          height: y(isLog ? Math.max(row.last, kLeastShare) : row.last),
        })),
      right,
      labels,
      top,
      bottom,
    );
    return height;
  };
}

function addSharesFigure(section, evolution, { name, title, caption, times, share, revivals, unit }) {
  if (times.length < 2) return;
  const rows = courseOfShares(evolution.strategies, times, share, revivals);
  const order = [...rows].sort((a, b) => b.most - a.most || b.last - a.last).map((row) => row.name);
  const chosen = chosenAtFirst(order);
  const view = { scale: "linear" };
  const figure = addEvolutionFigure(section, evolution, {
    name,
    title,
    caption: `${caption} Select up to ${kSeries} to show in colour.${revivals.length > 0 ? " Dotted: shares that came back from almost nothing." : ""}`,
    columns: [
      { key: "name", label: "Strategy" },
      { key: "first", label: "Share at first", format: asShare },
      { key: "most", label: "Largest", format: asShare },
      { key: "last", label: "Share at last", format: asShare },
      {
        key: "lowest",
        label: "Came back from",
        format: asMagnitude,
        title: "The lowest share, for those that came back from below a millionth",
      },
      { key: "when", label: `at ${unit}`, format: asMagnitude },
    ],
    rows: () => rows,
    draw: drawShares(rows, times, chosen, view, evolution.shortNames, unit),
  });
  figure.csv = () => ({
    columns: ["strategy", unit, "share"].map((key) => ({ key })),
    rows: rows.flatMap((row) =>
      row.values.map((value, index) => ({ strategy: row.name, [unit]: times[index], share: value })),
    ),
  });
  addChoice(
    figure.controls,
    "Scale",
    [
      { key: "linear", label: "shares" },
      { key: "log", label: "powers of ten" },
    ],
    view.scale,
    (key) => {
      view.scale = key;
      figure.update();
    },
  );
  addCurveChoice(figure.controls, order, chosen, () => figure.update());
  const back = rows.filter(({ when }) => when !== null);
  if (back.length > 0)
    figure.root
      .append("p")
      .attr("class", "quiet-text")
      .text(back.map((row) => revivalSentence(row, unit)).join(" "));
}

function addSharesOverTimeSection(section, report) {
  const { evolution } = report;
  if (!evolution) return false;
  const { ecological, replicator } = evolution;
  addSharesFigure(section, evolution, {
    name: "ecological",
    title: "Shares over generations",
    caption:
      "Ecological process: in each generation a strategy grows by what it earns, compared with the mean. The population is infinite and has no mutants.",
    times: list(ecological?.generations),
    share: list(ecological?.share),
    revivals: list(ecological?.revivals),
    unit: "generation",
  });
  addSharesFigure(section, evolution, {
    name: "replicator",
    title: "Shares over continuous time",
    caption:
      "Replicator equation: a share grows at the rate by which what it earns exceeds the mean, in payoff per round.",
    times: list(replicator?.times),
    share: list(replicator?.share),
    revivals: list(replicator?.revivals),
    unit: "time",
  });
  return section.select("figure").node() !== null;
}

function addRestPoints(section, evolution) {
  if (evolution.restPoints.length === 0) return;
  const rows = evolution.restPoints
    .map((row) => ({
      ...row,
      where: list(row.support)
        .map((name, index) => `${name}${list(row.support).length > 1 ? ` ${asShare(list(row.share)[index])}` : ""}`)
        .join(", "),
    }))
    .sort((a, b) => (b.basin ?? -1) - (a.basin ?? -1) || b.stable - a.stable);
  const short = (name) => evolution.shortNames.get(name) ?? name;
  const figure = addEvolutionFigure(section, evolution, {
    name: "rest-points",
    title: "Rest points and their basins",
    caption:
      "Populations in which no share changes by the replicator equation. The bar is the basin: the share of random beginnings that end there; lines are 95% intervals." +
      (rows.length > kMostBars ? ` The first ${kMostBars} of ${rows.length}.` : ""),
    columns: [
      { key: "where", label: "Shares" },
      { key: "basin", label: "Basin", format: asPercent },
      { key: "basin_error", label: "±", format: asPercent },
      ...kRestColumns,
      {
        key: "ess",
        label: "Evolutionarily stable",
        format: asYes,
        title: "No rare mutant of any mixture earns more (ESS)",
      },
    ],
    rows: () => rows.slice(0, kMostBars),
    draw: drawBars({
      name: ({ support }, letters = Infinity) => joinedNames(list(support).map(short), letters),
      parts: ({ basin }) => [{ class: "bar", value: basin }],
      ends: (row) => (row.basin_error > 1e-12 ? endsOf(row.basin, row.basin_error) : null),
      domain: () => [0, 1],
      tick: d3.format(".0%"),
      sentence: (row) =>
        `${restSentence(row)}${typeof row.basin === "number" ? `; ${asPercent(row.basin)}${plusMinus(row.basin_error, asPercent)} of random beginnings end there` : ""}`,
    }),
  });
  figure.csv = () => ({ columns: figure.columns, rows });
}
