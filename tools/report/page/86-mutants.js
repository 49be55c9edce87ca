// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
/** Single mutants: their chances in the world of every other strategy, and a walk of random ones from a whole space. */

const kLeastTimesChance = 1e-6; // what is less has the same colour

/** How strong the colour of a logarithm of N·ρ is: 0 at chance, 1 at one in a million of it or where it is certain. */
function chanceStrength(log, most) {
  const part = log < 0 ? log / Math.log10(kLeastTimesChance) : log / Math.max(1, most);
  return 0.04 + 0.96 * Math.min(1, Math.abs(part));
}

const chanceClass = (log) => (log < 0 ? "chance-less" : "chance-more");

function addChanceKey(svg, most, left, top, width) {
  const [from, to] = [Math.log10(kLeastTimesChance), Math.max(1, most)];
  const scale = d3
    .scaleLinear()
    .domain([from, to])
    .range([left, left + width]);
  const stops = d3.range(48).map((stop) => from + ((to - from) * (stop + 0.5)) / 48);
  svg
    .append("g")
    .selectAll("rect")
    .data(stops)
    .join("rect")
    .attr("class", chanceClass)
    .attr("x", (log, stop) => left + (width * stop) / 48)
    .attr("y", top)
    .attr("width", width / 48)
    .attr("height", 10)
    .attr("fill-opacity", (log) => chanceStrength(log, most));
  const ticks = [-6, -3, 0, Math.round(to)];
  const label = (tick) => (tick === -6 ? "≤ 1e−6" : tick === -3 ? "0.001" : d3.format(",")(10 ** tick));
  addAxis(svg, d3.axisBottom(scale).tickValues(ticks).tickSize(4).tickFormat(label), 0, top + 10);
  addHatchKey(svg, left + width + 26, top, "open");
}

function drawChances(evolution) {
  return (svg, width, figure) => {
    const rows = figure.rows();
    const names = namesShown(worldNow(evolution), evolution.hostile);
    const frame = pairFrame(
      names.map((name) => evolution.shortNames.get(name)),
      width,
    );
    frame.top += frame.isNarrow ? 0 : 8;
    frame.left += 12;
    frame.cell = Math.min(frame.cell, (width - frame.left - (frame.isNarrow ? 2 : 76)) / names.length);
    const { left, top, cell } = frame;
    const line = Math.max(cell, 13);
    const bottom = top + line * names.length;
    const at = new Map(names.map((name, index) => [name, index]));
    const most = Math.log10(worldNow(evolution).population);
    const logOf = ({ log_times_chance }) => log_times_chance ?? -Infinity;
    addHatch(svg);
    drawPairNames(
      svg,
      names.map((name) => evolution.shortNames.get(name)),
      frame,
      line,
    );
    const marks = svg.append("g").selectAll("rect").data(rows).join("rect");
    marks
      .attr("class", (row) => `mark cell ${row.favoured === "open" ? "open" : chanceClass(logOf(row))}`)
      .attr("x", ({ resident }) => left + at.get(resident) * cell)
      .attr("y", ({ mutant }) => top + at.get(mutant) * line)
      .attr("width", Math.max(1, cell - (cell > 8 ? 1 : 0)))
      .attr("height", Math.max(1, line - (line > 8 ? 1 : 0)))
      .attr("fill", (row) => (row.favoured === "open" ? "url(#hatch)" : null))
      .attr("fill-opacity", (row) => (row.favoured === "open" ? 1 : chanceStrength(logOf(row), most)));
    tell(
      marks,
      figure,
      (row) => `${invasionSentence({ ...row, from: row.resident, to: row.mutant })}; favoured: ${row.favoured}`,
    );
    addChanceKey(svg, most, left, bottom + 14, Math.max(80, Math.min(280, width - left - 90)));
    return bottom + 52;
  };
}

const kCellMoves = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

