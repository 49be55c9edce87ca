// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
/** The system as a graph over time: states by strength, fronts by how peaceful they are, pledges as arrows. */

const kMostInGraph = 80; // states; more would hide each other

/** What is shown of a round: the index of it among those that are told, null for the mean of the whole match. */
function graphRows({ places, links, states, fronts, course }, at) {
  const ofStates = new Map(states.map((state) => [state.name, state]));
  const ofFronts = new Map(fronts.map((front) => [front.front, front]));
  const courseFronts = new Map(list(course?.fronts).map((front) => [frontName(front), front]));
  const courseStates = new Map(list(course?.states).map((state) => [state.name, state]));
  const nodes = places.map(({ name, strength }) => ({
    kind: "state",
    name,
    strength: at === null ? strength : (courseStates.get(name)?.strength[at] ?? strength),
    alive: at === null ? (ofStates.has(name) ? 1 - ofStates.get(name).ruin : 1) : courseStates.get(name)?.alive[at],
    peace: ofStates.get(name)?.peace ?? null,
    strategy: ofStates.get(name)?.strategy ?? null,
  }));
  const lines = links.map((link) => {
    const front = frontName(link);
    const told = courseFronts.get(front);
    const peace = at === null ? (ofFronts.get(front)?.peace ?? null) : (told?.peace[at] ?? null);
    const conflict = at === null ? (ofFronts.get(front)?.conflict ?? null) : (told?.conflict[at] ?? null);
    return { kind: "front", name: front, ...link, peace, conflict };
  });
  return [...lines, ...nodes];
}

function graphSentence(row) {
  if (row.kind === "front")
    return row.peace === null
      ? `${row.name}: at rest, since a state is ruined`
      : `${row.name}: at peace in ${asPercent(row.peace)}, in conflict in ${asPercent(row.conflict)}`;
  return `${row.name}${row.strategy ? ` (${row.strategy})` : ""}: strength ${decimals(row.strength, 2)}, alive in ${asPercent(row.alive)}`;
}

/** From conflict over friction to peace. */
function climateColour() {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  return d3
    .scaleLinear()
    .domain([0, 0.5, 1])
    .range([colour("--conflict"), colour("--friction"), colour("--peace")])
    .interpolate(d3.interpolateRgb);
}

function drawSystemGraph(state) {
  return (svg, width, figure) => {
    const rows = figure.rows();
    const nodes = rows.filter(({ kind }) => kind === "state");
    const lines = rows.filter(({ kind }) => kind === "front");
    const radius = Math.min(width / 2 - 76, 240);
    const height = 2 * radius + 96;
    const centre = { x: width / 2, y: height / 2 };
    const most = Math.max(1, d3.max(state.most));
    const size = d3
      .scaleSqrt()
      .domain([0, most])
      .range([2, nodes.length > 20 ? 13 : 26]);
    const at = new Map(
      nodes.map(({ name }, index) => {
        const angle = (2 * Math.PI * index) / nodes.length - Math.PI / 2;
        const away = nodes.length === 1 ? 0 : radius;
        return [name, { x: centre.x + away * Math.cos(angle), y: centre.y + away * Math.sin(angle), angle }];
      }),
    );
    const colour = climateColour();
    svg
      .append("defs")
      .append("marker")
      .attr("id", "pledge-head")
      .attr("viewBox", "0 0 8 8")
      .attr("refX", 7)
      .attr("refY", 4)
      .attr("markerWidth", 7)
      .attr("markerHeight", 7)
      .attr("orient", "auto")
      .append("path")
      .attr("class", "pledge-head")
      .attr("d", "M0 0 L8 4 L0 8 z");
    const fronts = svg.selectAll("line.mark").data(lines).join("line");
    fronts
      .attr("class", (row) => `mark system-front${row.peace === null ? " resting" : ""}`)
      .attr("x1", ({ row }) => at.get(row).x)
      .attr("y1", ({ row }) => at.get(row).y)
      .attr("x2", ({ column }) => at.get(column).x)
      .attr("y2", ({ column }) => at.get(column).y)
      .attr("stroke", ({ peace, conflict }) =>
        peace === null ? null : colour((peace + 1 - (conflict ?? 1 - peace)) / 2),
      )
      .attr("stroke-width", ({ peace }) => (peace === null ? 1.5 : 2 + 4 * (1 - peace)));
    tell(fronts, figure, graphSentence);
    const arrows = state.pledges.filter(({ by, to }) => at.has(by) && at.has(to));
    svg
      .selectAll("path.pledge")
      .data(arrows)
      .join("path")
      .attr("class", ({ kind }) => `pledge ${kind}`)
      .attr("marker-end", "url(#pledge-head)")
      .attr("d", ({ by, to }) => pledgePath(at.get(by), at.get(to), size(most)))
      .append("title")
      .text(({ by, to, kind }) => `${by} stands by ${to}${kind === "back" ? " in any case (blank cheque)" : ""}`);
    const marks = svg.selectAll("g.mark").data(nodes).join("g").attr("class", "mark system-state");
    marks.attr("transform", ({ name }) => `translate(${at.get(name).x},${at.get(name).y})`);
    marks
      .append("circle")
      .attr("class", "ground")
      .attr("r", ({ strength }) => size(strength));
    marks
      .append("circle")
      .attr("class", "units")
      .attr("r", ({ strength }) => size(strength))
      .attr("fill-opacity", ({ alive }) => 0.15 + 0.75 * (alive ?? 1));
    marks
      .append("text")
      .attr("x", ({ name, strength }) => (size(strength) + 8) * Math.cos(at.get(name).angle))
      .attr("y", ({ name, strength }) => (size(strength) + 10) * Math.sin(at.get(name).angle))
      .attr("text-anchor", ({ name }) => {
        const across = Math.cos(at.get(name).angle);
        return Math.abs(across) < 0.3 ? "middle" : across > 0 ? "start" : "end";
      })
      .attr("dominant-baseline", "central")
      .text(({ name }) => shortened(name, width < 480 ? 9 : 16));
    tell(marks, figure, graphSentence);
    return height;
  };
}

