// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
/** A card for each strategy: what it does, whose idea it was, how it fared and with whom. */

/** Properties in plain words; what is not known is left out. */
function propertyWords({ graded, properties }) {
  const known = properties ?? {};
  const either = (value, yes, no) => (value === true ? [yes] : value === false && no ? [no] : []);
  const depth = known.memory_depth;
  return [
    ...either(graded, "arms by degrees"),
    ...either(known.deterministic, "throws no dice", "throws dice"),
    ...either(known.nice, "never arms first", "may arm first"),
    ...either(known.retaliating, "answers arms", "lets arms pass"),
    ...either(known.forgiving, "forgives", "never forgives"),
    ...(depth === "infinite" ? ["remembers without end"] : []),
    ...(depth === 0 ? ["remembers nothing"] : depth > 0 ? [`remembers ${counted(depth, "round")}`] : []),
    ...(known.states > 0 ? [counted(known.states, "state")] : []),
    ...either(known.uses_length, "depends on the length of the match"),
    ...either(known.uses_payoffs, "depends on its payoffs"),
  ];
}

/** The opponents against whom it earned most and least, itself left out. */
function extremeOpponents(report, strategy) {
  const cells = report.names
    .filter((name) => name !== strategy)
    .map((name) => report.cells.get(pairKey(strategy, name)))
    .filter((cell) => typeof cell?.score === "number")
    .sort((a, b) => b.score - a.score || d3.ascending(a.column, b.column));
  if (cells.length < 2) return null;
  const most = Math.min(2, Math.floor(cells.length / 2));
  return { best: cells.slice(0, most), worst: cells.slice(-most).reverse() };
}

function addOpponents(card, report, entrant) {
  const extremes = extremeOpponents(report, entrant.strategy);
  if (extremes === null) return;
  const lines = card.append("dl").attr("class", "opponents");
  for (const [title, cells] of [
    ["Did best against", extremes.best],
    ["Did worst against", extremes.worst],
  ]) {
    lines.append("dt").text(title);
    lines.append("dd").text(listed(cells.map((cell) => `${cell.column} (${asScore(cell.score)})`)));
  }
}

/** A choice of its matches, where any is told. */
function addMatchLink(card, report, entrant) {
  const met = new Set();
  for (const { row, column } of report.traces) {
    if (row === entrant.strategy) met.add(column);
    if (column === entrant.strategy) met.add(row);
  }
  if (met.size === 0) return;
  const options = [
    { key: "", label: "choose…" },
    ...report.names.filter((name) => met.has(name)).map((name) => ({ key: name, label: shortened(name, 34) })),
  ];
  const select = addSelect(card.append("p"), "Show its match against", options, "", (name) => {
    if (name !== "") showMatch(entrant.strategy, name);
    select.property("value", "");
  });
}

const parameterText = (parameters) =>
  Object.entries(parameters ?? {})
    .map(([key, value]) => `${key} ${value}`)
    .join(", ");

function addCard(cards, report, entrant, index) {
  const card = cards.append("article").attr("class", "card").attr("id", `strategy-${index}`);
  const standing = report.standings.find((row) => row.strategy === entrant.strategy);
  card.append("h3").text(entrant.strategy);
  const facts = [
    ...(entrant.name && entrant.name !== entrant.strategy ? [entrant.name] : []),
    ...(entrant.family ? [entrant.family] : []),
    ...(entrant.origin && entrant.origin !== "built-in" ? [`from ${entrant.origin}`] : []),
    ...(standing
      ? [`rank ${rankText(standing)}, score ${asScore(standing.score)}${plusMinus(standing.score_error, asScore)}`]
      : []),
  ];
  card.append("p").attr("class", "eyebrow").text(facts.join(" · "));
  if (entrant.about) card.append("p").text(entrant.about);
  if (entrant.source) card.append("p").attr("class", "source").text(entrant.source);
  const parameters = parameterText(entrant.parameters);
  if (parameters !== "") card.append("p").attr("class", "eyebrow").text(`Parameters: ${parameters}`);
  const words = propertyWords(entrant);
  if (words.length > 0)
    card
      .append("ul")
      .attr("class", "properties")
      .selectAll("li")
      .data(words)
      .join("li")
      .text((word) => word);
  addOpponents(card, report, entrant);
  addMatchLink(card, report, entrant);
  if (entrant.automaton) addAutomaton(card, entrant, index);
  else card.append("p").attr("class", "eyebrow").text(noAutomaton(entrant));
}

function noAutomaton({ properties }) {
  const states = properties?.states;
  return states > 24
    ? `Its memory has ${states} states, too many to draw.`
    : "Its automaton cannot be drawn: it has too many or infinitely many states.";
}

/** A box that leaves those cards whose words hold what is typed. */
function addFinder(section, cards) {
  const field = section.append("label").attr("class", "field finder");
  field.append("span").text("Find a strategy");
  const count = section.append("span").attr("class", "choice-label").attr("role", "status");
  field
    .append("input")
    .attr("type", "search")
    .on("input", function () {
      const wanted = this.value.trim().toLowerCase();
      const all = cards.selectAll(".card");
      all.attr("hidden", function () {
        const words = [...this.querySelectorAll("h3, p, li")].map((one) => one.textContent).join(" ");
        return words.toLowerCase().includes(wanted) ? null : "";
      });
      count.text(wanted === "" ? "" : `${all.filter(":not([hidden])").size()} of ${all.size()}`);
    });
}

function addCardsSection(section, report) {
  if (report.entrants.length === 0) return false;
  const order = new Map(report.names.map((name, place) => [name, place]));
  const entrants = report.entrants.map((entrant, index) => ({ entrant, index }));
  entrants.sort((a, b) => (order.get(a.entrant.strategy) ?? 0) - (order.get(b.entrant.strategy) ?? 0));
  const place = section.append("div").attr("class", "controls");
  const cards = section.append("div").attr("class", "cards");
  for (const { entrant, index } of entrants) addCard(cards, report, entrant, index);
  if (entrants.length > 12) addFinder(place, cards);
  return true;
}