/** The cell beside another, over the diagonal, which has none; the same one at the edge. */
function cellBeside(names, rows, at, key) {
  const [down, right] = kCellMoves[key];
  let [row, column] = [names.indexOf(rows[at].mutant), names.indexOf(rows[at].resident)];
  do {
    row += down;
    column += right;
  } while (row === column && row < names.length);
  const found = rows.findIndex(({ mutant, resident }) => mutant === names[row] && resident === names[column]);
  return found < 0 ? at : found;
}

function addChances(section, evolution) {
  const rows = () => {
    const kept = new Set(namesShown(worldNow(evolution), evolution.hostile));
    return worldNow(evolution).invasions.filter(({ mutant, resident }) => kept.has(mutant) && kept.has(resident));
  };
  const figure = addEvolutionFigure(section, evolution, {
    name: "chances",
    title: "Chances of a single mutant",
    caption:
      "Rows are mutants, columns are the strategies that all others play. The colour is N·ρ: how often a single mutant takes over, divided by chance alone (1); " +
      "hatched where sampling leaves open whether it is more. Arrow keys move from cell to cell.",
    columns: [
      { key: "mutant", label: "Mutant" },
      { key: "resident", label: "in a world of" },
      { key: "times_chance", label: "N·ρ", format: asMagnitude },
      { key: "ln_rho", label: "ln ρ", format: (value) => decimals(value, 3) },
      {
        key: "ln_rho_error",
        label: "± of ln ρ",
        format: asMagnitude,
        title: "Half width of the 95% interval, where payoffs are sampled",
      },
      { key: "favoured", label: "Favoured" },
      { key: "founders", label: "Founders", format: asCount },
      { key: "threshold_share", label: "Threshold share", format: asThreshold },
      { key: "steps_if_fixed", label: "Steps if it takes over", format: asMagnitude },
      { key: "steps_until_absorbed", label: "Steps until decided", format: asMagnitude },
    ],
    rows,
    step: (at, key) => cellBeside(namesShown(worldNow(evolution), evolution.hostile), rows(), at, key),
    draw: drawChances(evolution),
  });
  figure.csv = () => ({ columns: figure.columns, rows: worldNow(evolution).invasions });
}

function drawWalk(svg, width, figure) {
  const rows = figure.rows();
  const height = Math.max(240, Math.min(360, width * 0.36));
  const [left, right, top, bottom] = [46, width - 36, 14, height - 42];
  const x = d3
    .scaleLinear()
    .domain([0, d3.max(rows, ({ mutant }) => mutant)])
    .range([left, right]);
  const y = d3.scaleLinear().domain([0, 1]).range([bottom, top]);
  addCurveAxes(svg, x, y, d3.format(".0%"), "mutants");
  svg
    .append("path")
    .attr("class", "curve chosen series-0")
    .attr(
      "d",
      d3
        .line()
        .x(({ mutant }) => x(mutant))
        .y(({ cooperation }) => y(cooperation))(rows),
    );
  const marks = svg.selectAll("circle.mark").data(rows).join("circle");
  marks
    .attr("class", "mark walk-point series-0")
    .attr("cx", ({ mutant }) => x(mutant))
    .attr("cy", ({ cooperation }) => y(cooperation))
    .attr("r", rows.length > 120 ? 1.5 : 3);
  tell(
    marks,
    figure,
    ({ mutant, cooperation }) => `After ${d3.format(",")(mutant)} mutants: cooperation ${asPercent(cooperation)}`,
  );
  return height;
}

function addWalkSection(section, report) {
  const walk = report.evolution?.walk;
  if (!walk) return false;
  section.append("p").text(walkSentences(walk));
  if (list(walk.course).length > 1)
    addEvolutionFigure(section, report.evolution, {
      name: "walk",
      title: "Cooperation over the walk",
      caption:
        "One strategy is played by all. A mutant, drawn at random from the whole space, takes its place with its chance to take over. Share of rounds in which residents cooperate among themselves.",
      columns: [
        { key: "mutant", label: "Mutants so far", format: d3.format(",") },
        { key: "cooperation", label: "Cooperation", format: asPercent },
      ],
      rows: () => walk.course,
      draw: drawWalk,
    });
  return true;
}
