// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
/** Shares that add up to all at each point of a row of worlds: as areas along numbers, or as bars. */

/** Points of a sweep in the chosen world; `place` is where each stands along the axis. */
function sweepPoints({ over, points, at }) {
  return points
    .filter(({ worlds }) => worlds[at] !== undefined)
    .map((point) => ({
      ...worldsColumns(point.worlds[at]),
      ...Object.fromEntries(
        over.map(({ key, isNumeric }) => [`value of ${key}`, isNumeric ? Number(point.at[key]) : point.at[key]]),
      ),
      label: atText(point.at),
      name: over.map((axis) => shortValue(axis, String(point.at[axis.key]))).join(", "),
      place: over.length === 1 && over[0].isNumeric ? Number(point.at[over[0].key]) : null,
    }));
}

const worldsColumns = (world) =>
  Object.fromEntries(
    ["peace", "shares", ...kWorldColumns.map(({ key }) => key)].map((key) => [key, world[key] ?? null]),
  );

/** The strategies in colour: those with the largest shares on average; the rest are told together. */
function stackSeries(points, names) {
  const mean = (name) => d3.mean(points, ({ shares }) => shares[name] ?? 0);
  const ordered = names
    .map((name) => ({ name, share: mean(name) }))
    .sort((a, b) => b.share - a.share)
    .map(({ name }) => name);
  const coloured = ordered.slice(0, kSeries);
  return { coloured, others: ordered.slice(kSeries) };
}

/** Points with the parts of each, from the bottom: those of the coloured, then all others together. */
function stackParts(points, { coloured, others }) {
  return points.map((point) => {
    let from = 0;
    return [...coloured.map((name) => [name]), ...(others.length > 0 ? [others] : [])].map((names, series) => {
      const share = d3.sum(names, (name) => point.shares[name] ?? 0);
      from += share;
      return {
        names,
        class: series < coloured.length ? `series-${series}` : "series-others",
        from: from - share,
        to: from,
      };
    });
  });
}

/** "misperception 0.05: peace 43.8%; grim 31.1%, hawk 17.8%": the shares from the largest. */
function stackSentence(point, lines) {
  const shares = Object.entries(point.shares)
    .filter(([, share]) => share >= 5e-4)
    .sort((a, b) => b[1] - a[1])
    .slice(0, 8)
    .map(([name, share]) => `${name} ${asPercent(share)}`);
  const told = lines.map(({ key, label }) => `${label} ${asShare(point[key])}`);
  return `${point.label}: ${told.join(", ")}; ${shares.join(", ")}`;
}

const kPeaceLine = { key: "peace", label: "peace", class: "peace-line" };

/** Where points stand along the axis; a logarithmic one is for positive numbers that are wanted so, or lie far apart. */
function stackScale(points, range, isLog) {
  const values = points.map(({ place }) => place);
  const [least, most] = d3.extent(values);
  if (least > 0 && (isLog || most / least >= 20)) return d3.scaleLog().domain([least, most]).range(range);
  return d3.scaleLinear().domain([least, most]).range(range);
}

/** A tick at each point; powers of ten where there are many on a logarithmic scale. */
function stackTicks(points, x) {
  const [least, most] = x.domain();
  if (x.base && most / least >= 1000)
    return d3.range(Math.ceil(Math.log10(least)), Math.log10(most) + 1e-9).map((power) => 10 ** power);
  const wanted = points.length <= 12 ? points.map(({ place }) => place) : x.ticks(8);
  const kept = [];
  for (const value of wanted)
    if (kept.length === 0 || x(value) - x(kept[kept.length - 1]) > 7 * axisNumber(value).length + 4) kept.push(value);
  return kept;
}

const axisNumber = (value) => asMagnitude(value).replace(/^(\d)\.0e/, "$1e");

