// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
/** Scores with their intervals, one picture per motive: scores of different motives are not comparable. */

const kStandingsColumns = [
  { key: "rank", label: "Rank", format: asCount },
  { key: "low", label: "Rank from", format: asCount, title: "95% interval of the rank" },
  { key: "high", label: "to", format: asCount, title: "95% interval of the rank" },
  { key: "strategy", label: "Strategy" },
  { key: "role", label: "Role" },
  { key: "motive", label: "Motive" },
  { key: "score", label: "Score", format: asScore },
  { key: "score_error", label: "±", format: asScore, title: "Half width of the 95% interval of the score" },
  { key: "cooperation", label: "Cooperation", format: asPercent },
  { key: "peace", label: "Peace", format: asPercent, title: "Share of rounds in which neither side arms" },
  { key: "friction", label: "Friction", format: asPercent, title: "Share of rounds in which one side arms" },
  { key: "conflict", label: "Conflict", format: asPercent, title: "Share of rounds in which both sides arm" },
];

const rankText = (row) => (row.low === row.high ? `${row.rank}` : `${row.rank} (${row.low}–${row.high})`);

function standingSentence(row) {
  const climate = `peace ${asPercent(row.peace)}, friction ${asPercent(row.friction)}, conflict ${asPercent(row.conflict)}`;
  const score = `score ${asScore(row.score)}${plusMinus(row.score_error, asScore)}`;
  return `${row.strategy}: rank ${rankText(row)}, ${score}; cooperates in ${asPercent(row.cooperation)} of its rounds; ${climate}`;
}

/** Names to the left, so much room for them as they need and the page can spare. */
function nameRoom(names, width) {
  const letters = Math.max(4, d3.max(names, (name) => [...name].length) ?? 4);
  const most = Math.min(letters, width < 480 ? 15 : 30);
  return { letters: most, width: Math.ceil(most * 7.1) + 10 };
}

function drawStandings(rows) {
  return (svg, width, figure) => {
    const line = 22;
    const isNarrow = width < 480;
    const room = nameRoom(
      rows.map((row) => row.strategy),
      width,
    );
    const ranks = isNarrow ? 0 : 78;
    const climate = isNarrow ? 0 : Math.min(170, width * 0.18);
    const [left, right] = [room.width + ranks, width - climate - (isNarrow ? 8 : 24)];
    const [top, bottom] = [isNarrow ? 8 : 24, rows.length * line + (isNarrow ? 8 : 24)];
    const x = d3
      .scaleLinear()
      .domain([
        d3.min(rows, (row) => row.score - (row.score_error || 0)),
        d3.max(rows, (row) => row.score + (row.score_error || 0)),
      ])
      .nice()
      .range([left + 8, right]);
    const middle = (index) => top + (index + 0.5) * line;
    addAxis(
      svg,
      d3
        .axisBottom(x)
        .ticks(Math.max(3, (right - left) / 80))
        .tickSize(top - bottom),
      0,
      bottom,
      "grid",
    );
    svg
      .append("text")
      .attr("class", "axis-title")
      .attr("x", (left + right) / 2)
      .attr("y", bottom + 34)
      .attr("text-anchor", "middle")
      .text("score per round");
    if (!isNarrow) {
      svg.append("text").attr("class", "axis-title").attr("x", room.width).attr("y", 14).text("rank, 95%");
      svg
        .append("text")
        .attr("class", "axis-title")
        .attr("x", width - climate)
        .attr("y", 14)
        .text("peace to conflict");
    }
    const marks = svg.selectAll("g.mark").data(rows).join("g").attr("class", "mark");
    marks.attr("transform", (row, index) => `translate(0,${middle(index)})`);
    marks
      .append("rect")
      .attr("y", -line / 2)
      .attr("width", width)
      .attr("height", line)
      .attr("fill", "transparent");
    marks
      .append("text")
      .attr("dominant-baseline", "central")
      .text((row) => shortened(row.strategy, room.letters));
    if (!isNarrow)
      marks
        .append("text")
        .attr("class", "quiet")
        .attr("x", room.width)
        .attr("dominant-baseline", "central")
        .text(rankText);
    marks
      .append("line")
      .attr("class", (row) => `interval ${roleOf(row).class}`)
      .attr("x1", (row) => x(row.score - (row.score_error || 0)))
      .attr("x2", (row) => x(row.score + (row.score_error || 0)));
    marks
      .append("path")
      .attr("class", (row) => roleOf(row).class)
      .attr("transform", (row) => `translate(${x(row.score)},0)`)
      .attr("d", (row) => symbolPath(roleOf(row).symbol, 70));
    if (!isNarrow) drawClimate(marks, width - climate, climate, line);
    tell(marks, figure, standingSentence);
    return bottom + 44;
  };
}

/** Peace, friction and conflict as parts of a bar. */
function drawClimate(marks, left, width, line) {
  const parts = ["peace", "friction", "conflict"];
  parts.forEach((part, index) =>
    marks
      .append("rect")
      .attr("class", part)
      .attr("x", (row) => left + width * d3.sum(parts.slice(0, index), (other) => row[other]))
      .attr("y", -line / 2 + 5)
      .attr("width", (row) => Math.max(0, width * row[part]))
      .attr("height", line - 10),
  );
}

/** What the colours of rounds mean. */
function addClimateKey(figure) {
  for (const [part, meaning] of [
    ["peace", "peace: neither arms"],
    ["friction", "friction: one arms"],
    ["conflict", "conflict: both arm"],
  ]) {
    const item = figure.key.append("span").attr("class", "key-item");
    item.append("span").attr("class", `swatch ${part}`);
    item.append("span").text(meaning);
  }
}

const motiveText = (motive) =>
  motive === "game"
    ? "the game's own payoffs"
    : motive.includes("=")
      ? `the payoffs ${motive}`
      : `the motive ${motive}`;

function addStandingsSection(section, report) {
  if (report.standings.length === 0) return false;
  const motives = [...new Set(report.standings.map((row) => row.motive ?? "game"))];
  section
    .append("p")
    .text(
      "Every strategy plays every strategy, and itself; the score is the mean payoff per round." +
        (motives.length > 1
          ? " Ranks are within each motive, because scores under different payoffs are not comparable."
          : ""),
    );
  motives.forEach((motive, index) => {
    const rows = report.standings.filter((row) => (row.motive ?? "game") === motive);
    const figure = new Figure(section, {
      name: index === 0 ? "standings" : `standings-${index + 1}`,
      title: motives.length > 1 ? `Scores with ${motiveText(motive)}` : "Scores",
      caption:
        "The mark is the mean score, the line its 95% confidence interval (exact scores have none); the bar shows the shares of peace, friction and conflict in its rounds.",
      columns: kStandingsColumns,
      rows: () => rows,
      draw: drawStandings(rows),
    });
    addRoleKey(figure, rows);
    addClimateKey(figure);
  });
  return true;
}
