// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
/** Who takes over whose world: as a graph of the favoured invasions, and as a table of all chances. */

const kManyInGraph = 12; // strategies; from there on not all arrows are drawn at first

const kMostNamed = 20; // strategies; of more only the hostile, the way out and large ones have their names written

/** The strategies of a picture: all, or the hostile, the way out and those with the largest shares. */
function namesShown({ strategies, wayOut }, hostile, most = kMostNames) {
  const names = strategies.map(({ strategy }) => strategy);
  if (names.length <= most) return names;
  const first = new Set([...hostile, ...wayOut]);
  const bySize = [...strategies].sort((a, b) => b.share - a.share).map(({ strategy }) => strategy);
  const kept = new Set([...first, ...bySize.filter((name) => !first.has(name))].slice(0, most));
  return names.filter((name) => kept.has(name));
}

/**
 * Nodes and arrows of the graph of invasions. An arrow leads from the strategy that all play to the mutant that is
 * favoured there. Of many strategies only the arrows from and to the hostile, the way out, and the strongest out of each.
 */
function invasionGraph(world, hostile, isAll) {
  const names = namesShown(world, hostile);
  const nodes = world.strategies
    .filter(({ strategy }) => names.includes(strategy))
    .map((row) => ({ kind: "strategy", name: row.strategy, share: row.share, peace: row.peace_at_home ?? null }));
  const steps = new Set(world.wayOut.slice(1).map((to, index) => pairKey(world.wayOut[index], to)));
  const arrows = world.invasions
    .map((row) => ({
      kind: "invasion",
      name: `${row.resident} → ${row.mutant}`,
      from: row.resident,
      to: row.mutant,
      times_chance: row.times_chance,
      rho: row.rho,
      founders: row.founders ?? null,
      isFavoured: row.favoured === "yes",
      isWayOut: steps.has(pairKey(row.resident, row.mutant)),
    }))
    .filter(
      ({ from, to, isFavoured, isWayOut }) => (isFavoured || isWayOut) && names.includes(from) && names.includes(to),
    );
  const strongest = new Map();
  for (const arrow of arrows)
    if (arrow.isFavoured && !(strongest.get(arrow.from)?.times_chance >= arrow.times_chance))
      strongest.set(arrow.from, arrow);
  const touches = ({ from, to }) => hostile.includes(from) || hostile.includes(to);
  const kept =
    isAll || nodes.length <= kManyInGraph
      ? arrows
      : arrows.filter((arrow) => arrow.isWayOut || touches(arrow) || strongest.get(arrow.from) === arrow);
  return { nodes, arrows: [...kept].sort((a, b) => a.isWayOut - b.isWayOut), hidden: arrows.length - kept.length };
}

function invasionSentence(row) {
  if (row.kind === "strategy")
    return `${row.name}: holds the world for ${asShare(row.share)} of the time; alone it is at peace in ${asPercent(row.peace)} of rounds`;
  const chance = `a single mutant takes over ${asMagnitude(row.times_chance)} times as often as by chance`;
  const founders = typeof row.founders === "number" ? `; ${row.founders} founders for an even chance` : "";
  return `${row.to} in a world of ${row.from}: ${chance}${founders}${row.isWayOut ? "; a step of the way out of the hostile world" : ""}`;
}

/** An arrow between two circles, bent to its left, so that the way back is another one. */
function arrowPath(from, to, gapFrom, gapTo) {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const bend = Math.min(40, 0.14 * length);
  const middle = {
    x: (from.x + to.x) / 2 + (bend * (to.y - from.y)) / length,
    y: (from.y + to.y) / 2 - (bend * (to.x - from.x)) / length,
  };
  const [begin, end] = [toward(from, middle, gapFrom), toward(to, middle, gapTo)];
  return `M${told(begin.x, begin.y)} Q${told(middle.x, middle.y, end.x, end.y)}`;
}

function addArrowHeads(svg, kinds) {
  const heads = svg.append("defs").selectAll("marker").data(kinds).join("marker");
  heads
    .attr("id", (kind) => `head-${kind}`)
    .attr("viewBox", "0 0 8 8")
    .attr("refX", 7)
    .attr("refY", 4)
    .attr("markerWidth", (kind) => (kind === "way-out" ? 14 : 8))
    .attr("markerHeight", (kind) => (kind === "way-out" ? 14 : 8))
    .attr("markerUnits", "userSpaceOnUse")
    .attr("orient", "auto")
    .append("path")
    .attr("class", (kind) => `head ${kind}`)
    .attr("d", "M0 0 L8 4 L0 8 z");
}

