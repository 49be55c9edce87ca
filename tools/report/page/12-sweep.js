// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
/** What a sweep changes: score, peace, rank, ends, cost and lift of each strategy against each swept value. */

/** The ends of an interval. */
const endsOf = (value, error) => [value - (error || 0), value + (error || 0)];

const kSweepMeasures = [
  {
    key: "score",
    error: "score_error",
    ends: (row) => endsOf(row.score, row.score_error),
    title: "Score",
    format: asScore,
    tick: (value) => decimals(value, 2),
    reading: "Mean payoff per round",
  },
  {
    key: "peace",
    title: "Peace",
    format: asPercent,
    tick: d3.format(".0%"),
    from: 0,
    to: 1,
    reading: "Share of rounds in which neither side arms",
  },
  {
    key: "rank",
    title: "Rank",
    format: asCount,
    tick: (value) => (Number.isInteger(value) ? String(value) : ""),
    isDown: true,
    ends: (row) => [row.low, row.high],
    reading: "Within its motive; 1 is best, at the top",
  },
  {
    key: "ends",
    ends: (row) => endsOf(row.ends, row.ends_error),
    title: "Ends spirals",
    format: asPercent,
    tick: d3.format(".0%"),
    from: 0,
    to: 1,
    reading: "How often the first spiral of a match ends in durable peace, over opponents that can be brought back",
  },
  {
    key: "cost",
    title: "Cost",
    format: asPercent,
    tick: d3.format(".0%"),
    reading: "What is kept less than by who always arms, against the worst aggressor, of R − P",
  },
  {
    key: "lift",
    ends: liftEnds,
    endColumns: kLiftEnds,
    title: "Lift",
    text: liftText,
    format: asPoints,
    tick: (value) => decimals(100 * value, 0),
    least: -1,
    most: 1,
    reading: "Probability of durable peace, minus that of the baseline in its place, in percentage points",
  },
];

const spaced = (key) => key.replace(/_/g, " ");

/** What is drawn: the key along the axis, the key of the small multiples, and the values of all others. */
function sweepView(over) {
  const view = { across: over[0].key, panels: over[1]?.key ?? null, fixed: {} };
  for (const { key, values } of over.slice(2)) view.fixed[key] = values[0];
  return view;
}

function sweepRowsShown(sweep, view) {
  return sweep.rows.filter((row) =>
    Object.entries(view.fixed).every(([key, value]) => String(row.values[key]) === value),
  );
}

function sweepSentence(measure) {
  return (row) => {
    const told = measure.text ? measure.text(row) : measure.format(row[measure.key]);
    const error = measure.error ? plusMinus(row[measure.error], measure.format) : "";
    const values = Object.entries(row.values).map(([key, value]) => `${spaced(key)} ${value}`);
    return `${row.strategy} at ${listed(values)}: ${measure.title.toLowerCase()} ${told}${error}, rank ${rankText(row)}`;
  };
}

/** Numbers stand where they are, words one beside the other. */
function sweepScale(dimension, range) {
  if (dimension.isNumeric && new Set(dimension.values.map(Number)).size > 1)
    return { place: d3.scaleLinear().domain(d3.extent(dimension.values, Number)).range(range), of: Number };
  return { place: d3.scalePoint().domain(dimension.values).range(range).padding(0.2), of: String };
}

