// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
/** Where shares of three strategies flow: a triangle of all populations, with its rest points. */

/** Velocity of the replicator equation at the shares x. */
function replicatorFlow(payoffs, x) {
  const earned = payoffs.map((row) => d3.sum(row, (payoff, index) => payoff * x[index]));
  const mean = d3.sum(x, (share, index) => share * earned[index]);
  return x.map((share, index) => share * (earned[index] - mean));
}

/** Whether small deviations within the simplex die out: real parts of both eigenvalues are negative. */
function isStableRest(payoffs, x) {
  const step = 1e-6;
  const slope = (index) => {
    const ahead = [...x];
    ahead[index] += step;
    ahead[2] -= step;
    const [from, to] = [replicatorFlow(payoffs, x), replicatorFlow(payoffs, ahead)];
    return [(to[0] - from[0]) / step, (to[1] - from[1]) / step];
  };
  const [[a, c], [b, d]] = [slope(0), slope(1)];
  return a + d < -1e-9 && a * d - b * c > 1e-12;
}

/** The shares of three strategies at which all three earn the same, or null where none are positive. */
function interiorRest(a) {
  const rows = [1, 2].map((other) => d3.range(3).map((index) => a[0][index] - a[other][index]));
  const cross = [
    rows[0][1] * rows[1][2] - rows[0][2] * rows[1][1],
    rows[0][2] * rows[1][0] - rows[0][0] * rows[1][2],
    rows[0][0] * rows[1][1] - rows[0][1] * rows[1][0],
  ];
  const sum = d3.sum(cross);
  if (Math.abs(sum) < 1e-12) return null;
  const shares = cross.map((one) => one / sum);
  return shares.every((share) => share > 1e-9) ? shares : null;
}

/** Rest points of three strategies: the corners, where two earn the same, and where all three do. */
function triangleRests(payoffs) {
  const shares = d3.range(3).map((one) => d3.range(3).map((index) => (index === one ? 1 : 0)));
  for (const [i, j] of [
    [0, 1],
    [0, 2],
    [1, 2],
  ]) {
    const [into, back] = [payoffs[j][j] - payoffs[i][j], payoffs[i][i] - payoffs[j][i]];
    if (into * back <= 0) continue;
    const x = [0, 0, 0];
    x[i] = into / (into + back);
    x[j] = 1 - x[i];
    shares.push(x);
  }
  const inside = interiorRest(payoffs);
  if (inside) shares.push(inside);
  return shares.map((x) => {
    const earned = payoffs.map((row) => d3.sum(row, (payoff, index) => payoff * x[index]));
    const mean = d3.sum(x, (share, index) => share * earned[index]);
    return { x, payoff: mean, nash: earned.every((one) => one <= mean + 1e-9), stable: isStableRest(payoffs, x) };
  });
}

/** Points along the flow from x, as long as it moves: at most `length` sides of the triangle far. */
function flowLine(payoffs, x, length) {
  const points = [x];
  const step = 0.01;
  for (let gone = 0; gone < length; gone += step) {
    const from = points[points.length - 1];
    const unit = (at) => {
      const flow = replicatorFlow(payoffs, at);
      const speed = Math.hypot(...flow);
      return speed < 1e-9 ? null : flow.map((one) => one / speed);
    };
    const first = unit(from);
    if (first === null) break;
    const second = unit(from.map((one, index) => Math.max(0, one + (step / 2) * first[index])));
    if (second === null) break;
    const to = from.map((one, index) => Math.max(0, one + step * second[index]));
    const sum = d3.sum(to);
    points.push(to.map((one) => one / sum));
  }
  return points;
}

/** Where lines of flow begin: a triangular grid without the corners. */
function flowStarts(sides) {
  return d3
    .range(sides + 1)
    .flatMap((i) => d3.range(sides + 1 - i).map((j) => [i / sides, j / sides, (sides - i - j) / sides]))
    .filter((x) => x.every((share) => share < 1));
}

const kRestColumns = [
  { key: "payoff", label: "Payoff per round", format: asScore },
  { key: "nash", label: "Equilibrium", format: asYes, title: "No other strategy earns more there (Nash)" },
  { key: "stable", label: "Stable", format: asYes, title: "Small deviations die out" },
];

const restText = ({ stable, nash }) => (stable ? "stable" : nash ? "an equilibrium, not stable" : "not stable");

function restSentence(row) {
  return `${row.where}: ${restText(row)}; payoff ${asScore(row.payoff)} per round`;
}

