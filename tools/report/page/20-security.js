// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
/** The question itself: who ends spirals, and at what cost; and who does better in one without doing worse in the other. */

const kClasses = {
  ends: "ends spirals",
  mixed: "mixed",
  like: "like the baseline",
  worse: "does worse",
  restrained: "always restrained",
  hostile: "always hostile",
};
const className = (kind) => kClasses[kind] ?? kMissing;
const asWholePercent = (share) => (typeof share === "number" ? `${decimals(100 * share, 0)}%` : kMissing);
const shownName = (row) => row.shown ?? row.strategy;
const isTrivial = (row) => row.class === "restrained" || row.class === "hostile";

const kSecurityColumns = [
  { key: "strategy", label: "Strategy" },
  { key: "role", label: "Role" },
  { key: "class", label: "Class", format: className },
  {
    key: "ends",
    label: "Ends spirals",
    format: asPercent,
    title: "How often the first spiral of a match ends in durable peace, mean over opponents that can be brought back",
  },
  { key: "ends_baseline", label: "Baseline ends", format: asPercent, title: "The baseline in the same seat" },
  { key: "better", label: "Better", title: "Opponents with whom it ends more spirals than the baseline" },
  { key: "worse", label: "Worse", title: "Opponents with whom it ends fewer" },
  { key: "least", label: "Least", format: asPercent },
  { key: "least_with", label: "With" },
  {
    key: "in_spirals",
    label: "In spirals",
    format: asPercent,
    title: "Share of the rounds of its matches with seekers",
  },
  { key: "keeps", label: "Keeps", format: asScore, title: "Payoff per round against its worst aggressor" },
  { key: "cost", label: "Cost", format: asPercent, title: "What it keeps less than who always arms, of R − P" },
  {
    key: "pays_up_to",
    label: "Pays up to",
    format: asWholePercent,
    title: "Largest share of aggressors at which it earns more than the baseline",
  },
  { key: "front", label: "On the front" },
  {
    key: "lift",
    label: "Lift",
    format: asPoints,
    title: "Probability of durable peace, minus that of the baseline, in percentage points",
  },
  ...kLiftEnds,
  { key: "loss_to_worst", label: "Loss to the worst", format: asScore, title: "Per round, to the worst aggressor" },
  { key: "worst_aggressor", label: "Worst aggressor" },
];

function securitySentence(row) {
  const front = row.front ? "; on the front" : "";
  const pays = typeof row.pays_up_to === "number" ? `, pays up to ${asWholePercent(row.pays_up_to)} of aggressors` : "";
  return `${shownName(row)}: ends ${asPercent(row.ends)} of spirals (the baseline in its seat ${asPercent(row.ends_baseline)}), costs ${asPercent(row.cost)}${pays}; ${className(row.class)}${front}`;
}

/**
 * Places for labels beside their marks, none upon another; who finds no room is named in the reading line alone. Marks
 * whose text is null have no label, and those that are `isNear` have one beside them or none.
 */
function placeLabels(marks, width, height) {
  const taken = marks.map(({ x, y }) => ({ left: x - 6, right: x + 6, top: y - 6, bottom: y + 6 }));
  const isFree = (box) =>
    box.left >= 0 &&
    box.right <= width &&
    box.top >= 0 &&
    box.bottom <= height &&
    taken.every(
      (one) => box.right + 2 < one.left || box.left - 2 > one.right || box.bottom < one.top || box.top > one.bottom,
    );
  return marks.map(({ x, y, text, isNear }) => {
    if (text === null) return null;
    const room = text.length * 6.9 + (isNear ? 5 : 0);
    for (const distance of isNear ? [0] : [0, 12, 24]) {
      for (const [anchor, dx, dy] of [
        ["start", 9, 0],
        ["end", -9, 0],
        ["middle", 0, -14],
        ["middle", 0, 15],
        ["start", 9, -distance],
        ["start", 9, distance],
        ["end", -9, -distance],
        ["end", -9, distance],
      ]) {
        const left = anchor === "start" ? x + dx : anchor === "end" ? x + dx - room : x - room / 2;
        const box = { left, right: left + room, top: y + dy - 7, bottom: y + dy + 7 };
        if (!isFree(box)) continue;
        taken.push(box);
        return { anchor, x: x + dx, y: y + dy };
      }
    }
    return null;
  });
}

/** The scale of costs is that of those that answer what they see; trivial ends beyond it are drawn at its margin. */
function costScale(rows, from, to) {
  const costs = rows.filter((row) => !isTrivial(row)).map((row) => row.cost);
  const [low, high] = d3.extent(costs.length > 0 ? costs : rows.map((row) => row.cost));
  return d3
    .scaleLinear()
    .domain([Math.min(0, low), Math.max(high, 0.01)])
    .nice()
    .range([from, to])
    .clamp(true);
}

