// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
/** A card of what a search found: its automaton, what it comes to, and in which world. */

/** Values as pairs of a name and a text, each with the key that the glossary knows. */
function findValues(find) {
  const told = (key, label, text) => ({ key, label, text });
  const least = find.least_with ? `${asFinePercent(find.least)} with ${find.least_with}` : asFinePercent(find.least);
  const values = kSearchValues.map(({ key, label, format }) =>
    told(key, label, key === "least" ? least : format(find[key])),
  );
  values.splice(1, 0, told("ends_baseline", "Baseline in its seat", asFinePercent(find.ends_baseline)));
  return [
    ...values,
    told("worst_aggressor", "Worst aggressor", asText(find.worst_aggressor)),
    ...(find.like ? [told("like", "Most like", likeText(find))] : []),
  ].filter(({ text }) => text !== kMissing);
}

/** The values of a find in each world. */
function addWorldsTable(card, find) {
  const columns = [
    { key: "world", label: "World" },
    ...kSearchValues,
    { key: "ends_baseline", label: "Baseline ends", format: asFinePercent },
    { key: "class", label: "Class", format: className },
  ];
  const region = card.append("div").attr("class", "table").attr("tabindex", "0").attr("role", "region");
  region.attr("aria-label", "Table: its values in each world");
  const table = region.append("table");
  table.append("caption").text("In each world");
  const heads = table.append("thead").append("tr").selectAll("th").data(columns).join("th").attr("scope", "col");
  heads.attr("title", ({ key }) => meaningOf(key) ?? null).text(({ label }) => label);
  const lines = table.append("tbody").selectAll("tr").data(find.worlds).join("tr");
  lines
    .selectAll("td")
    .data((row) =>
      columns.map((column) => ({ column, value: { ...row, ends_baseline: row.ends_baseline }[column.key] })),
    )
    .join("td")
    .attr("class", ({ value }) => (typeof value === "number" ? "number" : null))
    .text(({ column, value }) => (column.format ?? asText)(value));
}

/** What the card says of a find. */
function tellFind(card, find, search) {
  card.selectAll("*").remove();
  card.append("h3").append("code").text(find.automaton);
  const facts = [
    `no. ${find.place} of ${search.finds.length}`,
    statesText(find),
    ...(typeof find.number === "number" ? [`number ${grouped(find.number)} of those with ${statesText(find)}`] : []),
  ];
  card.append("p").attr("class", "eyebrow").text(facts.join(" · "));
  if (find.class) card.append("ul").attr("class", "properties").append("li").text(className(find.class));
  const values = card.append("dl").attr("class", "values").selectAll("div").data(findValues(find)).join("div");
  values
    .append("dt")
    .attr("title", ({ key }) => meaningOf(key) ?? null)
    .text(({ label }) => label);
  values.append("dd").text(({ text }) => text);
}

function addFindsSection(section, report) {
  const { search } = report;
  if (search === null || search.finds.length === 0) return false;
  search.chosen ??= search.finds[0];
  section
    .append("p")
    .text(
      "The text of an automaton gives its states, separated by _; it begins in the first. A state gives what it plays (C, D, or the chance of C), then the numbers of the states that follow, counted from 0: one that always follows, or one after each C and D of the other, or one after CC, CD, DC and DD (its own move, then the other's).",
    );
  const options = search.finds.map((find) => ({
    key: String(find.place),
    label: `${find.place}: ${shortened(shortChances(find.automaton), 28)}`,
  }));
  const select = addSelect(section.append("div").attr("class", "controls"), "Automaton", options, "1", (place) =>
    chooseFind(search, search.finds[Number(place) - 1]),
  ).attr("data-control", "find");
  const card = section.append("article").attr("class", "card find");
  const words = card.append("div");
  const picture = card.append("div");
  const worlds = card.append("div").attr("class", "find-worlds");
  const none = picture.append("p").attr("class", "eyebrow").text("Its automaton has too many states to draw.");
  const view = { hasSlips: false };
  const drawn = () => automatonOfText(search.chosen.automaton) ?? { states: [], edges: [] };
  const figure = automatonFigure(picture, "automaton", drawn, view);
  const show = () => {
    tellFind(words, search.chosen, search);
    worlds.selectAll("*").remove();
    if (list(search.chosen.worlds).length > 0) addWorldsTable(worlds, search.chosen);
    const isKnown = drawn().states.length > 0;
    none.attr("hidden", isKnown ? "" : null);
    figure.root.attr("hidden", isKnown ? null : "");
    figure.slips.attr("hidden", drawn().edges.some(({ slip }) => slip) ? null : "");
    select.property("value", String(search.chosen.place));
  };
  show();
  search.watchers.push(() => {
    show();
    figure.update();
  });
  if (search.worlds.length > 1)
    section
      .append("p")
      .attr("class", "eyebrow")
      .text(
        `${worldsText(search).trim()} Of the first world alone are: the baseline in its seat, with whom it ends fewest, its worst aggressor, its class, up to how many aggressors it pays, and what it is like.`,
      );
  return true;
}
