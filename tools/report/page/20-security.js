// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
/** The question itself: breaking power against security, and who does better in one without doing worse in the other. */

const kSecurityColumns = [
  { key: "strategy", label: "Strategy" },
  { key: "role", label: "Role" },
  { key: "conduct", label: "Conduct" },
  {
    key: "lift",
    label: "Lift",
    format: asPoints,
    title: "Probability of durable peace, minus that of the baseline, in percentage points",
  },
  ...kLiftEnds,
  { key: "lift_up_only", label: "Lift, errors up only", format: asPoints },
  { key: "crisis_lift", label: "Lift in crises", format: asPoints },
  { key: "escape", label: "Escape", format: asPercent, title: "Probability that a spiral ends in durable peace" },
  { key: "loss_to_worst", label: "Loss to the worst", format: asScore, title: "Per round, to the worst aggressor" },
  { key: "worst_aggressor", label: "Worst aggressor" },
  {
    key: "break_even",
    label: "Break-even",
    format: asPercent,
    title: "Share of aggressors above which it earns less than the baseline",
  },
  { key: "false_alarm", label: "False alarms", format: asPercent },
  { key: "false_trust", label: "False trust", format: asPercent },
  { key: "pareto", label: "On the front" },
];

function securitySentence(row) {
  const escape =
    typeof row.escape === "number"
      ? `; the probability that its spirals end in durable peace is ${asPercent(row.escape)}`
      : "";
  const front = row.pareto ? "; on the front" : "";
  return `${row.strategy}: lift ${liftText(row)} points, loses ${asScore(row.loss_to_worst)} per round to ${asText(row.worst_aggressor)}${escape}${front}`;
}

/** Places for labels beside their marks, none upon another; who finds no room is named in the reading line alone. */
function placeLabels(marks, width, height) {
  const taken = marks.map(({ x, y }) => ({ left: x - 6, right: x + 6, top: y - 6, bottom: y + 6 }));
  const isFree = (box) =>
    box.left >= 0 &&
    box.right <= width &&
    box.top >= 0 &&
    box.bottom <= height &&
    taken.every((one) => box.right < one.left || box.left > one.right || box.bottom < one.top || box.top > one.bottom);
  return marks.map(({ x, y, text }) => {
    const room = text.length * 6.9;
    for (const distance of [0, 12, 24]) {
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

function drawSecurity(rows) {
  return (svg, width, figure) => {
    const height = Math.max(300, Math.min(560, width * 0.62));
    const [left, right, top, bottom] = [52, width - 16, 16, height - 48];
    const lifts = rows.flatMap((row) => [row.lift, 0]);
    const errors = d3.quantile(rows.map((row) => row.lift_error || 0).sort(d3.ascending), 0.5);
    const x = d3
      .scaleLinear()
      .domain(d3.extent(rows, (row) => row.loss_to_worst))
      .nice()
      .range([right, left + 12]);
    const y = d3
      .scaleLinear()
      .domain([d3.min(lifts) - errors, d3.max(lifts) + errors])
      .nice()
      .range([bottom, top]);
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
    addAxis(svg, d3.axisBottom(x).ticks(Math.max(3, width / 120)), 0, bottom);
    svg.append("line").attr("class", "rule").attr("x1", left).attr("x2", right).attr("y1", y(0)).attr("y2", y(0));
    svg
      .append("text")
      .attr("class", "axis-title")
      .attr("x", right)
      .attr("y", height - 10)
      .attr("text-anchor", "end")
      .text(
        width < 480
          ? "safer: smaller loss to the worst →"
          : "loss per round to the worst aggressor: safer to the right →",
      );
    svg
      .append("text")
      .attr("class", "axis-title")
      .attr("x", left)
      .attr("y", 10)
      .text(width < 480 ? "↑ lift, points of peace" : "↑ lift: percentage points of peace gained in its seat");
    drawFront(svg, rows, x, y, [left, right, top, bottom]);
    const marks = svg.selectAll("g.mark").data(rows).join("g").attr("class", "mark");
    marks
      .append("line")
      .attr("class", (row) => `interval ${roleOf(row).class}`)
      .style("stroke-opacity", 0.25)
      .attr("x1", (row) => x(row.loss_to_worst))
      .attr("x2", (row) => x(row.loss_to_worst))
      .attr("y1", (row) => Math.min(bottom, y(liftEnds(row)[0])))
      .attr("y2", (row) => Math.max(top, y(liftEnds(row)[1])));
    marks
      .append("path")
      .attr("class", (row) => roleOf(row).class)
      .attr("transform", (row) => `translate(${x(row.loss_to_worst)},${y(row.lift)})`)
      .attr("d", (row) => symbolPath(roleOf(row).symbol, row.pareto ? 110 : 70));
    tell(marks, figure, securitySentence);
    const places = placeLabels(
      rows.map((row) => ({ x: x(row.loss_to_worst), y: y(row.lift), text: shortened(row.strategy, 26) })),
      width,
      bottom,
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
      .style("font-weight", ({ row }) => (row.pareto ? 600 : null))
      .text(({ row }) => shortened(row.strategy, 26));
    return height;
  };
}

/** The front as stairs: left of and below it somebody is as safe and brings more peace, or the other way round. */
function drawFront(svg, rows, x, y, [left, , , bottom]) {
  const front = rows.filter((row) => row.pareto).sort((a, b) => a.loss_to_worst - b.loss_to_worst);
  if (front.length === 0) return;
  const corners = front.map((row) => [x(row.loss_to_worst), y(row.lift)]);
  const stairs = corners.flatMap(([across, up], index) =>
    index === 0
      ? [
          [across, bottom],
          [across, up],
        ]
      : [
          [corners[index][0], corners[index - 1][1]],
          [across, up],
        ],
  );
  stairs.push([left, corners[corners.length - 1][1]]);
  svg.append("path").attr("class", "front").attr("d", d3.line()(stairs));
}

function addSecuritySection(section, report) {
  const rows = report.breakers.filter((row) => typeof row.lift === "number" && typeof row.loss_to_worst === "number");
  if (rows.length === 0) return false;
  section
    .append("p")
    .text(
      "Which strategies end spirals, and at what cost in security? Lift is how much more probable durable peace within the horizon is after a spiral with this strategy than with the baseline in its place, against the same opponents. Security is how little it loses per round to the aggressor that is worst for it.",
    );
  const figure = new Figure(section, {
    name: "security",
    title: "Breaking power against security",
    caption:
      "Up is more peace, right is more security. No strategy is better in both than one on the stepped line (the Pareto front); vertical lines are 95% intervals of lift over opponents, where there are enough of them.",
    columns: kSecurityColumns,
    rows: () => rows.map(withLiftEnds),
    draw: drawSecurity(rows),
  });
  addRoleKey(figure, rows);
  const absent = report.breakers.filter((row) => !rows.includes(row)).map((row) => row.strategy);
  if (absent.length > 0)
    section
      .append("p")
      .attr("class", "eyebrow")
      .text(`Not drawn, because their lift is undefined: ${listed(absent)}.`);
  return true;
}
