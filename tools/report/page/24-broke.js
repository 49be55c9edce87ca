// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
/** Who broke the spirals that ended: what the turn to peace rested on. */

const kBrokeParts = [
  { key: "alone", label: "the strategy alone", class: "credit-alone" },
  { key: "together", label: "both together", class: "credit-together" },
  { key: "other", label: "the other alone", class: "credit-other" },
  { key: "chance", label: "chance: an error", class: "credit-chance" },
];

const kBrokeColumns = [
  { key: "strategy", label: "Strategy" },
  ...kBrokeParts.map(({ key, label }) => ({ key, label: capitalised(label), format: asPercent })),
  { key: "pairs", label: "Pairs", format: asCount, title: "In which spirals end; one with itself counts twice" },
];

function brokeSentence(row) {
  const parts = kBrokeParts.map(({ key, label }) => `${label.replace(/:.*/, "")} ${asPercent(row[key])}`);
  return `${row.strategy}, where its spirals ended: ${parts.join(", ")}`;
}

function drawBroke(rows) {
  return (svg, width, figure) => {
    const line = 24;
    const room = nameRoom(
      rows.map((row) => row.strategy),
      width,
    );
    const x = d3
      .scaleLinear()
      .domain([0, 1])
      .range([room.width, width - 22]);
    const bottom = 4 + rows.length * line;
    addAxis(svg, d3.axisBottom(x).ticks(width < 480 ? 2 : 5, "%"), 0, bottom);
    const marks = svg.selectAll("g.mark").data(rows).join("g").attr("class", "mark");
    marks.attr("transform", (row, index) => `translate(0,${4 + index * line})`);
    marks
      .append("text")
      .attr("y", line / 2)
      .attr("dominant-baseline", "central")
      .text((row) => shortened(row.strategy, room.letters));
    kBrokeParts.forEach((part, index) =>
      marks
        .append("rect")
        .attr("class", part.class)
        .attr("x", (row) => x(d3.sum(kBrokeParts.slice(0, index), ({ key }) => row[key])))
        .attr("y", 3)
        .attr("width", (row) => Math.max(0, x(row[part.key]) - x(0)))
        .attr("height", line - 6),
    );
    tell(marks, figure, brokeSentence);
    return bottom + 30;
  };
}

function addBrokeSection(section, report) {
  const rows = [...report.credits].sort(
    (a, b) => b.alone + b.together / 2 - (a.alone + a.together / 2) || d3.ascending(a.strategy, b.strategy),
  );
  if (rows.length === 0) return false;
  const figure = new Figure(section, {
    name: "broke",
    title: "Which player's restraint ended the spirals",
    caption:
      "Of the spirals that ended, the share in which the turn to peace rested on restraint of the strategy alone, of both, of the other alone, or on an error. Restraint counts if the opponent had not yet returned to restraint.",
    columns: kBrokeColumns,
    rows: () => rows,
    draw: drawBroke(rows),
  });
  const items = figure.key.selectAll("span").data(kBrokeParts).join("span").attr("class", "key-item");
  items.append("span").attr("class", (part) => `swatch ${part.class}`);
  items.append("span").text((part) => part.label);
  return true;
}
