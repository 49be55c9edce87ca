// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
/** How far a misreading spreads: one of them in weather, or every one of them without other noise. */

const kMostInMatrix = 40; // misreadings, and fronts

/** A cell for every misreading and every front. */
function contagionCells(contagion, links) {
  return contagion.flatMap((row) => {
    const of = row.by === row.row ? row.column : row.row;
    return list(row.left).map((chance, index) => ({
      misreading: `${row.by} misreads ${of}`,
      front: frontName(links[index]),
      isOwn: frontName(links[index]) === frontName(row),
      chance,
    }));
  });
}

function drawContagionMatrix(misreadings, fronts) {
  return (svg, width, figure) => {
    const room = nameRoom(misreadings, width);
    const cell = Math.max(12, Math.min(34, (width - room.width - 8) / fronts.length));
    const letters = Math.max(...fronts.map((name) => [...name].length));
    const top = Math.min(150, 16 + letters * 6.4);
    const x = (index) => room.width + index * cell;
    const y = (index) => top + index * cell;
    svg
      .selectAll("text.across")
      .data(fronts)
      .join("text")
      .attr("class", "across")
      .attr("transform", (name, index) => `translate(${x(index) + cell / 2},${top - 6}) rotate(-90)`)
      .attr("dominant-baseline", "central")
      .text((name) => shortened(name, 22));
    svg
      .selectAll("text.down")
      .data(misreadings)
      .join("text")
      .attr("class", "down")
      .attr("y", (name, index) => y(index) + cell / 2)
      .attr("dominant-baseline", "central")
      .text((name) => shortened(name, room.letters));
    const marks = svg.selectAll("rect.mark").data(figure.rows()).join("rect");
    marks
      .attr("class", (row) => `mark contagion-cell${row.isOwn ? " own" : ""}`)
      .attr("x", (row) => x(fronts.indexOf(row.front)) + 1)
      .attr("y", (row) => y(misreadings.indexOf(row.misreading)) + 1)
      .attr("width", cell - 2)
      .attr("height", cell - 2)
      .attr("fill-opacity", ({ chance }) => chance);
    tell(
      marks,
      figure,
      (row) =>
        `${row.misreading}: ${row.front} leaves peace in ${asPercent(row.chance)}${row.isOwn ? ", itself the front that is misread" : ""}`,
    );
    return y(misreadings.length) + 8;
  };
}

function addContagionMatrix(section, system) {
  const cells = contagionCells(system.contagion, system.links);
  const misreadings = [...new Set(cells.map((row) => row.misreading))];
  const fronts = system.links.map(frontName);
  if (misreadings.length > kMostInMatrix || fronts.length > kMostInMatrix || cells.length === 0) return false;
  new Figure(section, {
    name: "contagion",
    title: "How far each misreading spreads",
    caption: `From peace everywhere one state misreads another once, by one level, and nothing else is misread: chance that a front leaves peace${typeof system.horizon === "number" ? ` within ${counted(system.horizon, "round")}` : ""}. The darker, the likelier; the front that is misread has a frame. Exact.`,
    columns: [
      { key: "misreading", label: "Misreading" },
      { key: "front", label: "Front" },
      { key: "chance", label: "Leaves peace", format: asPercent },
    ],
    rows: () => cells,
    draw: drawContagionMatrix(misreadings, fronts),
  });
  return true;
}

function addContagionSection(section, report) {
  const { system } = report;
  if (!system || system.contagion.length === 0) return false;
  if (!system.impulse) return addContagionMatrix(section, system);
  const { by, of, round, horizon } = system.impulse;
  const rows = system.contagion.map((row) => ({ ...row, front: frontName(row) }));
  new Figure(section, {
    name: "contagion",
    title: "Where one misreading spreads",
    caption: `${by} misreads ${of} by one level in round ${round}: chance that a front leaves peace within ${counted(horizon, "round")}, less that without the misreading, on equal draws, in percentage points; lines are 95% intervals.`,
    columns: [
      { key: "front", label: "Front" },
      { key: "in_weather", label: "Leaves peace for it", format: asSignedPoints },
      { key: "in_weather_error", label: "±", format: asPoints },
      { key: "silent", label: "Without other noise", format: asPercent },
    ],
    rows: () => rows,
    draw: drawBars({
      name: (row) => row.front,
      parts: (row) => [{ class: "conflict", value: row.in_weather }],
      ends: (row) => (row.in_weather_error > 1e-12 ? endsOf(row.in_weather, row.in_weather_error) : null),
      domain: (all) => [
        Math.min(
          0,
          d3.min(all, (row) => row.in_weather - (row.in_weather_error || 0)),
        ),
        Math.max(
          0.01,
          d3.max(all, (row) => row.in_weather + (row.in_weather_error || 0)),
        ),
      ],
      tick: asPoints,
      sentence: (row) =>
        `${row.front}: ${asSignedPoints(row.in_weather)} points${typeof row.silent === "number" ? `; without other noise in ${asPercent(row.silent)}` : ""}`,
    }),
  });
  return true;
}
