// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
/** Many lines of which a few are chosen to be seen in colour: places 0…5 of `chosen` hold a name or null. */

/** At first so many names are in colour as can be told apart, or fewer, so that readers can add one. */
function chosenAtFirst(names) {
  const first = names.length <= kSeries ? names : names.slice(0, kSeries - 1);
  return [...first, ...Array(kSeries).fill(null)].slice(0, kSeries);
}

/** Buttons that put a strategy's lines in colour, or back into grey, in all the figures given. */
function addCurveChoice(parent, names, chosen, change) {
  const group = parent.append("div").attr("class", "choice curves").attr("role", "group");
  group.attr("aria-label", "Strategies in colour");
  const buttons = group.selectAll("button").data(names).join("button").attr("type", "button");
  buttons.attr("data-choice", (name) => name).text((name) => shortened(name, 28));
  const note = parent.append("span").attr("class", "choice-label").attr("role", "status");
  const show = () =>
    buttons
      .attr("aria-pressed", (name) => String(chosen.includes(name)))
      .attr("class", (name) => (chosen.includes(name) ? `series-button series-${chosen.indexOf(name)}` : null));
  show();
  buttons.on("click", (name) => {
    const place = chosen.indexOf(name);
    const free = chosen.indexOf(null);
    note.text(place < 0 && free < 0 ? `No more than ${kSeries} can be told apart: take one away first.` : "");
    if (place < 0 && free < 0) return;
    chosen[place < 0 ? free : place] = place < 0 ? name : null;
    show();
    change();
  });
}

/** The axes of curves over rounds, in a picture that ends 42 below them; `title` names the lower one. */
function addCurveAxes(svg, x, y, tick, title) {
  const [left, right] = x.range();
  const bottom = y.range()[0];
  addAxis(
    svg,
    d3
      .axisLeft(y)
      .ticks(5)
      .tickFormat(tick)
      .tickSize(left - right),
    left,
    0,
    "grid",
  );
  addAxis(svg, d3.axisBottom(x).ticks(Math.max(3, (right - left) / 80)), 0, bottom);
  svg
    .append("text")
    .attr("class", "axis-title")
    .attr("x", right)
    .attr("y", bottom + 34)
    .attr("text-anchor", "end")
    .text(title);
}

/** Where labels at the end of lines stand: in order, `gap` apart, between top and bottom. */
function spread(heights, gap, top, bottom) {
  const order = heights.map((height, index) => ({ height, index })).sort((a, b) => a.height - b.height);
  order.forEach((one, index) => {
    one.height = Math.max(one.height, index === 0 ? top : order[index - 1].height + gap);
  });
  for (let index = order.length - 1; index >= 0; --index)
    order[index].height = Math.min(
      order[index].height,
      index === order.length - 1 ? bottom : order[index + 1].height - gap,
    );
  const places = [];
  for (const { height, index } of order) places[index] = height;
  return places;
}

/** Names at the ends of lines; `ends` are {name, place, height}. */
function addCurveLabels(svg, ends, right, room, top, bottom) {
  const heights = spread(
    ends.map((end) => end.height),
    15,
    top,
    bottom,
  );
  ends.forEach(({ name, place, height }, index) => {
    const label = svg.append("g").attr("class", `curve-label series-${place}`);
    label
      .append("line")
      .attr("x1", right + 2)
      .attr("x2", right + 8)
      .attr("y1", height)
      .attr("y2", heights[index]);
    label
      .append("text")
      .attr("x", right + 11)
      .attr("y", heights[index])
      .attr("dominant-baseline", "central")
      .text(shortened(name, Math.floor((room - 12) / 7.4)));
  });
}
