// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
/** After a crisis: how likely peace is in each round, for each strategy. */

const kRecoveryColumns = [
  { key: "strategy", label: "Strategy" },
  { key: "half", label: "Round of half the final peace", format: asCount },
  { key: "at_10", label: "Peace in round 10", format: asPercent },
  { key: "at_end", label: "Peace in the last round", format: asPercent },
  { key: "error_at_end", label: "±", format: asPercent, title: "Half width of the 95% interval, where sampled" },
  { key: "pairs", label: "Opponents", format: asCount },
  { key: "sampled_pairs", label: "of them sampled", format: asCount },
];

function recoveryRows(recovery) {
  return list(recovery?.series)
    .filter((series) => list(series.peace).some((share) => typeof share === "number"))
    .map((series) => {
      const last = series.peace.length - 1;
      const half = series.peace.findIndex((share) => share >= series.peace[last] / 2 && share > 0);
      return {
        ...series,
        half: half < 0 ? null : half + 1,
        at_10: series.peace[9] ?? null,
        at_end: series.peace[last],
        error_at_end: list(series.error)[last] ?? null,
      };
    })
    .sort((a, b) => b.at_end - a.at_end || d3.ascending(a.strategy, b.strategy));
}

function recoverySentence(row) {
  const end = `${asPercent(row.at_end)}${plusMinus(row.error_at_end, asPercent)}`;
  return `${row.strategy}: at peace in ${asPercent(row.at_10)} of its matches in round 10 after the crisis, in ${end} in the last`;
}

function drawRecovery(rows, chosen) {
  return (svg, width, figure) => {
    const height = Math.max(280, Math.min(480, width * 0.5));
    const labels = width < 480 ? 112 : 200;
    const [left, right, top, bottom] = [46, width - labels, 14, height - 42];
    const rounds = d3.max(rows, (row) => row.peace.length);
    const x = d3.scaleLinear().domain([1, rounds]).range([left, right]);
    const y = d3.scaleLinear().domain([0, 1]).range([bottom, top]);
    addCurveAxes(svg, x, y, d3.format(".0%"), "rounds after the crisis");
    const line = d3
      .line()
      .defined((share) => typeof share === "number")
      .x((share, index) => x(index + 1))
      .y((share) => y(share));
    const place = (row) => chosen.indexOf(row.strategy);
    const ordered = [...rows].sort((a, b) => place(a) - place(b));
    for (const row of ordered.filter((one) => place(one) >= 0 && one.error))
      svg
        .append("path")
        .datum(row)
        .attr("class", `band series-${place(row)}`)
        .attr(
          "d",
          d3
            .area()
            .x((share, index) => x(index + 1))
            .y0((share, index) => y(Math.max(0, share - row.error[index])))
            .y1((share, index) => y(Math.min(1, share + row.error[index])))(row.peace),
        );
    const marks = svg.selectAll("path.mark").data(ordered).join("path");
    marks
      .attr("class", (row) => `mark curve ${place(row) < 0 ? "" : `chosen series-${place(row)}`}`)
      .attr("stroke-dasharray", (row) => (place(row) < 0 ? null : kDashes[place(row)]))
      .attr("d", (row) => line(row.peace));
    tell(marks, figure, recoverySentence);
    const named = ordered.filter((row) => place(row) >= 0);
    addCurveLabels(
      svg,
      named.map((row) => ({ name: row.strategy, place: place(row), height: y(row.at_end) })),
      right,
      labels,
      top,
      bottom,
    );
    return height;
  };
}

/** At first: the baseline and those that answer what they see and find peace most often. */
function recoveryOrder(rows, report) {
  const breakers = new Map(report.breakers.map((row) => [row.strategy, row]));
  const names = rows.map((row) => row.strategy);
  const baseline = report.design.baseline ?? "tit-for-tat";
  const isFirst = (name) =>
    name === baseline || (breakers.get(name)?.role !== "aggressor" && !breakers.get(name)?.conduct);
  return [
    ...names.filter((name) => name === baseline),
    ...names.filter((name) => name !== baseline && isFirst(name)),
    ...names.filter((name) => !isFirst(name)),
  ];
}

function addRecoverySection(section, report) {
  const rows = recoveryRows(report.recovery);
  if (rows.length === 0) return false;
  const [first, last] = list(report.recovery.crisis_rounds);
  section
    .append("p")
    .text(
      `After peace, both players are forced to arm for ${first === last ? counted(first, "round") : `${first} to ${last} rounds`}. Then they play as they choose. How often are they at peace again?`,
    );
  const order = recoveryOrder(rows, report);
  const chosen = chosenAtFirst(order);
  const isSampled = rows.some((row) => row.error);
  const figure = new Figure(section, {
    name: "recovery",
    title: "Peace after a crisis",
    caption: `Each line is a strategy's share of peace in each round after the crisis, over the security seekers that it meets${isSampled ? "; bands are 95% intervals where matches were sampled" : ""}. Select up to ${kSeries} to show in colour.`,
    columns: kRecoveryColumns,
    rows: () => rows,
    draw: drawRecovery(rows, chosen),
  });
  figure.csv = () => ({
    columns: ["strategy", "round", "peace", "error"].map((key) => ({ key })),
    rows: rows.flatMap((row) =>
      row.peace.map((peace, index) => ({
        strategy: row.strategy,
        round: index + 1,
        peace,
        error: list(row.error)[index] ?? null,
      })),
    ),
  });
  addCurveChoice(figure.controls, order, chosen, () => figure.update());
  return true;
}