function drawStackAreas(series, lines, shortNames, { axisTitle, isLog = false }) {
  return (svg, width, figure) => {
    const points = [...figure.rows()].sort((a, b) => a.place - b.place);
    const height = Math.max(280, Math.min(420, width * 0.45));
    const labels = width < 480 ? 112 : 200;
    const [left, right, top, bottom] = [46, width - labels, 14, height - 42];
    const x = stackScale(points, [left, right], isLog);
    const y = d3.scaleLinear().domain([0, 1]).range([bottom, top]);
    const parts = stackParts(points, series);
    parts[0].forEach(({ class: kind }, index) =>
      svg
        .append("path")
        .attr("class", `stack ${kind}`)
        .attr(
          "d",
          d3
            .area()
            .x((point) => x(point.place))
            .y0((point, at) => y(parts[at][index].from))
            .y1((point, at) => y(parts[at][index].to))(points),
        ),
    );
    addAxis(svg, d3.axisLeft(y).ticks(5).tickFormat(d3.format(".0%")), left, 0);
    const axis = d3.axisBottom(x).tickValues(stackTicks(points, x)).tickFormat(axisNumber);
    addAxis(svg, axis, 0, bottom);
    addAxisTitle(svg, right, bottom + 34, x.base ? `${axisTitle} (logarithmic)` : axisTitle);
    for (const { key, class: kind } of lines) {
      const path = d3
        .line()
        .defined((point) => typeof point[key] === "number")
        .x((point) => x(point.place))
        .y((point) => y(point[key]))(points);
      svg.append("path").attr("class", "line-ground").attr("d", path);
      svg.append("path").attr("class", kind).attr("d", path);
    }
    const edges = points.map(({ place }, index) => (index === 0 ? left : (x(points[index - 1].place) + x(place)) / 2));
    const marks = svg.selectAll("rect.mark").data(points).join("rect");
    marks
      .attr("class", "mark stack-column")
      .attr("x", (point, index) => edges[index])
      .attr("y", top)
      .attr("width", (point, index) => (edges[index + 1] ?? right) - edges[index])
      .attr("height", bottom - top);
    tell(marks, figure, (point) => stackSentence(point, lines));
    const last = points.length - 1;
    const ends = parts[last]
      .filter(({ from, to }) => to - from > 0.03)
      .map(({ names, class: kind, from, to }) => ({
        name: names.length > 1 ? "all others" : shortNames.get(names[0]),
        place: kind.replace("series-", ""),
        height: y((from + to) / 2),
      }));
    for (const { key, label } of lines)
      if (typeof points[last][key] === "number")
        ends.push({ name: label, place: "line", height: y(points[last][key]) });
    addCurveLabels(svg, ends, right, labels, top, bottom);
    return height;
  };
}

function drawStackBars(series) {
  return (svg, width, figure) => {
    const points = figure.rows();
    const line = 30;
    const room = nameRoom(
      points.map(({ name }) => name),
      width,
    );
    const x = d3.scaleLinear().range([room.width, width - 26]);
    const bottom = 4 + points.length * line;
    addAxis(svg, d3.axisBottom(x).ticks(4).tickFormat(d3.format(".0%")), 0, bottom);
    const parts = stackParts(points, series);
    const marks = svg.selectAll("g.mark").data(points).join("g").attr("class", "mark");
    marks.attr("transform", (point, index) => `translate(0,${4 + index * line})`);
    marks
      .append("text")
      .attr("y", line / 2)
      .attr("dominant-baseline", "central")
      .text(({ name }) => shortened(name, room.letters));
    marks
      .selectAll("rect")
      .data((point, index) => parts[index])
      .join("rect")
      .attr("class", (part) => `stack ${part.class}`)
      .attr("x", ({ from }) => x(from))
      .attr("y", 4)
      .attr("width", ({ from, to }) => x(to) - x(from))
      .attr("height", line - 8);
    for (const kind of ["line-ground", "peace-line"])
      marks
        .filter(({ peace }) => typeof peace === "number")
        .append("line")
        .attr("class", kind)
        .attr("x1", ({ peace }) => x(peace))
        .attr("x2", ({ peace }) => x(peace))
        .attr("y1", 1)
        .attr("y2", line - 1);
    tell(marks, figure, (point) => stackSentence(point, [kPeaceLine]));
    return bottom + 30;
  };
}

/** A key to areas and lines. */
function addStackKey(figure, { coloured, others }, lines, shortNames) {
  const items = [
    ...coloured.map((name, index) => ({ label: shortNames.get(name), class: `swatch series-${index}` })),
    ...(others.length > 0
      ? [
          {
            label: others.length > 1 ? `all others (${others.length})` : shortNames.get(others[0]),
            class: "swatch series-others",
          },
        ]
      : []),
    ...lines.map((one) => ({ label: one.label, class: `swatch-line ${one.class}` })),
  ];
  addSwatchKey(figure, items);
}

/** Shares of strategies at each point, as areas along numbers or as bars, with lines of other shares over them. */
function addStackFigure(section, evolution, options) {
  const { points, names, shortNames, isAlongAxis, lines = [kPeaceLine], keys = [], extra = [] } = options;
  const all = points();
  const series = stackSeries(options.allPoints ?? all, names);
  const isArea = isAlongAxis && all.length > 1;
  const figure = addEvolutionFigure(section, evolution, {
    name: options.name,
    title: options.title,
    caption: options.caption,
    columns: [
      ...keys,
      ...lines.map(({ key, label }) => ({ key, label: capitalised(label), format: asShare })),
      ...extra,
      ...names.map((name) => ({
        key: `share of ${name}`,
        label: name,
        format: asShare,
        title: "Share of this strategy",
      })),
    ],
    rows: () =>
      points().map((point) => ({
        ...point,
        ...Object.fromEntries(names.map((name) => [`share of ${name}`, point.shares[name] ?? null])),
      })),
    draw: isArea ? drawStackAreas(series, lines, shortNames, options) : drawStackBars(series),
  });
  addStackKey(figure, series, lines, shortNames);
  return figure;
}