function drawSweep(sweep, view, measure, chosen) {
  return (svg, width, figure) => {
    const rows = figure.rows();
    const across = sweep.over.find(({ key }) => key === view.across);
    const panels = view.panels === null ? [null] : sweep.over.find(({ key }) => key === view.panels).values;
    const isSmall = panels.length > 1;
    const columns = isSmall ? Math.max(1, Math.min(panels.length, Math.floor(width / 300))) : 1;
    const cell = width / columns;
    const labels = isSmall ? 12 : cell < 480 ? 112 : 200;
    const height = isSmall ? 236 : Math.max(260, Math.min(420, width * 0.45));
    const known = rows.filter((row) => typeof row[measure.key] === "number");
    const ends = known.flatMap(measure.ends ?? ((row) => [row[measure.key]]));
    const pad = measure.isDown ? 0.4 : 0;
    const domain = [
      measure.from ?? Math.max(measure.least ?? -Infinity, d3.min(ends) - pad),
      measure.to ?? Math.min(measure.most ?? Infinity, d3.max(ends) + pad),
    ];
    panels.forEach((value, index) => {
      const frame = svg
        .append("g")
        .attr("transform", `translate(${(index % columns) * cell},${Math.floor(index / columns) * height})`);
      const [left, right, top, bottom] = [50, cell - labels, isSmall ? 28 : 14, height - 40];
      const x = sweepScale(across, [left, right]);
      const y = d3
        .scaleLinear()
        .domain(domain)
        .range(measure.isDown ? [top, bottom] : [bottom, top]);
      if (measure.to === undefined && !measure.isDown) y.nice();
      addAxis(
        frame,
        d3
          .axisLeft(y)
          .ticks(5)
          .tickSize(left - right)
          .tickFormat(measure.tick),
        left,
        0,
        "grid",
      );
      const axis = d3.axisBottom(x.place);
      if (across.isNumeric) axis.tickValues(across.values.map(Number)).tickFormat((tick) => String(tick));
      const drawn = addAxis(frame, axis, 0, bottom);
      thinTicks(drawn, right - left);
      frame
        .append("text")
        .attr("class", "axis-title")
        .attr("x", right)
        .attr("y", height - 6)
        .attr("text-anchor", "end")
        .text(spaced(across.key));
      if (isSmall)
        frame
          .append("text")
          .attr("class", "panel-title")
          .attr("x", left)
          .attr("y", 16)
          .text(`${spaced(view.panels)} ${value}`);
      const here = value === null ? known : known.filter((row) => String(row.values[view.panels]) === value);
      const at = (row) => x.place(x.of(row.values[across.key]));
      drawSweepLines(frame, here, at, y, measure, chosen, figure);
      if (isSmall) return;
      const last = d3
        .nest()
        .key((row) => row.strategy)
        .entries(here)
        .filter(({ key }) => chosen.includes(key));
      addCurveLabels(
        frame,
        last.map(({ key, values }) => ({
          name: key,
          place: chosen.indexOf(key),
          height: y([...values].sort((a, b) => at(a) - at(b)).pop()[measure.key]),
        })),
        right,
        labels,
        top,
        bottom,
      );
    });
    return Math.ceil(panels.length / columns) * height;
  };
}

/** Leaves out the words of ticks that would run into each other. */
function thinTicks(axis, width) {
  const ticks = axis.selectAll(".tick text");
  const longest = d3.max(ticks.nodes(), (node) => node.textContent.length) ?? 1;
  const step = Math.max(1, Math.ceil((ticks.size() * (longest * 7 + 10)) / Math.max(1, width)));
  ticks.style("display", (tick, index) => (index % step === 0 ? null : "none"));
}

function drawSweepLines(frame, rows, at, y, measure, chosen, figure) {
  const strategies = d3
    .nest()
    .key((row) => row.strategy)
    .entries(rows);
  const place = (name) => chosen.indexOf(name);
  strategies.sort((a, b) => place(a.key) - place(b.key));
  const groups = frame.selectAll("g.curve-group").data(strategies).join("g");
  groups.attr("class", ({ key }) => `curve-group ${place(key) < 0 ? "" : `series-${place(key)}`}`);
  const sorted = ({ values }) => [...values].sort((a, b) => at(a) - at(b));
  const [least, most] = y.domain();
  if (measure.ends)
    groups
      .filter(({ key }) => place(key) >= 0)
      .append("path")
      .attr("class", "band")
      .attr("d", (group) =>
        d3
          .area()
          .x(at)
          .y0((row) => y(Math.max(least, measure.ends(row)[0])))
          .y1((row) => y(Math.min(most, measure.ends(row)[1])))(sorted(group)),
      );
  groups
    .append("path")
    .attr("class", ({ key }) => (place(key) < 0 ? "curve" : "curve chosen"))
    .attr("stroke-dasharray", ({ key }) => (place(key) < 0 ? null : kDashes[place(key)]))
    .attr("d", (group) =>
      d3
        .line()
        .x(at)
        .y((row) => y(row[measure.key]))(sorted(group)),
    );
  const marks = groups
    .selectAll("circle")
    .data(({ values }) => values)
    .join("circle")
    .attr("class", "mark")
    .attr("cx", at)
    .attr("cy", (row) => y(row[measure.key]))
    .attr("r", (row) => (place(row.strategy) < 0 ? 2 : 3.5));
  tell(marks, figure, sweepSentence(measure));
}

