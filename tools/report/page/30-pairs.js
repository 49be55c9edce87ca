// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
/** Every pair, seen from the row: colours for one measure, in an order that shows what belongs together. */

const kOrders = [
  { key: "rank", label: "rank" },
  { key: "name", label: "name" },
  { key: "likeness", label: "likeness" },
];

function orderedNames(report, view) {
  if (view.order === "name") return [...report.names].sort(d3.ascending);
  if (view.order === "rank") return report.names;
  const value = (row, column) => report.cells.get(pairKey(row, column))?.[view.measure.key] ?? null;
  const sorted = [...report.names].sort(d3.ascending);
  return clusteredOrder(report.names, (row) => sorted.map((column) => value(row, column)));
}

/** Where a value lies between the least and the greatest, 0…1. */
function placeOf(measure, rows) {
  const values = rows.map((row) => row[measure.key]).filter((value) => typeof value === "number");
  const [least, most] = measure.to === undefined ? d3.extent(values) : [measure.from, measure.to];
  const isLog = measure.isLog && least > 0 && most > least;
  const scale = (isLog ? d3.scaleLog() : d3.scaleLinear()).domain([least ?? 0, most > least ? most : (least ?? 0) + 1]);
  return scale.range([0, 1]).clamp(true);
}

function pairSentence(cell, report) {
  const other = report.cells.get(pairKey(cell.column, cell.row));
  const parts = report.measures.map((measure) => {
    const value = measure.format(cell[measure.key]);
    const theirs =
      measure.key === "score" || measure.key === "cooperation"
        ? ` (the other ${measure.format(other?.[measure.key])})`
        : "";
    return `${measure.label.toLowerCase()} ${value}${theirs}`;
  });
  return `${cell.row} against ${cell.column}: ${parts.join(", ")}; ${cell.engine === "exact" ? "exact" : "sampled"}`;
}

/** Whether a match of the two is told round by round. */
const hasTrace = (report, { row, column }) =>
  report.traces.some(
    (trace) => (trace.row === row && trace.column === column) || (trace.row === column && trace.column === row),
  );

/** The colours with their numbers, and what is hatched. */
function addColourKey(svg, measure, place, left, top, width) {
  const stops = 24;
  const strip = svg.append("g").attr("class", "colour-key");
  for (let stop = 0; stop < stops; ++stop)
    strip
      .append("rect")
      .attr("x", left + (width * stop) / stops)
      .attr("y", top)
      .attr("width", width / stops + 0.5)
      .attr("height", 10)
      .attr("fill", d3.interpolateViridis(stop / (stops - 1)));
  const scale = place.copy().range([left, left + width]);
  const ends = place.domain();
  const ticks = measure.isLog
    ? scale.ticks(4).filter((tick, index, all) => all.length < 6 || /^[125]0*$/.test(String(tick)))
    : scale.ticks(4);
  const inside = ticks.filter((tick) => tick >= ends[0] && tick <= ends[1]);
  const axis = d3.axisBottom(scale).tickValues(inside).tickSize(4).tickFormat(measure.format);
  addAxis(svg, axis, 0, top + 10);
  thinTicks(
    svg.selectAll(".axis").filter((_, index, all) => index === all.length - 1),
    width,
  );
  addHatchKey(svg, left + width + 26, top, "none");
}

/** What hatched cells are, beside a key of colours. */
function addHatchKey(svg, x, y, label) {
  svg.append("rect").attr("x", x).attr("y", y).attr("width", 14).attr("height", 10).attr("fill", "url(#hatch)");
  svg
    .append("text")
    .attr("class", "quiet")
    .attr("x", x + 19)
    .attr("y", y + 9)
    .text(label);
}

function addHatch(svg) {
  const hatch = svg.append("defs").append("pattern").attr("id", "hatch").attr("patternUnits", "userSpaceOnUse");
  hatch.attr("width", 5).attr("height", 5).attr("patternTransform", "rotate(45)");
  hatch.append("rect").attr("class", "hatch-ground").attr("width", 5).attr("height", 5);
  hatch.append("line").attr("class", "hatch-line").attr("y2", 5);
}

/** How wide the cells are and where they begin. */
function pairFrame(names, width) {
  const isNarrow = width < 640;
  const longest = d3.max(names, (name) => [...name].length);
  const letters = Math.min(longest, isNarrow ? 13 : 26);
  const left = Math.ceil(letters * 6.9) + (isNarrow ? 28 : 8);
  const cell = Math.min(34, (width - left - (isNarrow ? 2 : 60)) / names.length);
  const top = isNarrow ? 22 : Math.ceil(Math.min(longest, 22) * 4.9) + 14;
  return { isNarrow, letters, left, cell, top, font: Math.max(9, Math.min(13, cell * 0.82)) };
}