function drawInvasionGraph(evolution) {
  return (svg, width, figure) => {
    const rows = figure.rows();
    const nodes = rows.filter(({ kind }) => kind === "strategy");
    const arrows = rows.filter(({ kind }) => kind === "invasion");
    const isNarrow = width < 480;
    const away = Math.min(width / 2 - (isNarrow ? 100 : 180), 250);
    const height = 2 * away + 110;
    const size = d3.scaleSqrt().range([4, nodes.length > 20 ? 24 : isNarrow ? 22 : 36]);
    const at = new Map(
      nodes.map(({ name, share }, index) => {
        const angle = (2 * Math.PI * index) / nodes.length - Math.PI / 2;
        const [x, y] = [width / 2 + away * Math.cos(angle), height / 2 + away * Math.sin(angle)];
        return [name, { x, y, angle, size: size(share) }];
      }),
    );
    const ends = new Set([...evolution.hostile, ...worldNow(evolution).wayOut]);
    const isNamed = ({ name, share }) => nodes.length <= kMostNamed || ends.has(name) || share >= 0.02;
    addArrowHeads(svg, ["invasion", "way-out"]);
    const lines = svg.selectAll("path.mark").data(arrows).join("path");
    lines
      .attr("class", ({ isWayOut }) => `mark invasion${isWayOut ? " way-out" : ""}`)
      .attr("marker-end", ({ isWayOut }) => `url(#head-${isWayOut ? "way-out" : "invasion"})`)
      .attr("d", ({ from, to }) => arrowPath(at.get(from), at.get(to), at.get(from).size + 1, at.get(to).size + 2));
    tell(lines, figure, invasionSentence);
    const marks = svg.selectAll("g.mark").data(nodes).join("g").attr("class", "mark invasion-node");
    marks.attr("transform", ({ name }) => `translate(${told(at.get(name).x, at.get(name).y).replace(" ", ",")})`);
    const radius = ({ name }) => at.get(name).size;
    marks.append("circle").attr("class", "friction").attr("r", radius);
    marks
      .filter(({ peace }) => peace !== null)
      .append("circle")
      .attr("class", ({ peace }) => (peace < 0.5 ? "conflict" : "peace"))
      .attr("fill-opacity", ({ peace }) => Math.abs(2 * peace - 1))
      .attr("r", radius);
    marks
      .append("text")
      .attr("class", "halo")
      .attr("x", ({ name }) => (at.get(name).size + 7) * Math.cos(at.get(name).angle))
      .attr("y", ({ name }) => (at.get(name).size + 11) * Math.sin(at.get(name).angle))
      .attr("text-anchor", ({ name }) => {
        const across = Math.cos(at.get(name).angle);
        return Math.abs(across) < 0.2 ? "middle" : across > 0 ? "start" : "end";
      })
      .attr("dominant-baseline", "central")
      .style("font-weight", ({ name }) => (evolution.hostile.includes(name) ? 600 : null))
      .text((row) => (isNamed(row) ? shortened(evolution.shortNames.get(row.name), isNarrow ? 10 : 20) : ""));
    tell(marks, figure, invasionSentence);
    return height;
  };
}

function addGraphKeys(figure) {
  addSwatchKey(figure, [
    { class: "swatch conflict", label: "alone never at peace" },
    { class: "swatch friction", label: "half" },
    { class: "swatch peace", label: "always" },
    { class: "swatch-line invasion", label: "favoured mutant" },
    { class: "swatch-line way-out", label: "likeliest way out of the hostile world" },
  ]);
}

function addInvasionGraph(section, evolution) {
  const state = { isAll: false };
  const graph = () => invasionGraph(worldNow(evolution), evolution.hostile, state.isAll);
  const isLarge = evolution.strategies.length > kManyInGraph;
  const count = evolution.strategies.length;
  const omitted =
    (count > kMostNamed ? " Point at a circle for its name." : "") +
    (count > kMostNames ? ` Only ${kMostNames} of ${count} strategies are drawn.` : "");
  const figure = addEvolutionFigure(section, evolution, {
    name: "invasions",
    title: "Who takes over whose world",
    caption:
      "The area of a circle is the long-run share of a strategy; its colour is how peaceful a world of it alone is. An arrow leads from the strategy that all play to a mutant " +
      `that takes over more often than by chance. Hostile strategies are in bold.${isLarge ? " At first: arrows from and to the hostile, and the strongest out of each." : ""}${omitted}`,
    columns: [
      { key: "kind", label: "What" },
      { key: "name", label: "Name" },
      { key: "share", label: "Long-run share", format: asShare },
      { key: "peace", label: "Peace alone", format: asPercent },
      {
        key: "times_chance",
        label: "N·ρ",
        format: asMagnitude,
        title: "How often a single mutant takes over, divided by chance alone",
      },
      {
        key: "founders",
        label: "Founders",
        format: asCount,
        title: "States that must begin together for an even chance",
      },
    ],
    rows: () => {
      const { nodes, arrows } = graph();
      return [...arrows, ...nodes];
    },
    draw: drawInvasionGraph(evolution),
  });
  addGraphKeys(figure);
  if (isLarge)
    addChoice(
      figure.controls,
      "Arrows",
      [
        { key: "few", label: "the most important" },
        { key: "all", label: "all favoured" },
      ],
      "few",
      (key) => {
        state.isAll = key === "all";
        figure.update();
      },
    );
}

function addInvasionsSection(section, report) {
  const { evolution } = report;
  if (!evolution || evolution.worlds.length === 0 || evolution.worlds[0].invasions.length === 0) return false;
  addWorldChoice(
    section,
    evolution,
    evolution.worlds.map(({ label }) => label),
  );
  addInvasionGraph(section, evolution);
  addChances(section, evolution);
  return true;
}
