// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
/** Who meets only neighbours: blocks of founders, frames of the lattice, and what neighbours favour. */

const kMostFrames = 8;

/** "a block of 2×2 grit in a world of hawk"; next to each other where the structure is no torus. */
function blockText({ breaker, hostile, block }, isTorus) {
  const many = isTorus ? `a block of ${block}×${block} ${breaker}` : `${counted(block, "neighbour")} of ${breaker}`;
  return `${many} in a world of ${hostile}`;
}

/** At most eight frames, with the first and the last, as evenly as they go. */
function framesOf(frames, most = kMostFrames) {
  const all = list(frames);
  if (all.length <= most) return all;
  return d3.range(most).map((index) => all[Math.round((index * (all.length - 1)) / (most - 1))]);
}

/** Runs of breakers in each row of a frame: [{row, from, length}]. */
function frameRuns(states) {
  return list(states).flatMap((text, row) =>
    [...text.matchAll(/1+/g)].map((run) => ({ row, from: run.index, length: run[0].length })),
  );
}

function drawFrames(svg, width, figure) {
  const rows = figure.rows();
  const columns = Math.max(1, Math.min(rows.length, 4, Math.floor(width / 150)));
  const cell = width / columns;
  const [high, wide] = [list(rows[0]?.states).length || 1, rows[0]?.states[0]?.length || 1];
  const unit = (Math.min(cell, 300) - 12) / wide;
  const height = high * unit + 34;
  const marks = svg.selectAll("g.mark").data(rows).join("g").attr("class", "mark");
  marks.attr(
    "transform",
    (row, index) => `translate(${(index % columns) * cell},${Math.floor(index / columns) * height})`,
  );
  marks
    .append("text")
    .attr("y", 14)
    .text(({ generation, share }) => `generation ${asCount(generation)}: ${asPercent(share)}`);
  marks
    .append("rect")
    .attr("class", "lattice-hostile")
    .attr("y", 22)
    .attr("width", wide * unit)
    .attr("height", high * unit);
  marks
    .append("path")
    .attr("class", "lattice-breaker")
    .attr("transform", `translate(0,22) scale(${unit})`)
    .attr("d", ({ states }) =>
      frameRuns(states)
        .map(({ row, from, length }) => `M${from} ${row}h${length}v1h-${length}z`)
        .join(""),
    );
  tell(
    marks,
    figure,
    ({ what, generation, share }) =>
      `${what}, generation ${asCount(generation)}: ${asPercent(share)} of states play it`,
  );
  return Math.ceil(rows.length / columns) * height;
}

function addFrames(section, evolution, blocks, isTorus) {
  const shown = blocks.filter(({ frames }) => list(frames).length > 0);
  if (shown.length === 0) return;
  const state = { at: 0 };
  const rows = (frames) =>
    frames.map(({ generation, states }) => {
      const cells = d3.sum(states, (text) => text.length);
      const breakers = d3.sum(frameRuns(states), ({ length }) => length);
      return { what: blockText(shown[state.at], isTorus), generation, states, breakers, share: breakers / cells };
    });
  const figure = addEvolutionFigure(section, evolution, {
    name: "frames",
    title: "How a block of founders spreads",
    caption:
      "Each square is one state on the torus, whose opposite edges touch. Generations above the pictures, with the share of states that play the strategy of the founders.",
    columns: [
      { key: "what", label: "Founders" },
      { key: "generation", label: "Generation", format: asCount },
      { key: "breakers", label: "States", format: asCount },
      { key: "share", label: "Share", format: asPercent },
    ],
    rows: () => rows(framesOf(shown[state.at].frames)),
    draw: drawFrames,
  });
  figure.csv = () => ({ columns: figure.columns, rows: rows(shown[state.at].frames) });
  if (shown.length > 1)
    addSelect(
      figure.controls,
      "founders",
      shown.map((block, index) => ({ key: String(index), label: blockText(block, isTorus) })),
      "0",
      (key) => {
        state.at = Number(key);
        figure.reading.text("");
        figure.update();
      },
    ).attr("data-control", "founders");
  addSwatchKey(figure, [
    { class: "swatch lattice-breaker", label: "founders and those who copied them" },
    { class: "swatch lattice-hostile", label: "hostile" },
  ]);
}

const takenText = (taken) => (taken === true ? "takes over" : taken === false ? "does not take over" : kMissing);