/** Which key goes along the axis, which makes small multiples, and at which values the others stand. */
function addSweepControls(section, sweep, view, change) {
  if (sweep.over.length < 2) return;
  const controls = section.append("div").attr("class", "controls");
  const fill = () => {
    controls.selectAll("*").remove();
    const options = sweep.over.map(({ key }) => ({ key, label: spaced(key) }));
    addSelect(controls, "along the axis", options, view.across, (key) => arrange(key, view.panels)).attr(
      "data-control",
      "across",
    );
    addSelect(
      controls,
      "small multiples",
      options.filter(({ key }) => key !== view.across),
      view.panels,
      (key) => arrange(view.across, key),
    ).attr("data-control", "panels");
    for (const { key, values } of sweep.over)
      if (key in view.fixed)
        addSelect(
          controls,
          spaced(key),
          values.map((value) => ({ key: value, label: value })),
          view.fixed[key],
          (value) => {
            view.fixed[key] = value;
            change();
          },
        );
  };
  const arrange = (across, panels) => {
    view.across = across;
    view.panels = panels === across ? sweep.over.find(({ key }) => key !== across).key : panels;
    view.fixed = {};
    for (const { key, values } of sweep.over)
      if (key !== view.across && key !== view.panels) view.fixed[key] = values[0];
    fill();
    change();
  };
  fill();
}

function sweepColumns(sweep, measure) {
  return [
    { key: "strategy", label: "Strategy" },
    ...sweep.over.map(({ key }) => ({ key: `value of ${key}`, label: capitalised(spaced(key)) })),
    { key: measure.key, label: measure.title, format: measure.format },
    ...(measure.error ? [{ key: measure.error, label: "±", format: measure.format }] : []),
    ...(measure.endColumns ?? []),
    ...(measure.key === "rank" ? kStandingsColumns.slice(1, 3) : []),
  ];
}

function addSweepSection(section, report) {
  const { sweep } = report;
  if (!sweep || sweep.rows.length === 0 || sweep.over.length === 0) return false;
  for (const row of sweep.rows)
    for (const { key, isNumeric } of sweep.over)
      row[`value of ${key}`] = isNumeric ? Number(row.values[key]) : row.values[key];
  const view = sweepView(sweep.over);
  const figures = [];
  const change = () => figures.forEach((figure) => figure.update());
  addSweepControls(section, sweep, view, change);
  const mean = d3
    .nest()
    .key((row) => row.strategy)
    .rollup((rows) => d3.mean(rows, (row) => row.rank))
    .entries(sweep.rows);
  const names = mean.sort((a, b) => a.value - b.value || d3.ascending(a.key, b.key)).map(({ key }) => key);
  const chosen = chosenAtFirst(names);
  const choice = section.append("div").attr("class", "controls");
  addCurveChoice(choice, names, chosen, change);
  for (const measure of kSweepMeasures) {
    if (!sweep.rows.some((row) => typeof row[measure.key] === "number")) continue;
    figures.push(
      new Figure(section, {
        name: `sweep-${measure.key}`,
        title: measure.title,
        caption: `${measure.reading}.${measure.ends ? " Bands are 95% intervals." : ""}`,
        columns: sweepColumns(sweep, measure),
        rows: () => sweepRowsShown(sweep, view).filter((row) => typeof row[measure.key] === "number"),
        draw: drawSweep(sweep, view, measure, chosen),
      }),
    );
  }
  addPointVerdicts(section, report);
  return true;
}

/** What each point of the sweep answers. */
function addPointVerdicts(section, report, title = "Spirals at each point") {
  const told = list(report.verdictOfPoints).filter(({ verdict }) => verdict.length > 0);
  if (told.length === 0) return;
  const details = section.append("details");
  details.append("summary").text(title);
  const points = details.selectAll("div").data(told).join("div");
  points
    .append("h3")
    .text(({ values }) => listed(Object.entries(values).map(([key, value]) => `${spaced(key)} ${value}`)));
  points
    .selectAll("p")
    .data(({ verdict }) => verdict)
    .join("p")
    .text((sentence) => sentence);
}