/** An arrow that bends away from the front that it may run along. */
function pledgePath(from, to, gap) {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const along = { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
  const bend = Math.min(30, 0.16 * length);
  const middle = {
    x: (from.x + to.x) / 2 + 2 * bend * along.y * 0.8,
    y: (from.y + to.y) / 2 - 2 * bend * along.x * 0.8,
  };
  const [begin, end] = [toward(from, middle, gap + 2), toward(to, middle, gap + 4)];
  return `M${told(begin.x, begin.y)} Q${told(middle.x, middle.y, end.x, end.y)}`;
}

/** The slider over rounds; the mean of the whole match is chosen by the button. */
function addRoundSlider(figure, state, update) {
  const { rounds } = state.course;
  const controls = figure.controls;
  const button = controls.append("button").attr("type", "button").attr("data-tool", "whole").text("Whole match");
  const field = controls.append("label").attr("class", "field");
  const name = field.append("span");
  const slider = field
    .append("input")
    .attr("type", "range")
    .attr("data-tool", "round")
    .attr("min", 0)
    .attr("max", rounds.length - 1)
    .attr("step", 1)
    .property("value", 0);
  const show = () => {
    name.text(state.at === null ? "round" : `round ${asCount(rounds[state.at])}`);
    slider.attr("aria-valuetext", state.at === null ? "whole match" : `round ${rounds[state.at]}`);
    button.attr("aria-pressed", String(state.at === null));
    update();
  };
  slider.on("input", function () {
    state.at = Number(this.value);
    show();
  });
  button.on("click", () => {
    state.at = null;
    show();
  });
  name.text("round");
  button.attr("aria-pressed", "true");
}

function addGraphKey(figure, system) {
  for (const [name, label] of [
    ["peace", "peace"],
    ["friction", "friction"],
    ["conflict", "conflict"],
  ]) {
    const item = figure.key.append("span").attr("class", "key-item");
    item.append("span").attr("class", `swatch ${name}`);
    item.append("span").text(label);
  }
  if (system.pledges.length > 0)
    figure.key
      .append("span")
      .attr("class", "key-item")
      .text(
        system.pledges.some(({ kind }) => kind === "back")
          ? "arrow: stands by; dashed: while it is in good standing"
          : "arrow: stands by",
      );
}

function addSystemGraphSection(section, report) {
  const { system } = report;
  if (!system || system.states.length === 0 || system.places.length > kMostInGraph) return false;
  const state = {
    at: null,
    course: system.course,
    pledges: system.pledges,
    most: [
      ...system.places.map(({ strength }) => strength),
      ...list(system.course?.states).flatMap(({ strength }) => strength),
    ],
  };
  const figure = new Figure(section, {
    name: "system",
    title: "The system",
    caption: `States by strength, fronts by peace${system.pledges.length > 0 ? ", pledges as arrows" : ""}: a state that is often ruined is pale, and a hostile front is thick.`,
    columns: [
      { key: "kind", label: "What" },
      { key: "name", label: "Name" },
      { key: "peace", label: "Peace", format: asPercent },
      { key: "conflict", label: "Conflict", format: asPercent },
      { key: "strength", label: "Strength", format: (value) => decimals(value, 2) },
      { key: "alive", label: "Alive", format: asPercent, title: "Share of the repetitions in which it lives" },
    ],
    rows: () => graphRows(system, state.at),
    draw: drawSystemGraph(state),
  });
  addGraphKey(figure, system);
  if (list(system.course?.rounds).length > 1)
    addRoundSlider(figure, state, () => {
      figure.reading.text("");
      figure.update();
    });
  return true;
}
