// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
/** What becomes of states and fronts, of candidates for a seat, and of the points of a grid. */

const kMostBars = 60;

/** Rows as bars with a name before them, told with the letters that fit: `parts(row)` are {class, value} side by side, `ends(row)` an interval. */
function drawBars({ name, parts, ends, domain, tick, sentence }) {
  return (svg, width, figure) => {
    const rows = figure.rows();
    const line = 24;
    const room = nameRoom(
      rows.map((row) => name(row)),
      width,
    );
    const x = d3
      .scaleLinear()
      .domain(domain(rows))
      .nice()
      .range([room.width, width - 26]);
    const bottom = 4 + rows.length * line;
    addAxis(
      svg,
      d3
        .axisBottom(x)
        .ticks(width < 480 ? 3 : 6)
        .tickFormat(tick),
      0,
      bottom,
    );
    const marks = svg.selectAll("g.mark").data(rows).join("g").attr("class", "mark");
    marks.attr("transform", (row, index) => `translate(0,${4 + index * line})`);
    marks
      .append("text")
      .attr("y", line / 2)
      .attr("dominant-baseline", "central")
      .text((row) => shortened(name(row, room.letters), room.letters));
    marks.each(function (row) {
      let from = 0;
      for (const { class: kind, value } of parts(row)) {
        if (typeof value !== "number") continue;
        d3.select(this)
          .append("rect")
          .attr("class", kind)
          .attr("x", x(Math.min(from, from + value)))
          .attr("y", 4)
          .attr("width", Math.abs(x(from + value) - x(from)))
          .attr("height", line - 8);
        from += value;
      }
      const interval = ends?.(row);
      if (interval)
        d3.select(this)
          .append("line")
          .attr("class", "interval-of-bar")
          .attr("x1", x(interval[0]))
          .attr("x2", x(interval[1]))
          .attr("y1", line / 2)
          .attr("y2", line / 2);
    });
    tell(marks, figure, sentence);
    return bottom + 30;
  };
}

const asUnits = (value) => decimals(value, 2);

function addStatesFigure(section, system) {
  const hasWar = system.states.some(
    ({ ruin, strength }, index) => ruin > 0 || strength !== system.places[index]?.strength,
  );
  return new Figure(section, {
    name: "states",
    title: "States",
    caption:
      "Mean payoff of a state per round, after what arms and pledges cost; lines are 95% intervals where it is sampled.",
    columns: [
      { key: "name", label: "State" },
      { key: "strategy", label: "Strategy" },
      { key: "score", label: "Score", format: asScore },
      { key: "score_error", label: "±", format: asScore },
      { key: "peace", label: "Peace", format: asPercent },
      { key: "entry_chance", label: "Ever in conflict", format: asPercent },
      { key: "entry_round", label: "First round of conflict", format: asCount },
      { key: "honoured", label: "Pleas honoured", format: asPercent },
      { key: "cost_hostility", label: "Cost of hostility", format: asScore },
      { key: "cost_arms", label: "of arms", format: asScore },
      { key: "cost_pledges", label: "of pledges", format: asScore },
      { key: "cost_ruin", label: "of ruin", format: asScore },
      ...(hasWar
        ? [
            { key: "strength", label: "Strength at the end", format: asUnits },
            { key: "ruin", label: "Ruined", format: asPercent },
          ]
        : []),
    ],
    rows: () => system.states,
    draw: drawBars({
      name: (row) => row.name,
      parts: (row) => [{ class: "bar", value: row.score }],
      ends: (row) => (row.score_error > 1e-12 ? endsOf(row.score, row.score_error) : null),
      domain: (rows) => [
        Math.min(
          0,
          d3.min(rows, (row) => row.score),
        ),
        Math.max(
          0,
          d3.max(rows, (row) => row.score),
        ),
      ],
      tick: (value) => decimals(value, 1),
      sentence: (row) =>
        `${row.name} (${row.strategy}): ${asScore(row.score)} per round, at peace in ${asPercent(row.peace)} of its fronts' rounds${row.ruin > 0 ? `, ruined in ${asPercent(row.ruin)}` : ""}`,
    }),
  });
}

function addFrontsFigure(section, system) {
  const parts = ["peace", "friction", "conflict"];
  const figure = new Figure(section, {
    name: "fronts",
    title: "Fronts",
    caption: `Shares of a front's rounds, while both states live, in which neither, one or both are hostile${system.fronts.length > kMostBars ? `; of ${system.fronts.length} the ${kMostBars} that are least at peace` : ""}.`,
    columns: [
      { key: "front", label: "Front" },
      ...parts.map((key) => ({ key, label: capitalised(key), format: asPercent })),
      { key: "live", label: "Rounds", format: asCount, title: "In which both states live, per repetition" },
    ],
    rows: () => system.fronts.slice(0, kMostBars),
    draw: drawBars({
      name: (row) => row.front,
      parts: (row) => parts.map((key) => ({ class: key, value: row[key] })),
      domain: () => [0, 1],
      tick: d3.format(".0%"),
      sentence: (row) => `${row.front}: ${parts.map((key) => `${key} ${asPercent(row[key])}`).join(", ")}`,
    }),
  });
  figure.csv = () => ({ columns: figure.columns, rows: system.fronts });
  for (const name of parts) {
    const item = figure.key.append("span").attr("class", "key-item");
    item.append("span").attr("class", `swatch ${name}`);
    item.append("span").text(name);
  }
  return figure;
}

function addSystemTablesSection(section, report) {
  const { system } = report;
  if (!system || system.states.length === 0) return false;
  addStatesFigure(section, system);
  if (system.fronts.length > 0) addFrontsFigure(section, system);
  return true;
}

