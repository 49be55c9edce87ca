// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
/** A strategy's automaton: what it plays in each state, and where the other's moves lead it. */

const kAutomatonColumns = [
  { key: "from", label: "State", format: String },
  { key: "plays", label: "Plays" },
  { key: "label", label: "After", format: (label) => (label === "" ? "every round" : label) },
  { key: "to", label: "Goes to", format: String },
];

/** "C", "C 25%"; where that is too long, "67.5%" of C, which the ring shows too. */
const playText = (play) => shortened(play.length > 6 ? play.replace(/^C (?=\d)/, "") : play, 6);

/** A ring whose parts are restraint and arms, and what is played inside it. */
function drawStates(svg, nodes) {
  const states = svg.selectAll("g.state").data(nodes).join("g").attr("class", "state");
  states.attr("transform", ({ x, y }) => `translate(${x},${y})`);
  const ring = d3
    .arc()
    .innerRadius(kNodeRadius - 3.5)
    .outerRadius(kNodeRadius)
    .startAngle(0);
  states.append("circle").attr("class", "conflict").attr("r", kNodeRadius);
  states
    .append("path")
    .attr("class", "peace")
    .attr("d", ({ restraint }) => ring.endAngle(2 * Math.PI * restraint)());
  states
    .append("circle")
    .attr("class", "state-ground")
    .attr("r", kNodeRadius - 3.5);
  states
    .append("text")
    .attr("text-anchor", "middle")
    .attr("dominant-baseline", "central")
    .style("font-size", ({ label }) => (label.length > 3 ? "8px" : "12px"))
    .text(({ label }) => playText(label.split("\n")[0]));
  states.append("title").text(({ id, label }) => `State ${id}: ${label.replace(/\n/g, ", ")}`);
  states
    .filter(({ start }) => start)
    .append("path")
    .attr("class", "start")
    .attr("d", "M-30,-16 L-15.5,-8.5 M-15.5,-8.5 l-6,-0.5 M-15.5,-8.5 l-3.5,-5");
}

function drawAutomaton(automaton, view) {
  return (svg, width) => {
    const { nodes, edges, height } = layoutOf(automaton, width, view.hasSlips);
    const lines = svg.selectAll("path.edge").data(edges).join("path");
    lines.attr("class", ({ slip }) => (slip ? "edge slip" : "edge")).attr("d", ({ path }) => path);
    for (const { path } of edges) drawArrow(svg, path);
    drawStates(svg, nodes);
    const labels = svg.selectAll("text.edge-label").data(edges).join("text").attr("class", "edge-label halo");
    labels
      .attr("x", ({ at }) => at.x)
      .attr("y", ({ at }) => at.y)
      .attr("text-anchor", "middle")
      .attr("dominant-baseline", "central");
    labels
      .selectAll("tspan")
      .data((group) => group.edges)
      .join("tspan")
      .attr("class", "mark")
      .text(({ label }, index) => (index > 0 ? " or " : "") + edgeLabel(label));
    return height;
  };
}

/** A head in the direction in which the line ends; drawn as a path, since markers are lost in some readers of SVG. */
function drawArrow(svg, path) {
  const numbers = path.match(/-?\d+\.?\d*/g).map(Number);
  const [fromX, fromY, x, y] = numbers.slice(-4);
  const angle = (Math.atan2(y - fromY, x - fromX) * 180) / Math.PI;
  svg
    .append("path")
    .attr("class", "arrow")
    .attr("d", "M5,0 L-4,4 L-4,-4 Z")
    .attr("transform", `translate(${x},${y}) rotate(${angle})`);
}

/** The picture of an automaton, which may be another each time; `slips` is the button that shows those of its hand. */
function automatonFigure(card, name, automaton, view) {
  const figure = new Figure(card, {
    name,
    title: "Its memory",
    caption: "Rings show the move of a state (blue: restraint); edges show the observed move of the opponent.",
    columns: kAutomatonColumns,
    rows: () => {
      const { states, edges } = automaton();
      const labels = new Map(states.map(({ id, label }) => [id, label.replace(/\n/g, ", ")]));
      return edges
        .filter(({ slip }) => view.hasSlips || !slip)
        .map((edge) => ({ ...edge, plays: labels.get(edge.from) }));
    },
    draw: (svg, width) => drawAutomaton(automaton(), view)(svg, width),
  });
  figure.slips = figure.controls
    .append("button")
    .attr("type", "button")
    .attr("data-tool", "slips")
    .attr("aria-pressed", "false");
  figure.slips.text("Transitions after its own execution errors").on("click", () => {
    view.hasSlips = !view.hasSlips;
    figure.slips.attr("aria-pressed", String(view.hasSlips));
    figure.update();
  });
  return figure;
}

function addAutomaton(card, { automaton }, index) {
  const figure = automatonFigure(card, `automaton-${index}`, () => automaton, { hasSlips: false });
  if (!automaton.edges.some(({ slip }) => slip)) figure.slips.remove();
}
