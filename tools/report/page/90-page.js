// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
/** The page: its head, its sections in the order in which they answer the question, and what happens on paper. */

function addMasthead(report) {
  const head = d3.select("#masthead");
  const tools = head.append("div").attr("class", "masthead-tools");
  addThemeButton(tools);
  head.append("p").attr("class", "eyebrow").text(`détente · ${report.kind.toLowerCase()}`);
  head.append("h1").text(report.title);
  report.verdict.forEach((sentence, index) =>
    head
      .append("p")
      .attr("class", index === 0 ? "lead" : null)
      .text(sentence),
  );
  const numbers = head.append("dl").attr("class", "numbers").selectAll("div");
  const items = numbers.data(report.numbers.filter(([, value]) => value !== kMissing)).join("div");
  items.append("dt").text(([label]) => label);
  items.append("dd").text(([, value]) => value);
}

function addThemeButton(parent) {
  const root = document.documentElement;
  const isDark = () =>
    root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  const button = parent.append("button").attr("type", "button").attr("data-tool", "theme");
  const name = () =>
    button.text(isDark() ? "Light" : "Dark").attr("aria-label", isDark() ? "Light theme" : "Dark theme");
  button.on("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    name();
  });
  name();
}

/** Paper is light, whatever the screen was. */
function lightenPaper() {
  let before;
  addEventListener("beforeprint", () => {
    before = document.documentElement.dataset.theme;
    document.documentElement.dataset.theme = "light";
  });
  addEventListener("afterprint", () => {
    if (before === undefined) delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = before;
  });
}

/** Sections in order; each adds itself where the results hold what it shows. */
const kSections = [
  { key: "match", title: "Match", add: addMatchSection, isFor: (report) => report.kind === "Match" },
  { key: "sweep", title: "Sweep", add: addSweepSection },
  { key: "points", title: "Points", add: addSystemSweepSection },
  { key: "contest", title: "Who breaks spirals", add: addSystemContestSection },
  { key: "contagion", title: "Contagion", add: addContagionSection },
  { key: "system", title: "System", add: addSystemGraphSection },
  { key: "outcomes", title: "States and fronts", add: addSystemTablesSection },
  { key: "course", title: "Round by round", add: addCourseSection },
  { key: "worlds", title: "Worlds", add: addEvolutionSweepSection },
  { key: "long-run", title: "Long run", add: addLongRunSection },
  { key: "selection", title: "Selection and population", add: addWorldsSection },
  { key: "hostile", title: "The hostile world", add: addHostileSection },
  { key: "invasions", title: "Invasions", add: addInvasionsSection },
  { key: "over-time", title: "Over time", add: addSharesOverTimeSection },
  { key: "rest-points", title: "Rest points", add: addRestPointsSection },
  { key: "mutation", title: "Mutation", add: addRatesSection },
  { key: "neighbours", title: "Neighbours", add: addStructureSection },
  { key: "walk", title: "Random mutants", add: addWalkSection },
  { key: "best", title: "Best strategies", add: addFrontSection },
  { key: "automata", title: "Their automata", add: addFindsSection },
  { key: "security", title: "Breaking spirals", add: addSecuritySection },
  { key: "standings", title: "Standings", add: addStandingsSection },
  { key: "recovery", title: "Recovery", add: addRecoverySection },
  { key: "broke", title: "Who broke it", add: addBrokeSection },
  { key: "pairs", title: "Pairs", add: addPairsSection },
  { key: "match", title: "Matches", add: addMatchSection, isFor: (report) => report.kind !== "Match" },
  { key: "strategies", title: "Strategies", add: addCardsSection },
  { key: "design", title: "Design", add: addDesignSection },
];

function addSections(report) {
  const main = d3.select("#report");
  const present = kSections.filter(({ key, title, add, isFor }) => {
    if (isFor && !isFor(report)) return false;
    const section = main.append("section").attr("id", key).attr("aria-labelledby", `${key}-title`);
    section.append("h2").attr("id", `${key}-title`).text(title);
    if (add(section, report) !== false) return true;
    section.remove();
    return false;
  });
  const links = d3.select("#sections").append("ul").selectAll("li").data(present).join("li");
  links
    .append("a")
    .attr("href", ({ key }) => `#${key}`)
    .text(({ title }) => title);
  followReading();
}

/** Tells in the navigation which section is being read. */
function followReading() {
  const watcher = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries)
        if (isIntersecting)
          d3.selectAll("#sections a").attr("aria-current", function () {
            return this.getAttribute("href") === `#${target.id}` ? "true" : null;
          });
    },
    { rootMargin: "-20% 0px -70% 0px" },
  );
  d3.selectAll("main > section").each(function () {
    watcher.observe(this);
  });
}

function openReport() {
  try {
    const report = adapt(JSON.parse(document.getElementById("results").textContent));
    addMasthead(report);
    addSections(report);
    for (const figure of Figure.all) figure.update();
  } catch (error) {
    d3.select("#report")
      .insert("p", ":first-child")
      .attr("class", "sorry")
      .text(`This report cannot be shown. ${error.message}`);
    throw error;
  }
  followWidths();
  lightenPaper();
  document.documentElement.dataset.ready = "yes";
  document.documentElement.dataset.milliseconds = String(Math.round(performance.now()));
}

openReport();
