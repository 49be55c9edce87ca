// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
//
// node found.cjs [--table] FIELD.json FRONT.csv...: the fronts of ends and cost as a figure (SVG), one step line for each
// file, with the strategies of the field. Both axes are logarithmic, and better is down and to the left. --table: how far
// each strategy of the field is from what is possible with its number of states (or the most of any file), in Markdown.
const fs = require("fs");
const d3 = require("d3");

const isTable = process.argv[2] === "--table";
const [fieldFile, ...frontFiles] = process.argv.slice(isTable ? 3 : 2);
const WIDTH = 760;
const HEIGHT = 520;
const MARGIN = { top: 34, right: 150, bottom: 52, left: 70 };
const LEAST_COST = 1e-4; // of R − P: what costs less is drawn there
const LEAST_LEFT = 1e-6; // share of spirals that are not ended: likewise
const COLOURS = ["#8a8a8a", "#2f6fab", "#3a8f4d", "#b8432f", "#6d4aa0"];

// A line of CSV whose texts are in quotation marks.
const cells = (line) => line.match(/("([^"]*)")|([^,]+)|(?<=,)(?=,|$)|^(?=,)/g).map((cell) => cell.replaceAll('"', ""));

function front(file) {
  const [head, ...lines] = fs.readFileSync(file, "utf8").trim().split("\n");
  const names = head.split(",");
  const at = (line, name) => cells(line)[names.indexOf(name)];
  return lines
    .map((line) => ({ cost: +at(line, "cost"), left: 1 - +at(line, "ends"), states: +at(line, "states") }))
    .sort((a, b) => a.cost - b.cost);
}

const field = JSON.parse(fs.readFileSync(fieldFile, "utf8")).field.filter((named) => named.ends > 0);
const x = d3
  .scaleLog()
  .domain([LEAST_COST, 0.2])
  .range([MARGIN.left, WIDTH - MARGIN.right])
  .clamp(true);
const y = d3
  .scaleLog()
  .domain([LEAST_LEFT, 1])
  .range([HEIGHT - MARGIN.bottom, MARGIN.top])
  .clamp(true);
if (isTable) {
  const fronts = frontFiles.map(front);
  const shown = (share) => `${(100 * share).toFixed(2)} %`;
  console.log("| strategy | states | ends | cost | most ends at its cost | least cost for its ends |");
  console.log("|---|---|---|---|---|---|");
  for (const named of [...field].sort((a, b) => b.ends - a.ends)) {
    const members = fronts[Math.min(named.states, fronts.length) - 1];
    const ends = members.filter((one) => one.cost <= named.cost + 1e-9).map((one) => 1 - one.left);
    const costs = members.filter((one) => 1 - one.left >= named.ends - 1e-9).map((one) => one.cost);
    const cells = [named.strategy, named.states, shown(named.ends), shown(named.cost)];
    cells.push(ends.length ? shown(Math.max(...ends)) : "–", costs.length ? shown(Math.min(...costs)) : "–");
    console.log(`| ${cells.join(" | ")} |`);
  }
  process.exit(0);
}

const percent = (share) => `${+(100 * share).toPrecision(2)} %`;

const parts = [];
const text = (words, at, more = "") => parts.push(`<text x="${at[0]}" y="${at[1]}" ${more}>${words}</text>`);
for (const cost of [1e-4, 1e-3, 1e-2, 1e-1]) {
  parts.push(`<path d="M${x(cost)},${y.range()[0]}V${y.range()[1]}" class="grid"/>`);
  text(percent(cost), [x(cost), HEIGHT - MARGIN.bottom + 18], 'text-anchor="middle"');
}
for (const left of [1, 1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6]) {
  parts.push(`<path d="M${x.range()[0]},${y(left)}H${x.range()[1]}" class="grid"/>`);
  text(percent(left), [MARGIN.left - 8, y(left) + 4], 'text-anchor="end"');
}
text("cost, in % of R − P, over 200 rounds (log)", [(x.range()[0] + x.range()[1]) / 2, HEIGHT - 12], 'text-anchor="middle"');
text("spirals that are not ended within 100 rounds (log); in brackets: states", [MARGIN.left - 60, 18]);

let lowest = -Infinity; // of the labels at the right
frontFiles.forEach((file, i) => {
  const colour = COLOURS[i];
  const members = front(file).filter((member) => member.left < 1);
  const line = d3
    .line()
    .x((member) => x(Math.max(member.cost, LEAST_COST)))
    .y((member) => y(Math.max(member.left, LEAST_LEFT)))
    .curve(d3.curveStepAfter);
  const last = members[members.length - 1];
  parts.push(`<path d="${line(members)}H${x.range()[1]}" fill="none" stroke="${colour}" stroke-width="1.6"/>`);
  for (const member of members)
    parts.push(`<circle cx="${line.x()(member)}" cy="${line.y()(member)}" r="1.8" fill="${colour}"/>`);
  const states = Math.max(...members.map((member) => member.states));
  lowest = Math.max(y(Math.max(last.left, LEAST_LEFT)) + 4, lowest + 13);
  text(`${states} state${states > 1 ? "s" : ""}`, [x.range()[1] + 6, lowest], `fill="${colour}"`);
});

// A label stands where it covers no other: right of its point or left, at its height or a little lower or higher.
const taken = frontFiles.map((file) => {
  const members = front(file).filter((member) => member.left < 1);
  return { x0: x.range()[1], x1: WIDTH, y: y(Math.max(members[members.length - 1].left, LEAST_LEFT)) };
});
function place(label, point) {
  const width = 6.3 * label.length;
  for (const shift of [0, 13, -13, 26, -26, 39])
    for (const side of [1, -1]) {
      const [x0, x1] = side > 0 ? [point.x + 7, point.x + 7 + width] : [point.x - 7 - width, point.x - 7];
      const box = { x0, x1, y: point.y + shift };
      if (x0 < MARGIN.left || x1 > WIDTH) continue;
      if (taken.some((other) => Math.abs(other.y - box.y) < 12 && other.x0 < x1 && other.x1 > x0)) continue;
      taken.push(box);
      return text(label, [side > 0 ? x0 : x1, box.y + 4], `class="name" text-anchor="${side > 0 ? "start" : "end"}"`);
    }
}
const points = field.map((named) => ({
  label: `${named.strategy} (${named.states})`,
  x: x(Math.max(named.cost, LEAST_COST)),
  y: y(Math.max(1 - named.ends, LEAST_LEFT)),
}));
for (const point of points) taken.push({ x0: point.x - 5, x1: point.x + 5, y: point.y });
for (const point of points) {
  parts.push(`<circle cx="${point.x}" cy="${point.y}" r="3.6" class="named"/>`);
  place(point.label, point);
}

process.stdout.write(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">
<title>What automata of few states can do, and what strategies of the field do</title>
<style>
  .grid { stroke: #ccc; stroke-width: 0.6; fill: none }
  .named { fill: #fff; stroke: #222; stroke-width: 1.4 }
  .name { font-size: 11px; fill: #222; paint-order: stroke; stroke: #fff; stroke-width: 3px }
</style>
<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>
${parts.join("\n")}
</svg>
`);
