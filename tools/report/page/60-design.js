// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
/** The design, the command that replays it, and what the words mean. */

const kWords = [
  ["C, D", "restraint and arming; with more than two levels, 0 is full restraint and the highest is full arming"],
  [
    "T, R, P, S",
    "payoffs of a round: temptation (arming against restraint), reward (both restrained), punishment (both armed) and the sucker's (restrained against arming)",
  ],
  ["peace, friction, conflict", "rounds in which neither, one or both arm"],
  [
    "spiral",
    "an episode of hostility: it begins with a round that is not peace and ends with calm, several rounds of peace in a row",
  ],
  ["crisis", "some rounds of forced conflict after peace"],
  [
    "lift",
    "how much more probable durable peace is after a crisis or spiral with this strategy than with the baseline in its place, in percentage points",
  ],
  ["security", "loss of payoff per round against its worst aggressor; a smaller loss is more security"],
  [
    "tremble, misperception",
    "execution error: a move that was not meant; misperception: a move that was seen as another",
  ],
  [
    "exact, sampled",
    "exact: computed from the automata of the strategies; sampled: estimated from played matches; only sampled numbers have confidence intervals",
  ],
];

function designText(value) {
  if (value === null) return kMissing;
  if (Array.isArray(value) && value.every((one) => !Array.isArray(one)))
    return value.length === 2 && value[0] === value[1] ? String(value[0]) : value.join(", ");
  if (Array.isArray(value)) return value.map((row) => row.join(" ")).join(" / ");
  if (typeof value === "object")
    return Object.entries(value)
      .map(([key, one]) => `${key} ${typeof one === "object" ? designText(one) : one}`)
      .join("; ");
  if (typeof value === "boolean") return value ? "yes" : "no";
  return String(value);
}

/** The payoffs of a binary game by their names. */
function payoffText(payoffs) {
  if (list(payoffs).length !== 2) return designText(payoffs);
  const [[reward, sucker], [temptation, punishment]] = payoffs;
  return `T ${temptation}, R ${reward}, P ${punishment}, S ${sucker}`;
}

function addCommand(section, command) {
  section.append("p").text("This command reproduces identical output:");
  const text = section.append("pre").attr("data-command", "").append("code").text(command);
  const button = section
    .append("p")
    .append("button")
    .attr("type", "button")
    .attr("data-tool", "copy")
    .text("Copy the command");
  button.on("click", () => {
    getSelection().selectAllChildren(text.node());
    const told = () => button.text("Copied");
    const chosen = () => button.text("Selected: copy it with the keyboard");
    if (navigator.clipboard) navigator.clipboard.writeText(command).then(told, chosen);
    else if (document.execCommand("copy")) told();
    else chosen();
  });
}

function addDesignSection(section, report) {
  if (report.command) addCommand(section, report.command);
  const entries = Object.entries(report.design).filter(
    ([, value]) => !(Array.isArray(value) && value.length === 0) && value !== null,
  );
  if (entries.length > 0) {
    const details = section.append("details").attr("class", "design");
    details.append("summary").text("Every setting");
    const lines = details
      .append("div")
      .attr("class", "table")
      .append("table")
      .append("tbody")
      .selectAll("tr")
      .data(entries)
      .join("tr");
    lines
      .append("th")
      .attr("scope", "row")
      .text(([key]) => spaced(key));
    lines.append("td").text(([key, value]) => (key === "payoffs" ? payoffText(value) : designText(value)));
  }
  section.append("h3").text("Words");
  const words = section
    .append("dl")
    .attr("class", "words")
    .selectAll("div")
    .data([...list(report.words), ...kWords])
    .join("div");
  words.append("dt").text(([word]) => word);
  words.append("dd").text(([, meaning]) => meaning);
  section
    .append("p")
    .attr("class", "eyebrow")
    .text(
      `Made by détente ${report.version}. Drawn with d3 ${d3.version} by Mike Bostock. This page loads nothing from the network.`,
    );
  return true;
}