function drawTriangle(evolution) {
  return (svg, width, figure) => {
    const [names, payoffs] = [evolution.strategies, evolution.payoffs];
    const side = Math.min(width - 120, 520);
    const [top, left] = [96, (width - side) / 2];
    const corners = [
      { x: width / 2, y: top },
      { x: left, y: top + side * 0.866 },
      { x: left + side, y: top + side * 0.866 },
    ];
    const at = (x) => ({ x: d3.sum(x, (one, i) => one * corners[i].x), y: d3.sum(x, (one, i) => one * corners[i].y) });
    const path = (points) => `M${points.map((x) => told(at(x).x, at(x).y)).join("L")}`;
    addArrowHeads(svg, ["flow"]);
    const shares = evolution.worlds.length > 0 ? worldNow(evolution).shares : {};
    const size = d3.scaleSqrt().range([0, 46]);
    svg
      .selectAll("circle.corner-share")
      .data(names)
      .join("circle")
      .attr("class", "corner-share")
      .attr("cx", (name, index) => corners[index].x)
      .attr("cy", (name, index) => corners[index].y)
      .attr("r", (name) => size(shares[name] ?? 0));
    svg
      .append("path")
      .attr("class", "triangle")
      .attr("d", `M${corners.map(({ x, y }) => told(x, y)).join("L")}Z`);
    const starts = flowStarts(side < 360 ? 8 : 11);
    const speed = (x) => Math.hypot(...replicatorFlow(payoffs, x));
    const most = d3.max(starts, speed);
    svg
      .selectAll("path.flow-line")
      .data(starts.map((x) => ({ x, line: flowLine(payoffs, x, side < 360 ? 0.07 : 0.055) })))
      .join("path")
      .filter(({ line }) => line.length > 2)
      .attr("class", "flow-line")
      .attr("stroke-opacity", ({ x }) => 0.35 + 0.65 * Math.sqrt(speed(x) / most))
      .attr("marker-end", "url(#head-flow)")
      .attr("d", ({ line }) => path(line));
    const marks = svg.selectAll("circle.mark").data(figure.rows()).join("circle");
    marks
      .attr("class", ({ stable }) => `mark rest-point${stable ? " stable" : ""}`)
      .attr("cx", ({ x }) => at(x).x)
      .attr("cy", ({ x }) => at(x).y)
      .attr("r", 6);
    tell(marks, figure, restSentence);
    names.forEach((name, index) => {
      const { x, y } = corners[index];
      const away = Math.max(10, size(shares[name] ?? 0));
      const label = svg.append("text").attr("class", "halo").attr("text-anchor", "middle").attr("x", x);
      label.attr("y", index === 0 ? y - away - 26 : y + away + 18);
      const title = shortened(evolution.shortNames.get(name), width < 480 ? 14 : 26);
      label.append("tspan").style("font-weight", 600).text(title);
      if (typeof shares[name] === "number")
        label
          .append("tspan")
          .attr("x", x)
          .attr("dy", "1.25em")
          .text(`${asShare(shares[name])} of the time`);
    });
    return top + side * 0.866 + 96;
  };
}

function addTriangle(section, evolution) {
  const { strategies, payoffs } = evolution;
  if (strategies.length !== 3 || payoffs.length !== 3) return;
  const rows = triangleRests(payoffs).map((rest) => ({
    ...rest,
    where: rest.x
      .map((share, index) => ({ share, name: strategies[index] }))
      .filter(({ share }) => share > 0)
      .map(({ share, name }) => `${name} ${asShare(share)}`)
      .join(", "),
    ...Object.fromEntries(strategies.map((name, index) => [`share of ${name}`, rest.x[index]])),
  }));
  const figure = addEvolutionFigure(section, evolution, {
    name: "triangle",
    title: "Where shares of three strategies flow",
    caption:
      "Each point of the triangle is a population: a corner is a world of one strategy. Arrows follow the replicator equation from the payoffs, without mutants or chance; faster where clearer. " +
      "Circles are rest points: filled where stable. Discs at the corners have the area of the long-run shares with rare mutants.",
    columns: [
      ...strategies.map((name) => ({ key: `share of ${name}`, label: name, format: asShare })),
      ...kRestColumns,
    ],
    rows: () => rows,
    draw: drawTriangle(evolution),
  });
  addSymbolKey(figure, [
    { label: "stable rest point", class: "rest-point stable", symbol: d3.symbolCircle },
    { label: "unstable rest point", class: "rest-point", symbol: d3.symbolCircle },
  ]);
}

function addRestPointsSection(section, report) {
  const { evolution } = report;
  if (!evolution) return false;
  if (evolution.strategies.length === 3)
    addWorldChoice(
      section,
      evolution,
      evolution.worlds.map(({ label }) => label),
    );
  addTriangle(section, evolution);
  addRestPoints(section, evolution);
  return section.select("figure").node() !== null;
}