const asSignedPoints = (value) => (typeof value === "number" && value > 0 ? `+${asPoints(value)}` : asPoints(value));

function addSystemContestSection(section, report) {
  const { system } = report;
  if (!system || system.contest.length === 0) return false;
  const sides = [
    { key: "lift_own", label: `the fronts of ${system.contestState}`, class: "bar" },
    { key: "lift_others", label: "all other fronts", class: "bar other" },
  ];
  for (const side of sides) {
    new Figure(section, {
      name: side.key.replace("_", "-"),
      title: `Peace on ${side.label}`,
      caption: `Percentage points of rounds at peace on ${side.label}, less those with ${system.baseline} in the seat of ${system.contestState}, on equal draws; lines are 95% intervals.`,
      columns: [
        { key: "strategy", label: "Strategy" },
        { key: "lift_own", label: "Gain in peace, own fronts", format: asSignedPoints },
        { key: "lift_own_error", label: "±", format: asPoints },
        { key: "lift_others", label: "Gain in peace, other fronts", format: asSignedPoints },
        { key: "lift_others_error", label: "±", format: asPoints },
        { key: "score", label: "Score", format: asScore },
        { key: "price", label: "Price by aggressor", format: asScore },
        { key: "ruin", label: "Ruined", format: asPercent },
      ],
      rows: () => system.contest,
      draw: drawBars({
        name: (row) => row.strategy,
        parts: (row) => [{ class: side.class, value: row[side.key] }],
        ends: (row) => (row[`${side.key}_error`] > 1e-12 ? endsOf(row[side.key], row[`${side.key}_error`]) : null),
        domain: (rows) => [
          Math.min(
            0,
            d3.min(rows, (row) => row[side.key] - (row[`${side.key}_error`] || 0)),
          ),
          Math.max(
            0.01,
            d3.max(rows, (row) => row[side.key] + (row[`${side.key}_error`] || 0)),
          ),
        ],
        tick: asPoints,
        sentence: (row) =>
          `${row.strategy}: ${asSignedPoints(row.lift_own)} points on its own fronts, ${asSignedPoints(row.lift_others)} on all others; score ${asScore(row.score)}`,
      }),
    });
  }
  return true;
}

/** What each change adds to a measure, for each combination of the other keys. */
function addCreditFigure(section, { measure, keys, points }) {
  const rows = list(points).flatMap((point) =>
    list(keys).map(({ key, without, with: changed }) => ({
      key,
      without,
      changed,
      assumptions: Object.entries(point.assumptions ?? {})
        .map(([name, value]) => `${name} ${value}`)
        .join(", "),
      part: point.parts?.[key] ?? null,
    })),
  );
  const isWar = measure === "general_war_ever";
  new Figure(section, {
    name: `credit-${String(measure).replace(/_/g, "-")}`,
    title: isWar ? "What general war is due to" : "What the change of peace is due to",
    caption: `What each change adds to ${isWar ? "the probability of a general war at some time" : "the share of a front's rounds at peace"}, in percentage points: the mean over all orders in which the changes may be made (Shapley value).`,
    columns: [
      { key: "key", label: "Change of" },
      { key: "without", label: "from" },
      { key: "changed", label: "to" },
      ...(rows.some(({ assumptions }) => assumptions !== "") ? [{ key: "assumptions", label: "with" }] : []),
      { key: "part", label: "Adds", format: asSignedPoints },
    ],
    rows: () => rows,
    draw: drawBars({
      name: ({ key, assumptions }) => (assumptions === "" ? key : `${key}, ${assumptions}`),
      parts: ({ part }) => [{ class: part > 0 === isWar ? "conflict" : "peace", value: part }],
      domain: (all) => [
        Math.min(
          0,
          d3.min(all, ({ part }) => part),
        ),
        Math.max(
          0.01,
          d3.max(all, ({ part }) => part),
        ),
      ],
      tick: asPoints,
      sentence: ({ key, without, changed, part }) =>
        `${key} from ${without} to ${changed}: ${asSignedPoints(part)} points`,
    }),
  });
}

const kPointMeasures = [
  { key: "peace", error: "peace_error", label: "Peace of a front", class: "peace" },
  { key: "quiet", error: "quiet_error", label: "All at peace", class: "peace" },
  { key: "general_war_ever", error: "general_war_ever_error", label: "General war at some time", class: "conflict" },
];

function addSystemSweepSection(section, report) {
  if (!report.systemSweep) return false;
  const { over, points, credit } = report.systemSweep;
  section.append("p").text(`Each point is named by its values of ${axesText(over)}.`);
  for (const measure of credit) addCreditFigure(section, measure);
  for (const measure of kPointMeasures) {
    if (!points.some((point) => typeof point[measure.key] === "number")) continue;
    new Figure(section, {
      name: `points-${measure.key.replace(/_/g, "-")}`,
      title: measure.label,
      caption: "At each point of the grid; lines are 95% intervals where it is sampled.",
      columns: [
        ...over.map(({ key }) => ({ key, label: capitalised(spaced(key)) })),
        ...kPointMeasures.flatMap(({ key, error, label }) => [
          { key, label, format: asPercent },
          { key: error, label: "±", format: asPercent },
        ]),
        { key: "survivors", label: "States left", format: asUnits },
      ],
      rows: () => points,
      draw: drawBars({
        name: (row) => row.name,
        parts: (row) => [{ class: measure.class, value: row[measure.key] }],
        ends: (row) => (row[measure.error] > 1e-12 ? endsOf(row[measure.key], row[measure.error]) : null),
        domain: () => [0, 1],
        tick: d3.format(".0%"),
        sentence: (row) => `${row.name}: ${asPercent(row[measure.key])}${plusMinus(row[measure.error], asPercent)}`,
      }),
    });
  }
  return true;
}
