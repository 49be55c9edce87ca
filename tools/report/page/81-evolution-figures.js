// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
/** What the figures of population dynamics share: the choice of the world, keys, axes and rows of symbols. */

/** A figure of population dynamics: arrow keys go from mark to mark; another world draws it anew. */
function addEvolutionFigure(section, evolution, options) {
  const figure = new Figure(section, {
    ...options,
    draw: (svg, width, one) => {
      const height = options.draw(svg, width, one);
      readByKeys(svg, one, options.step);
      return height;
    },
  });
  evolution.figures.push(figure);
  return figure;
}

/** Arrow keys go from mark to mark and tell each, by its title; `step(at, key)` says where to, where it is not to the next. */
function readByKeys(svg, figure, step) {
  const marks = svg.selectAll(".mark");
  const last = marks.size() - 1;
  let at = -1;
  const steps = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1, Home: -last - 1, End: last + 1 };
  if (last < 0) return;
  svg
    .attr("tabindex", "0")
    .attr("role", "application")
    .on("keydown", () => {
      const { key } = d3.event;
      if (!(key in steps)) return;
      d3.event.preventDefault();
      at = step && at >= 0 && key.startsWith("Arrow") ? step(at, key) : Math.max(0, Math.min(last, at + steps[key]));
      marks.classed("pointed", (row, index) => index === at);
      figure.reading.text(d3.select(marks.nodes()[at]).select("title").text());
    });
}

/** Which of several worlds is shown: one choice for all sections. */
function addWorldChoice(section, evolution, labels) {
  if (labels.length < 2) return;
  const controls = section.append("div").attr("class", "controls");
  const options = labels.map((label, index) => ({ key: String(index), label }));
  const select = addSelect(controls, "world", options, String(evolution.at), (key) => {
    evolution.at = Number(key);
    for (const other of evolution.selects) other.property("value", key);
    for (const figure of evolution.figures) {
      figure.reading.text("");
      figure.update();
    }
  });
  evolution.selects.push(select.attr("data-control", "world"));
}

const worldNow = (evolution) => evolution.worlds[evolution.at];

/** What an axis shows, at its right end. */
function addAxisTitle(svg, x, y, text) {
  const title = svg.append("text").attr("class", "axis-title").attr("text-anchor", "end").text(text);
  title.attr("x", x).attr("y", y);
}

/** A key to colours and lines: items are {label, class} of a swatch. */
function addSwatchKey(figure, items) {
  const spans = figure.key.append("span").attr("class", "key").selectAll("span.key-item").data(items).join("span");
  spans.attr("class", "key-item");
  spans.append("span").attr("class", (item) => item.class);
  spans.append("span").text(({ label }) => label);
}

/** Rows with a name before them and symbols on one scale: `dots(row)` are {value, series, symbol}. */
function drawDots({ name, dots, scale, ticks, tick, note, rule, sentence, axisTitle }) {
  return (svg, width, figure) => {
    const rows = figure.rows();
    const line = 24;
    const top = rule ? 24 : 4;
    const room = nameRoom(
      rows.map((row) => name(row)),
      width,
    );
    const x = scale(rows).range([room.width + 6, width - (note ? 58 : 20)]);
    const bottom = top + rows.length * line;
    const axis = addAxis(
      svg,
      d3
        .axisBottom(x)
        .tickValues(ticks(x))
        .tickFormat(tick)
        .tickSize(top - bottom),
      0,
      bottom,
      "grid",
    );
    thinTicks(axis, x.range()[1] - x.range()[0]);
    addAxisTitle(svg, width - 4, bottom + 34, axisTitle);
    if (rule) {
      svg
        .append("line")
        .attr("class", "rule-of-dots")
        .attr("x1", x(rule.value))
        .attr("x2", x(rule.value))
        .attr("y1", 18)
        .attr("y2", bottom);
      svg
        .append("text")
        .attr("class", "quiet")
        .attr("x", x(rule.value))
        .attr("y", 12)
        .attr("text-anchor", "middle")
        .text(rule.label);
    }
    const marks = svg.selectAll("g.mark").data(rows).join("g").attr("class", "mark");
    marks.attr("transform", (row, index) => `translate(0,${top + index * line})`);
    marks.append("rect").attr("class", "row-ground").attr("width", width).attr("height", line);
    marks
      .append("text")
      .attr("y", line / 2)
      .attr("dominant-baseline", "central")
      .text((row) => shortened(name(row, room.letters), room.letters));
    const known = (row) => dots(row).filter(({ value }) => typeof value === "number");
    marks
      .filter((row) => known(row).length > 1)
      .append("line")
      .attr("class", "rule")
      .attr("x1", (row) => x(d3.min(known(row), ({ value }) => value)))
      .attr("x2", (row) => x(d3.max(known(row), ({ value }) => value)))
      .attr("y1", line / 2)
      .attr("y2", line / 2);
    marks
      .selectAll("path")
      .data(known)
      .join("path")
      .attr("class", ({ series }) => `found series-${series}`)
      .attr("transform", ({ value }) => `translate(${x(value)},${line / 2})`)
      .attr("d", ({ symbol }) => symbolPath(symbol, 80));
    if (note)
      marks
        .append("text")
        .attr("class", "quiet")
        .attr("x", width - 48)
        .attr("y", line / 2)
        .attr("dominant-baseline", "central")
        .text(note);
    tell(marks, figure, sentence);
    return bottom + (axisTitle ? 42 : 28);
  };
}