function addBlocks(section, evolution, blocks, isTorus) {
  if (blocks.length === 0) return;
  const short = (name) => evolution.shortNames.get(name) ?? name;
  const figure = addEvolutionFigure(section, evolution, {
    name: "blocks",
    title: "Which blocks of founders take over",
    caption: `Share of states that play the strategy of the founders at the end, by strategy and size of the block${isTorus ? " (K × K states)" : " (K states next to each other)"}; lines are 95% intervals where it is sampled.${blocks.length > kMostBars ? ` The first ${kMostBars} of ${blocks.length}.` : ""}`,
    columns: [
      { key: "breaker", label: "Founders" },
      { key: "block", label: "Block", format: asCount },
      { key: "hostile", label: "in a world of" },
      { key: "taken", label: "Takes over", format: asYes },
      { key: "share", label: "Share at the end", format: asPercent },
      { key: "share_error", label: "±", format: asPercent },
      { key: "generations", label: "Generations", format: asCount },
    ],
    rows: () => blocks.slice(0, kMostBars),
    draw: drawBars({
      name: ({ breaker, block }) => `${isTorus ? `${block}×${block}` : block} ${short(breaker)}`,
      parts: ({ share }) => [{ class: "bar", value: share }],
      ends: (row) =>
        row.share_error > 1e-12 ? endsOf(row.share, row.share_error).map((end) => Math.max(0, Math.min(1, end))) : null,
      domain: () => [0, 1],
      tick: d3.format(".0%"),
      sentence: (row) =>
        `${capitalised(blockText(row, isTorus))}: ${row.taken === null ? "" : `${takenText(row.taken)}; `}${asPercent(row.share)}${plusMinus(row.share_error, asPercent)} of states after ${counted(row.generations, "generation")}`,
    }),
  });
  figure.csv = () => ({ columns: figure.columns, rows: blocks });
}

/** "favoured" where neighbours matter: by the structure coefficient σ that a pair needs. */
function addFavoured(section, evolution, { favoured, sigma }) {
  const rows = list(favoured)
    .filter(({ sigma_needed }) => typeof sigma_needed === "number")
    .sort((a, b) => a.sigma_needed - b.sigma_needed);
  if (rows.length === 0) return;
  const short = (name) => evolution.shortNames.get(name) ?? name;
  const least = Math.min(
    0,
    d3.min(rows, ({ sigma_needed }) => sigma_needed),
  );
  const most = Math.max(
    typeof sigma === "number" ? sigma : 0,
    d3.max(rows, ({ sigma_needed }) => sigma_needed),
    1,
  );
  const figure = addEvolutionFigure(section, evolution, {
    name: "neighbours",
    title: "Whom neighbours favour",
    caption:
      "At weak selection a mutant is favoured over the resident where the structure coefficient σ of who meets whom exceeds the one that the pair needs: dots left of the line." +
      (rows.length > kMostNames ? ` The first ${kMostNames} of ${rows.length}.` : ""),
    columns: [
      { key: "mutant", label: "Mutant" },
      { key: "resident", label: "in a world of" },
      { key: "sigma_needed", label: "σ needed", format: (value) => decimals(value, 3) },
      { key: "favoured", label: "Favoured", format: asYes },
    ],
    rows: () => rows.slice(0, kMostNames),
    draw: drawDots({
      name: ({ mutant, resident }, letters = Infinity) =>
        joinedNames([short(mutant), `in ${short(resident)}`], letters).replace(", in", " in"),
      dots: ({ sigma_needed }) => [{ value: sigma_needed, series: 0, symbol: d3.symbolCircle }],
      scale: () => d3.scaleLinear().domain([least, most]).nice(),
      ticks: (x) => x.ticks(5),
      tick: (value) => decimals(value, 1),
      axisTitle: "σ needed",
      rule: typeof sigma === "number" ? { value: sigma, label: `σ here ${decimals(sigma, 3)}` } : null,
      sentence: (row) =>
        `${row.mutant} in a world of ${row.resident}: needs σ ${decimals(row.sigma_needed, 3)}${typeof row.favoured === "boolean" ? `, ${row.favoured ? "favoured" : "not favoured"} here` : ""}`,
    }),
  });
  figure.csv = () => ({ columns: figure.columns, rows: list(favoured) });
}

/** "torus:50x50,8" in words; the name of a file as it is. */
function structureText(structure) {
  const [kind, size = ""] = String(structure).split(":");
  const [states, neighbours] = size.split(",");
  const each = neighbours ? `, ${neighbours} neighbours each` : "";
  if (kind === "torus") return `Torus of ${states.replace("x", " × ")} states${each}`;
  if (["ring", "complete", "star"].includes(kind))
    return `${{ ring: "Ring", complete: "Complete graph", star: "Star" }[kind]} of ${states} states${each}`;
  return asText(structure);
}

function structureSentences({ structure, states, update, sigma, critical_ratio }) {
  const told = [
    `${structureText(structure)}; ${typeof states === "number" && !/^(ring|complete|star):/.test(structure) ? `${d3.format(",")(states)} in all; ` : ""}update: ${asText(update)}`,
  ];
  if (typeof sigma === "number")
    told.push(`Structure coefficient σ ${decimals(sigma, 3)} (everybody meets everybody: just below 1)`);
  if (typeof critical_ratio === "number")
    told.push(
      `Unconditional cooperation is favoured where its benefit exceeds ${decimals(critical_ratio, 2)} times its cost`,
    );
  return `${told.join(". ")}.`;
}

function addStructureSection(section, report) {
  const structure = report.evolution?.structure;
  if (!structure) return false;
  const isTorus = String(structure.structure).startsWith("torus");
  const blocks = list(structure.blocks);
  section.append("p").text(structureSentences(structure));
  addBlocks(section, report.evolution, blocks, isTorus);
  addFrames(section, report.evolution, blocks, isTorus);
  addFavoured(section, report.evolution, structure);
  return true;
}