function drawSecurity(rows) {
  return (svg, width, figure) => {
    const height = Math.max(300, Math.min(560, width * 0.62));
    const [left, right, top, bottom] = [52, width - 16, 22, height - 48];
    const x = costScale(rows, right - 12, left + 24);
    const [first, second] = x.ticks(Math.max(3, width / 120));
    const isFine = Math.abs(second - first) < 0.0099; // ticks closer than a percentage point
    const y = d3.scaleLinear().domain([0, 1]).range([bottom, top]);
    addAxis(
      svg,
      d3
        .axisLeft(y)
        .ticks(6)
        .tickSize(left - right)
        .tickFormat((tick) => decimals(100 * tick, 0)),
      left,
      0,
      "grid",
    );
    addAxis(
      svg,
      d3
        .axisBottom(x)
        .ticks(Math.max(3, width / 120))
        .tickFormat((tick) => `${decimals(100 * tick, isFine ? 1 : 0)}%`),
      0,
      bottom,
    );
    svg
      .append("text")
      .attr("class", "axis-title")
      .attr("x", right)
      .attr("y", height - 10)
      .attr("text-anchor", "end")
      .text(width < 480 ? "cheaper →" : "cost, in % of what peace is worth: cheaper to the right →");
    svg
      .append("text")
      .attr("class", "axis-title")
      .attr("x", left)
      .attr("y", 10)
      .text(width < 480 ? "↑ ends spirals, %" : "↑ ends spirals: % of those that can be ended");
    drawFront(svg, rows, x, y, [left, right, top, bottom]);
    const marks = svg.selectAll("g.mark").data(rows).join("g").attr("class", "mark");
    marks
      .append("line")
      .attr("class", (row) => `interval ${roleOf(row).class}`)
      .style("stroke-opacity", 0.25)
      .attr("x1", (row) => x(row.cost))
      .attr("x2", (row) => x(row.cost))
      .attr("y1", (row) => y(Math.max(0, row.ends - (row.ends_error || 0))))
      .attr("y2", (row) => y(Math.min(1, row.ends + (row.ends_error || 0))));
    marks
      .append("path")
      .attr("class", (row) => roleOf(row).class)
      .attr("transform", (row) => `translate(${x(row.cost)},${y(row.ends)})`)
      .attr("d", (row) => symbolPath(roleOf(row).symbol, row.front ? 110 : 70));
    tell(marks, figure, securitySentence);
    const isBeyond = (row) => Math.abs(x.invert(x(row.cost)) - row.cost) > 1e-9;
    const label = (row) => `${shownName(row)}${isBeyond(row) ? ` (cost ${asPercent(row.cost)})` : ""}`;
    const places = placeLabels(
      rows.map((row) => ({ x: x(row.cost), y: y(row.ends), text: label(row) })),
      width,
      bottom + 14,
    );
    svg
      .selectAll("text.label")
      .data(rows.map((row, index) => ({ row, place: places[index] })).filter(({ place }) => place))
      .join("text")
      .attr("class", "label halo")
      .attr("x", ({ place }) => place.x)
      .attr("y", ({ place }) => place.y)
      .attr("dominant-baseline", "central")
      .attr("text-anchor", ({ place }) => place.anchor)
      .style("font-weight", ({ row }) => (row.front ? 600 : null))
      .text(({ row }) => label(row));
    return height;
  };
}

/** The front as stairs: left of and below it somebody is as cheap and ends more spirals, or the other way round. */
function drawFront(svg, rows, x, y, [left, , , bottom]) {
  const front = rows.filter((row) => row.front).sort((a, b) => a.cost - b.cost);
  if (front.length === 0) return;
  const corners = front.map((row) => [x(row.cost), y(row.ends)]);
  svg
    .append("path")
    .attr("class", "front")
    .attr("d", d3.line()(stairsOf(corners, left, bottom)));
}

/** Stairs through corners, which go from the right to the left and up: from the bottom to the left. */
function stairsOf(corners, left, bottom) {
  const stairs = corners.flatMap(([across, up], index) => [
    [across, index === 0 ? bottom : corners[index - 1][1]],
    [across, up],
  ]);
  return [...stairs, [left, corners[corners.length - 1][1]]];
}

function addSecuritySection(section, report) {
  const rows = report.breakers.filter((row) => typeof row.ends === "number" && typeof row.cost === "number");
  if (rows.length === 0) return false;
  const hopeless = list(report.design.hopeless);
  section
    .append("p")
    .text(
      `Which strategies break spirals, and at what cost? A strategy ends a spiral if durable peace follows it within the horizon. Its cost is what it keeps less than a state that always arms, against its worst aggressor, as a share of what peace is worth (R − P).${hopeless.length > 0 ? ` Nobody brings back ${listed(hopeless)}: their spirals count in no mean.` : ""}`,
    );
  const figure = new Figure(section, {
    name: "security",
    title: "Ends spirals, against cost",
    caption:
      "Up ends more spirals, right costs less. No strategy that answers what it sees is better in both than one on the stepped line (the Pareto front). Vertical lines are 95% intervals of what is sampled. The two trivial ends are drawn at the margin where they cost more.",
    columns: kSecurityColumns,
    rows: () => rows.map(withLiftEnds),
    draw: drawSecurity(rows),
  });
  addRoleKey(figure, rows);
  const absent = report.breakers.filter((row) => !rows.includes(row)).map(shownName);
  if (absent.length > 0)
    section
      .append("p")
      .attr("class", "eyebrow")
      .text(`Not drawn, because they have no spirals to compare, or no cost: ${listed(absent)}.`);
  return true;
}
