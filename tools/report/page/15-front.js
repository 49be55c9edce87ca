// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
/** The best strategies that a search found beside those of the field: two columns of the objective, and the front. */

const kStateSymbols = [
  d3.symbolTriangle,
  d3.symbolDiamond,
  d3.symbolSquare,
  d3.symbolStar,
  d3.symbolCross,
  d3.symbolWye,
];

/** Colours and shapes by number of states, those with many states together: [{least, label, series, symbol}]. */
function stateMarks(finds) {
  const counts = [...new Set(finds.map(({ states }) => states))].sort(d3.ascending);
  return counts.slice(0, kSeries).map((least, series) => ({
    least,
    label: `${counted(least, "state")}${series === kSeries - 1 && counts.length > kSeries ? " or more" : ""}`,
    series,
    symbol: kStateSymbols[series],
  }));
}

const stateMarkOf = (marks, find) => [...marks].reverse().find(({ least }) => least <= find.states) ?? marks[0];

function addFoundKey(figure, marks, named) {
  const field = [
    { label: "of the field", class: "named" },
    { label: "of the field, surpassed", class: "named surpassed" },
  ].filter(({ class: name }) => named.some((row) => row.isSurpassed === (name !== "named")));
  addSymbolKey(figure, [
    ...marks.map(({ label, series, symbol }) => ({ label, class: `found series-${series}`, symbol })),
    ...field.map((one) => ({ ...one, symbol: d3.symbolCircle, size: 50 })),
  ]);
}

/** Marks of rows: those that were found by their states, those of the field as circles. */
function addFoundMarks(svg, rows, marks, at) {
  const groups = svg.selectAll("g.mark").data(rows).join("g").attr("class", "mark");
  groups.attr("transform", (row) => `translate(${at(row)})`);
  groups
    .append("path")
    .attr("class", (row) =>
      row.place === null
        ? `named${row.isSurpassed ? " surpassed" : ""}`
        : `found series-${stateMarkOf(marks, row).series}`,
    )
    .attr("d", (row) =>
      row.place === null ? symbolPath(d3.symbolCircle, 50) : symbolPath(stateMarkOf(marks, row).symbol, 90),
    );
  return groups;
}

/** Whether values are told on a scale of powers of ten: where they lie far apart. */
function isOnLogScale(column, values) {
  const costs = values.filter((value) => value > 1e-7);
  return column.isLog === true && costs.length > 0 && d3.max(costs) > 100 * d3.min(costs);
}

/** The scale of a column, and its ticks; what is better is drawn at `better`. */
function searchScale(column, values, worse, better) {
  const [low = 0, high = 1] = d3.extent(values);
  const range = column.isMore ? [worse, better] : [better, worse];
  if (!isOnLogScale(column, values)) {
    const domain = [
      column.from ?? (isPercent(column) ? Math.min(0, low) : low),
      column.to ?? Math.max(high, low + 1e-6),
    ];
    const scale = d3.scaleLinear().domain(domain).range(range);
    return { scale: column.to === undefined ? scale.nice() : scale, ticks: null };
  }
  const least = d3.min(values.filter((value) => value > 1e-7));
  const powers = d3.range(Math.ceil(Math.log10(least)), Math.log10(high)).map((power) => 10 ** power);
  const scale = d3
    .scaleSymlog()
    .constant(least)
    .domain([Math.min(0, low), high])
    .range(range);
  return { scale, ticks: [...powers.map((power) => -power).filter((tick) => tick >= low), 0, ...powers] };
}

function searchTick(column, scale, ticks) {
  if (!isPercent(column)) return (tick) => decimals(tick, 2);
  if (ticks !== null) return (tick) => `${tick < 0 ? "−" : ""}${Number(Math.abs(100 * tick).toPrecision(1))}%`;
  const [first, second] = scale.ticks(5);
  return (tick) => `${decimals(100 * tick, Math.abs(second - first) < 0.0099 ? 1 : 0)}%`;
}

/** Of ticks those whose words do not run into each other: first 0, then the greatest. */
function clearTicks(ticks, scale, roomOf) {
  const kept = [];
  for (const tick of [...ticks].sort((a, b) => (a !== 0) - (b !== 0) || Math.abs(b) - Math.abs(a)))
    if (kept.every((one) => Math.abs(scale(one) - scale(tick)) > (roomOf(one) + roomOf(tick)) / 2)) kept.push(tick);
  return kept;
}

/** An axis of a column, with its lines across the picture; `roomOf(text)` is what a tick needs of it. */
function addSearchAxis(svg, column, { scale, ticks }, axis, { x, y, size, count, roomOf }) {
  const format = searchTick(column, scale, ticks);
  const drawn = axis(scale).tickFormat(format).tickSize(size);
  if (ticks === null) drawn.ticks(count);
  else drawn.tickValues(clearTicks(ticks, scale, (tick) => roomOf(format(tick))));
  addAxis(svg, drawn, x, y, "grid");
}

