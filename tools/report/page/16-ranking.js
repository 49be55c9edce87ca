// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
/** The best strategies that a search found beside those of the field, where one column alone is asked for. */

function drawRanking(search, key, marks) {
  return (svg, width, figure) => {
    const rows = figure.rows();
    const column = searchValue(key);
    const line = 24;
    const isNarrow = width < 480;
    const room = nameRoom(
      rows.map((row) => shortChances(row.strategy)),
      width,
    );
    const [left, right, top] = [room.width, width - 84, 8];
    const bottom = top + rows.length * line;
    const x = searchScale(
      column,
      rows.map((row) => row[column.key]),
      left + 12,
      right - 8,
    );
    const count = Math.max(2, (right - left) / 100);
    addSearchAxis(svg, column, x, d3.axisBottom, { x: 0, y: bottom, size: top - bottom, count, roomOf: acrossRoom });
    svg
      .append("text")
      .attr("class", "axis-title")
      .attr("x", right)
      .attr("y", bottom + 36)
      .attr("text-anchor", "end")
      .text(
        `${isNarrow ? column.label.toLowerCase() : column.axis}: ${column.isMore ? "more" : "less"} to the right →`,
      );
    const at = (row) => [x.scale(row[column.key]), top + (rows.indexOf(row) + 0.5) * line];
    const groups = addFoundMarks(svg, rows, marks, at);
    groups
      .append("text")
      .attr("x", (row) => -at(row)[0])
      .attr("dominant-baseline", "central")
      .style("font-weight", (row) => (row === search.chosen ? 600 : null))
      .text((row) => shortened(shortChances(row.strategy), room.letters));
    groups
      .append("text")
      .attr("class", "quiet")
      .attr("x", (row) => width - at(row)[0])
      .attr("text-anchor", "end")
      .attr("dominant-baseline", "central")
      .text((row) => column.format(row[column.key]));
    tell(groups, figure, foundSentence);
    addChosenRing(svg, search, at);
    stepThroughFound(svg, figure, groups, search, (row) => [at(row)[1], 0]);
    return bottom + 46;
  };
}

function rankingFigure(section, search, [key], rows, marks) {
  const column = searchValue(key);
  const order = column.isMore ? d3.descending : d3.ascending;
  const ranked = rows.filter((row) => isDrawn(row, [key])).sort((a, b) => order(a[key], b[key]));
  return new Figure(section, {
    name: "ranking",
    title: column.label,
    caption: `The best come first. Colours and shapes tell the number of states. Circles are strategies of the field; a hollow one is surpassed.${worldsText(search)} Select a row or use the arrow keys: its automaton is shown below.`,
    columns: searchColumns(search),
    rows: () => ranked,
    draw: drawRanking(search, key, marks),
  });
}
