// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
/** What `detente search` found: the best of a space, beside the strategies of the field, and the answer in words. */

/** Columns that strategies are judged by; `isMore`: more is better; `isLog`: small values differ by powers of ten. */
const kSearchValues = [
  {
    key: "ends",
    label: "Ends spirals",
    format: asFinePercent,
    isMore: true,
    from: 0,
    to: 1,
    axis: "ends spirals, in % of those that can be ended",
  },
  { key: "cost", label: "Cost", format: asFinePercent, isLog: true, axis: "cost, in % of what peace is worth" },
  {
    key: "in_spirals",
    label: "In spirals",
    format: asFinePercent,
    from: 0,
    axis: "in spirals, in % of rounds with seekers",
  },
  {
    key: "least",
    label: "Least",
    format: asFinePercent,
    isMore: true,
    from: 0,
    to: 1,
    axis: "least, in % of spirals with whom it ends fewest",
  },
  { key: "keeps", label: "Keeps", format: asScore, isMore: true, axis: "kept per round, of its worst aggressor" },
  { key: "score", label: "Score", format: asScore, isMore: true, axis: "score per round" },
  { key: "peace", label: "Peace", format: asFinePercent, isMore: true, from: 0, to: 1, axis: "peace, in % of rounds" },
  {
    key: "best_response",
    label: "Best response",
    format: asScore,
    axis: "what the greedy best response earns per round",
  },
];

const searchValue = (key) => kSearchValues.find((column) => column.key === key);
const isPercent = (column) => column.format === asFinePercent;
const grouped = d3.format(",");

/** What the space holds, in words; chances that are climbed by are not on its grid. */
function spaceText(space, method) {
  if (space.kind === "tables")
    return `tables of moves that remember ${space.memory === 1 ? "one round" : `${space.memory} rounds`}`;
  if (space.kind === "chances" && method === "gradient") return "tables of chances that remember one round";
  if (space.kind === "chances") return `tables of chances in steps of 1/${space.grid} that remember one round`;
  return space.states === 1 ? "automata of one state" : `automata of at most ${space.states} states`;
}

/** What makes the best the best: "no other is better in ends or cost without being worse in the other". */
function bestText(objective) {
  const words = objective.map((word) => String(word).replace(/[-_]/g, " "));
  if (words.length < 2) return `no other has ${words[0] === "keeps" ? "more" : "a better value"} in ${words.join("")}`;
  const others = words.length === 2 ? "the other" : "another";
  return `no other is better in ${words.slice(0, -1).join(", ")} or ${words[words.length - 1]} without being worse in ${others}`;
}

/** The sentence on what was looked at and how many of it are best. */
function searchedSentence({ method, complete, space, front, objective, restarts, steps }) {
  const count = list(front).length;
  const best = `${count === 0 ? "none is" : count === 1 ? "1 is" : `${grouped(count)} are`} best: ${bestText(list(objective))}`;
  const words = spaceText(space ?? {}, method);
  const looked = grouped(space?.minimal ?? space?.evaluated ?? 0);
  if (method === "exhaustive" && complete !== false) return `Of all ${looked} different ${words}, ${best}.`;
  if (method === "exhaustive")
    return `The search was stopped after ${looked} different ${words}. Of those looked at, ${best}.`;
  const how = method === "evolve" ? "simulated annealing" : "steps uphill";
  const stopped = complete === false ? " The search was stopped before its end." : "";
  const beginnings = typeof restarts === "number" ? `, ${grouped(restarts)} × ${grouped(steps ?? 0)} steps` : "";
  return `${grouped(space?.evaluated ?? 0)} ${words} were tried (${how}${beginnings}).${stopped} Of them, ${best}. Others may be better.`;
}

/** The sentences on the field: whom the found surpass, and whom none surpasses. */
function fieldSentence(field) {
  const names = (isSurpassed) => list(field).filter((row) => row.surpassed === isSurpassed);
  const told = (rows) => listed(rows.map((row) => row.strategy));
  const [surpassed, others] = [names(true), names(false)];
  return [
    ...(surpassed.length > 0 ? [`Of the field, they surpass ${told(surpassed)}.`] : []),
    ...(others.length > 0
      ? [`${surpassed.length > 0 ? "None" : "Of the field, none"} surpasses ${told(others)}.`]
      : []),
  ].join(" ");
}