const acrossRoom = (text) => 7.2 * text.length + 6;
const upRoom = () => 16;

/** Of points of a picture, those that no other is right of and above, from the right one on. */
function cornersOf(points) {
  const corners = [];
  for (const [x, y] of [...points].sort((a, b) => b[0] - a[0] || a[1] - b[1]))
    if (corners.length === 0 || y < corners[corners.length - 1][1]) corners.push([x, y]);
  return corners;
}

const isDrawn = (row, keys) => keys.every((key) => typeof row[key] === "number");

function drawSearchFront(search, view, marks) {
  return (svg, width, figure) => {
    const rows = figure.rows();
    const [across, up] = [searchValue(view.across), searchValue(view.up)];
    const height = Math.max(340, Math.min(620, width * 0.6));
    const [left, right, top, bottom] = [58, width - 16, 40, height - 52];
    const values = (column) => rows.map((row) => row[column.key]);
    const x = searchScale(across, values(across), left + 16, right - 14);
    const y = searchScale(up, values(up), bottom - 6, top + 8);
    addSearchAxis(svg, up, y, d3.axisLeft, { x: left, y: 0, size: left - right, count: 6, roomOf: upRoom });
    const count = Math.max(3, width / 120);
    addSearchAxis(svg, across, x, d3.axisBottom, { x: 0, y: bottom, size: top - bottom, count, roomOf: acrossRoom });
    const isNarrow = width < 480;
    const title = (column) => (isNarrow ? column.label.toLowerCase() : column.axis);
    svg
      .append("text")
      .attr("class", "axis-title")
      .attr("x", right)
      .attr("y", height - 12)
      .attr("text-anchor", "end")
      .text(`${title(across)}: ${across.isMore ? "more" : "less"} to the right →`);
    svg
      .append("text")
      .attr("class", "axis-title")
      .attr("y", 12)
      .text(`↑ ${up.isMore ? "" : "less "}${title(up)}`);
    const at = (row) => [x.scale(row[across.key]), y.scale(row[up.key])];
    const corners = cornersOf(rows.filter(({ place }) => place !== null).map(at));
    if (corners.length > 0)
      svg
        .append("path")
        .attr("class", "front")
        .attr("d", d3.line()(stairsOf(corners, left, bottom)));
    const groups = addFoundMarks(svg, rows, marks, at);
    tell(groups, figure, foundSentence);
    addChosenRing(svg, search, at);
    addFoundLabels(svg, rows, search, at, { left: left + 4, right: width, top: 20, bottom: bottom - 4 });
    stepThroughFound(svg, figure, groups, search, at);
    return height;
  };
}

/** A ring around what the card shows. */
function addChosenRing(svg, search, at) {
  if (search.chosen === null) return;
  const [x, y] = at(search.chosen);
  if (Number.isFinite(x) && Number.isFinite(y))
    svg.append("circle").attr("class", "chosen-ring").attr("cx", x).attr("cy", y).attr("r", 10);
}

/** Names of the chosen, of the field, and numbers of what was found, as far as there is room. */
function addFoundLabels(svg, rows, search, at, { left, right, top, bottom }) {
  const isNarrow = right < 480;
  const label = (row) =>
    row === search.chosen
      ? shortened(shortChances(row.strategy), isNarrow ? 18 : 26)
      : row.place === null
        ? row.strategy
        : isNarrow
          ? null
          : String(row.place);
  const rank = (row) => (row === search.chosen ? 0 : row.place !== null ? 3 : row.isSurpassed ? 2 : 1);
  const ordered = [...rows].sort((a, b) => rank(a) - rank(b));
  const places = placeLabels(
    ordered.map((row) => ({
      x: at(row)[0] - left,
      y: at(row)[1] - top,
      text: label(row),
      isNear: rank(row) === 3,
    })),
    right - left,
    bottom - top,
  );
  svg
    .selectAll("text.label")
    .data(ordered.map((row, index) => ({ row, place: places[index] })).filter(({ place }) => place))
    .join("text")
    .attr("class", ({ row }) => `label halo${rank(row) > 1 ? " quiet" : ""}`)
    .attr("x", ({ place }) => place.x + left)
    .attr("y", ({ place }) => place.y + top)
    .attr("dominant-baseline", "central")
    .attr("text-anchor", ({ place }) => place.anchor)
    .style("font-weight", ({ row }) => (row === search.chosen ? 600 : null))
    .text(({ row }) => label(row));
}