function drawPairs(report, view) {
  return (svg, width, figure) => {
    const rows = figure.rows();
    const names = orderedNames(report, view);
    const frame = pairFrame(names, width);
    const { left, top, cell } = frame;
    const bottom = top + Math.max(cell, 13) * names.length;
    const line = Math.max(cell, 13);
    const at = new Map(names.map((name, index) => [name, index]));
    const place = placeOf(view.measure, rows);
    addHatch(svg);
    drawPairNames(svg, names, frame, line);
    const marks = svg.append("g").selectAll("rect").data(rows).join("rect");
    marks
      .attr("class", "mark")
      .attr("x", (row) => left + at.get(row.column) * cell)
      .attr("y", (row) => top + at.get(row.row) * line)
      .attr("width", Math.max(1, cell - (cell > 8 ? 1 : 0)))
      .attr("height", Math.max(1, line - (line > 8 ? 1 : 0)))
      .attr("fill", (row) => {
        const value = row[view.measure.key];
        return typeof value === "number" ? d3.interpolateViridis(place(value)) : "url(#hatch)";
      });
    const traced = rows.filter((row) => hasTrace(report, row));
    if (cell >= 9)
      svg
        .append("g")
        .selectAll("circle")
        .data(traced)
        .join("circle")
        .attr("class", "traced")
        .attr("cx", (row) => left + (at.get(row.column) + 1) * cell - 4.5)
        .attr("cy", (row) => top + at.get(row.row) * line + 3.5)
        .attr("r", 1.8);
    const cursor = svg
      .append("rect")
      .attr("class", "cursor")
      .attr("width", cell)
      .attr("height", line)
      .style("display", "none");
    const show = (row) => {
      cursor
        .style("display", null)
        .attr("x", left + at.get(row.column) * cell)
        .attr("y", top + at.get(row.row) * line);
      readPair(figure, report, row);
    };
    marks.on("pointerenter", show).on("click", (row) => seeMatch(report, row));
    stepThroughPairs(svg, report, names, view, show);
    addColourKey(svg, view.measure, place, left, bottom + 14, Math.max(80, Math.min(280, width - left - 90)));
    return bottom + 52;
  };
}

function drawPairNames(svg, names, { isNarrow, letters, left, cell, top, font }, line) {
  const group = svg.append("g").style("font-size", `${font}px`);
  group
    .selectAll("text.row-name")
    .data(names)
    .join("text")
    .attr("class", "row-name")
    .attr("x", left - 5)
    .attr("y", (name, index) => top + (index + 0.5) * line)
    .attr("text-anchor", "end")
    .attr("dominant-baseline", "central")
    .text((name, index) => (isNarrow ? `${shortened(name, letters)} ${index + 1}` : shortened(name, letters)));
  const columns = group.selectAll("text.column-name").data(names).join("text").attr("class", "column-name quiet");
  if (isNarrow)
    columns
      .attr("text-anchor", "middle")
      .attr("x", (name, index) => left + (index + 0.5) * cell)
      .attr("y", top - 6)
      .style("font-size", `${Math.max(7.5, Math.min(11, cell * 0.8))}px`)
      .style("display", (name, index) => (cell < 12 && (index + 1) % 5 !== 0 ? "none" : null))
      .text((name, index) => index + 1);
  else
    columns
      .attr("transform", (name, index) => `translate(${left + (index + 0.6) * cell},${top - 6}) rotate(-45)`)
      .text((name) => shortened(name, 22));
}

/** What a cell says, and the way to its match. */
function readPair(figure, report, row) {
  figure.reading.text(`${pairSentence(row, report)}. `);
  if (!hasTrace(report, row)) return;
  figure.reading
    .append("a")
    .attr("href", "#match")
    .text("Show a match of this pair")
    .on("click", () => {
      d3.event.preventDefault();
      seeMatch(report, row);
    });
}

function seeMatch(report, { row, column }) {
  if (hasTrace(report, { row, column })) showMatch(row, column);
}

/** A cursor that keys move; where it stands is kept while orders and measures change. */
function stepThroughPairs(svg, report, names, view, show) {
  svg
    .attr("tabindex", "0")
    .attr("role", "application")
    .on("keydown", () => {
      const { key } = d3.event;
      const last = names.length - 1;
      const steps = {
        ArrowLeft: [0, -1],
        ArrowRight: [0, 1],
        ArrowUp: [-1, 0],
        ArrowDown: [1, 0],
        Home: [0, -last],
        End: [0, last],
      };
      const clamp = (value) => Math.max(0, Math.min(last, value));
      if (key === "Enter" || key === " ") {
        d3.event.preventDefault();
        seeMatch(report, { row: names[view.at[0]], column: names[view.at[1]] });
        return;
      }
      if (!(key in steps)) return;
      d3.event.preventDefault();
      view.at = [clamp(view.at[0] + steps[key][0]), clamp(view.at[1] + steps[key][1])];
      const cell = report.cells.get(pairKey(names[view.at[0]], names[view.at[1]]));
      if (cell) show(cell);
    });
}

function pairRows(report, view) {
  const names = orderedNames(report, view);
  return names.flatMap((row) => names.map((column) => report.cells.get(pairKey(row, column))).filter(Boolean));
}

function addPairsSection(section, report) {
  if (report.names.length < 3 || report.cells.size === 0 || report.measures.length === 0) return false;
  const view = { measure: report.measures[0], order: "rank", at: [0, 0] };
  const figure = new Figure(section, {
    name: "pairs",
    title: "Every pair",
    caption:
      "Each cell shows the result of the row strategy against the column strategy; select the measure and the order. Arrow keys move from cell to cell" +
      (report.traces.length > 0 ? "; a dot marks pairs of which a match can be seen." : "."),
    columns: [
      { key: "row", label: "Strategy" },
      { key: "column", label: "Against" },
      ...report.measures,
      { key: "engine", label: "Engine" },
    ],
    rows: () => pairRows(report, view),
    draw: drawPairs(report, view),
  });
  addChoice(figure.controls, "Measure", report.measures, view.measure.key, (key) => {
    view.measure = report.measures.find((measure) => measure.key === key);
    figure.update();
  });
  addChoice(figure.controls, "Order", kOrders, view.order, (key) => {
    view.order = key;
    figure.update();
  });
  return true;
}