/** Rows of what was found, best first in the first column, and of the field; `place` is null in the field. */
function foundRows({ front, field }) {
  const finds = list(front).map((find, index) => ({
    ...find,
    strategy: find.automaton,
    place: index + 1,
    ends_baseline: find.ends_baseline ?? null,
    least_with: find.least_with === `automaton:${find.automaton}` ? "itself" : (find.least_with ?? null),
    surpassed: null,
  }));
  const named = list(field).map((row) => ({
    ...row,
    place: null,
    isSurpassed: row.surpassed === true,
    surpassed: row.surpassed === true ? "yes" : row.surpassed === false ? "no" : null,
  }));
  return { finds, named };
}

function searchOf(results) {
  const design = results.design ?? {};
  const worlds = list(results.worlds);
  const space = Object.entries(results.space ?? {}).filter(([, value]) => value !== null);
  const objective = list(results.objective).map((word) => String(word).replace(/-/g, "_"));
  return {
    ...commonOf(results),
    kind: "Search",
    title:
      worlds.length > 1
        ? `Search over ${worlds.length} worlds`
        : `Search in the ${gameTitle(design.game)} ${noiseText(design)}`,
    design: {
      ...design,
      ...Object.fromEntries(
        ["baseline", "seekers", "aggressors", "method", "objective", "restarts", "steps", "over_worlds"].map((key) => [
          key,
          results[key] ?? null,
        ]),
      ),
      space: Object.fromEntries(space),
      worlds: worlds.length > 1 ? worlds.join("; ") : null,
    },
    verdict: [searchedSentence(results), fieldSentence(results.field)].filter((sentence) => sentence !== ""),
    search: {
      ...foundRows(results),
      objective: objective.filter((key) => searchValue(key) !== undefined),
      worlds,
      isMean: results.over_worlds === "mean",
      chosen: null,
      pointed: null,
      watchers: [],
    },
    numbers: [
      ["looked at", grouped(results.space?.minimal ?? results.space?.evaluated ?? 0)],
      ["best", grouped(list(results.front).length)],
      ["method", asText(results.method)],
      ["worlds", worlds.length > 1 ? asCount(worlds.length) : kMissing],
      ["match length", lengthText(design)],
      ["compared with", asText(results.baseline)],
    ],
  };
}

/** Chooses what the card shows; all that show the choice are told. A strategy of the field is pointed at alone. */
function chooseFind(search, row) {
  search.pointed = row.place === null ? row : null;
  if (row.place !== null) search.chosen = row;
  for (const watch of search.watchers) watch();
}

const statesText = (row) => (typeof row.states === "number" ? counted(row.states, "state") : "no automaton");
const likeText = (find) => `${find.like} (${asFinePercent(find.like_share)} of its rounds)`;

/** All numbers of a row in a sentence. */
function foundSentence(row) {
  const values = kSearchValues
    .filter(({ key }) => typeof row[key] === "number")
    .map(({ key, label, format }) => `${label.toLowerCase()} ${format(row[key])}`);
  const end =
    row.place === null
      ? row.surpassed === null
        ? ["of the field"]
        : [`of the field, ${row.isSurpassed ? "surpassed" : "not surpassed"}`]
      : [...(row.class ? [className(row.class)] : []), ...(row.like ? [`most like ${likeText(row)}`] : [])];
  return `${shortChances(row.strategy)}: ${[statesText(row), values.join(", "), ...end].join("; ")}`;
}

/** What the numbers of several worlds are. */
function worldsText({ worlds, isMean }) {
  return worlds.length > 1 ? ` Each number is the ${isMean ? "mean" : "worst"} over ${worlds.length} worlds.` : "";
}

kFormats.set("detente-search-1", searchOf);