/** Arrow keys go from mark to mark, in order of the picture; a mark that was found is chosen, by a click as well. */
function stepThroughFound(svg, figure, groups, search, at) {
  const ordered = [...figure.rows()].sort((a, b) => at(a)[0] - at(b)[0] || at(b)[1] - at(a)[1]);
  const show = (row) => {
    chooseFind(search, row);
    figure.reading.text(foundSentence(row));
  };
  groups.on("click", show).classed("pointed", (row) => row === search.pointed);
  svg
    .attr("tabindex", "0")
    .attr("role", "application")
    .on("keydown", () => {
      const last = ordered.length - 1;
      const steps = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1, Home: -last, End: last };
      const step = steps[d3.event.key];
      if (step === undefined) return;
      d3.event.preventDefault();
      const from = ordered.indexOf(search.pointed ?? search.chosen);
      show(ordered[Math.max(0, Math.min(last, from + step))]);
    });
}

function searchColumns(search) {
  const values = [
    ...search.objective.map(searchValue),
    ...kSearchValues.filter(({ key }) => !search.objective.includes(key)),
  ];
  return [
    { key: "place", label: "No.", format: asCount, title: "Number in the picture" },
    {
      key: "strategy",
      label: "Strategy",
      format: shortChances,
      title: "The text of an automaton, or a strategy of the field",
      choose: (row) => chooseFind(search, row),
      canChoose: ({ place }) => place !== null,
      isChosen: (row) => row === search.chosen,
    },
    { key: "states", label: "States", format: asCount, title: "Of the smallest automaton that plays alike" },
    ...values,
    { key: "ends_baseline", label: "Baseline ends", format: asFinePercent, title: "The baseline in the same seat" },
    { key: "least_with", label: "Least with" },
    { key: "class", label: "Class", format: className },
    { key: "worst_aggressor", label: "Worst aggressor" },
    { key: "like", label: "Most like", title: "The strategy of the library that plays most like it" },
    {
      key: "like_share",
      label: "Alike",
      format: asFinePercent,
      title: "Share of rounds in which both would do the same",
    },
    { key: "number", label: "Number", format: asCount, title: "Among the automata of as many states" },
    { key: "surpassed", label: "Surpassed", title: "One that was found is better in one column and worse in none" },
  ];
}

/** Columns of the objective in which some have a value, and a line on what cannot be drawn. */
function drawnColumns(section, search, rows) {
  const isKnown = (key) => rows.some((row) => typeof row[key] === "number");
  const columns = search.objective.filter(isKnown);
  const absent = [
    ...search.objective.filter((key) => !isKnown(key)).map((key) => searchValue(key).label.toLowerCase()),
    ...rows.filter((row) => !isDrawn(row, columns)).map((row) => row.strategy),
  ];
  const words = `Not drawn, because a value is missing (there is nothing to compare): ${listed(absent)}.`;
  if (absent.length > 0 && columns.length > 0) section.append("p").attr("class", "eyebrow").text(words);
  return columns;
}

function addFrontSection(section, report) {
  const { search } = report;
  if (search === null) return false;
  const rows = [...search.finds, ...search.named];
  const columns = drawnColumns(section, search, rows);
  if (columns.length === 0) return false;
  search.chosen = search.finds[0] ?? null;
  const marks = stateMarks(search.finds);
  const figure = (columns.length > 1 ? frontFigure : rankingFigure)(section, search, columns, rows, marks);
  addFoundKey(figure, marks, search.named);
  figure.toggleTable();
  search.watchers.push(() => figure.update());
  return true;
}

/** With more than two columns readers choose two. */
function frontFigure(section, search, objective, rows, marks) {
  const view = { up: objective[0], across: objective[1] };
  const drawn = (row) => isDrawn(row, [view.up, view.across]);
  const isLog = (key) =>
    isOnLogScale(
      searchValue(key),
      rows.map((row) => row[key]),
    );
  const logs = objective.filter(isLog).map((key) => searchValue(key).label.toLowerCase());
  const figure = new Figure(section, {
    name: "front",
    title: `${searchValue(view.up).label}, against ${searchValue(view.across).label.toLowerCase()}`,
    caption: `Up and right are better. Nothing that was found is better in both than a strategy on the stepped line (the Pareto front). Colours and shapes tell the number of states. Circles are strategies of the field; a hollow one is surpassed.${logs.length > 0 ? ` The scale of ${listed(logs)} is logarithmic, and linear next to 0.` : ""}${worldsText(search)} Select a point or use the arrow keys: its automaton is shown below.`,
    columns: searchColumns(search),
    rows: () => rows.filter(drawn),
    draw: drawSearchFront(search, view, marks),
  });
  if (objective.length > 2) {
    const options = objective.map((key) => ({ key, label: searchValue(key).label }));
    for (const [side, label] of [
      ["up", "upwards"],
      ["across", "to the right"],
    ])
      addSelect(figure.controls, label, options, view[side], (key) => {
        view[side] = key;
        figure.update();
      }).attr("data-control", side);
  }
  return figure;
}
