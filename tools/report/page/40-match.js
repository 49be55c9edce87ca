// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
/** A match to look at: two strips of rounds, what was meant, done and misread, and where hostility held. */

const kEvents = [
  { key: "tremble", label: "execution error", symbol: d3.symbolCross, turn: 45, isSo: hasTrembled },
  { key: "misreading", label: "misread the other", symbol: d3.symbolCircle, turn: 0, isSo: hasMisread },
  {
    key: "restraint",
    label: "announced restraint",
    symbol: d3.symbolTriangle,
    turn: 0,
    isSo: ({ said }) => said === "r",
  },
  { key: "threat", label: "threatened", symbol: d3.symbolTriangle, turn: 180, isSo: ({ said }) => said === "t" },
  { key: "misheard", label: "misheard the other", symbol: d3.symbolDiamond, turn: 0, isSo: hasMisheard },
  { key: "open", label: "was open", symbol: d3.symbolSquare, turn: 0, isSo: ({ isOpen }) => isOpen },
];

const kBar = 30;
const kGutter = 25;

/** Set once the viewer stands; shows a match of two strategies, or returns false where none is told. */
let showMatch = () => false;

function matchRows(state) {
  return state.rounds.flatMap(({ deeds, round }, index) =>
    deeds.map((deed, side) => ({
      ...deed,
      side,
      index,
      round,
      level: state.rounds[index].levels[side],
      in_episode: state.episodes.some(({ from, to }) => index >= from && index <= to) ? "yes" : "no",
    })),
  );
}

/** Rounds in lines as wide as the page: where each begins. */
function matchFrame(width, count) {
  const left = 6;
  const cell = width < 480 ? 9 : 12;
  const perLine = Math.max(10, Math.floor((width - left - 6) / cell / 10) * 10);
  const line = 2 * (kBar + kGutter) + 34;
  const x = (index) => left + (index % perLine) * cell;
  const y = (index) => 22 + Math.floor(index / perLine) * line;
  return { left, cell, perLine, line, x, y, height: 22 + Math.ceil(count / perLine) * line };
}

function drawMatch(state) {
  return (svg, width, figure) => {
    const frame = matchFrame(width, state.rounds.length);
    const rows = figure.rows();
    const top = Math.max(1, state.levels - 1);
    drawEpisodes(svg, state, frame);
    drawRoundNumbers(svg, state, frame);
    const marks = svg.selectAll("g.mark").data(rows).join("g").attr("class", "mark");
    marks.attr(
      "transform",
      ({ index, side }) => `translate(${frame.x(index)},${frame.y(index) + kGutter + kBar + (side === 0 ? 0 : 3)})`,
    );
    const length = ({ level }) => 4 + (kBar - 4) * (level / top);
    marks
      .append("rect")
      .attr("class", ({ level }) => (level > state.peaceLevel ? "conflict" : "peace"))
      .attr("y", (row) => (row.side === 0 ? -length(row) : 0))
      .attr("width", frame.cell - 2)
      .attr("height", length);
    for (const event of kEvents)
      marks
        .filter(event.isSo)
        .append("path")
        .attr("class", `event ${event.key}`)
        .attr("d", symbolPath(event.symbol, frame.cell < 12 ? 26 : 38))
        .attr(
          "transform",
          ({ side }) =>
            `translate(${frame.cell / 2 - 1},${(side === 0 ? -1 : 1) * heightOf(event.key)}) rotate(${event.turn})`,
        );
    const cursor = svg
      .append("rect")
      .attr("class", "round-cursor")
      .attr("width", frame.cell)
      .attr("height", 2 * (kBar + kGutter) + 3);
    const show = (index) => {
      state.at = index;
      cursor
        .style("display", null)
        .attr("x", frame.x(index) - 1)
        .attr("y", frame.y(index));
      figure.reading.text(roundSentence(state.rounds[index]));
    };
    cursor.style("display", "none");
    marks.on("pointerenter", ({ index }) => show(index));
    stepThroughRounds(svg, state, frame, show);
    return frame.height;
  };
}

/** How far from the middle an event of a round is drawn: upon its bar, or beyond it. */
function heightOf(event) {
  if (event === "tremble") return kBar - 6;
  if (event === "open") return 8;
  return event === "misreading" ? kBar + 17 : kBar + 7;
}

function drawEpisodes(svg, state, frame) {
  const parts = state.episodes.flatMap(({ from, to }) => {
    const found = [];
    for (let begin = from; begin <= to; begin = (Math.floor(begin / frame.perLine) + 1) * frame.perLine)
      found.push({ begin, end: Math.min(to, (Math.floor(begin / frame.perLine) + 1) * frame.perLine - 1) });
    return found;
  });
  svg
    .selectAll("rect.episode")
    .data(parts)
    .join("rect")
    .attr("class", "episode")
    .attr("x", ({ begin }) => frame.x(begin) - 1)
    .attr("y", ({ begin }) => frame.y(begin) + 2)
    .attr("width", ({ begin, end }) => (end - begin + 1) * frame.cell)
    .attr("height", 2 * (kBar + kGutter) - 1);
}

function drawRoundNumbers(svg, state, frame) {
  svg
    .selectAll("text.round-number")
    .data(d3.range(state.rounds.length).filter((index) => index % 10 === 0))
    .join("text")
    .attr("class", "round-number quiet")
    .attr("x", (index) => frame.x(index))
    .attr("y", (index) => frame.y(index) - 4)
    .text((index) => index + 1);
}

function stepThroughRounds(svg, state, frame, show) {
  const last = state.rounds.length - 1;
  svg
    .attr("tabindex", "0")
    .attr("role", "application")
    .on("keydown", () => {
      const at = state.at ?? -1;
      const goals = {
        ArrowLeft: at - 1,
        ArrowRight: at + 1,
        ArrowUp: at - frame.perLine,
        ArrowDown: at + frame.perLine,
        Home: 0,
        End: last,
      };
      const { key } = d3.event;
      if (!(key in goals)) return;
      d3.event.preventDefault();
      show(Math.max(0, Math.min(last, goals[key])));
    });
}

/** What is shown: one of the traces, seen from one of its seats. */
class MatchState {
  constructor(report) {
    this.report = report;
    this.peaceLevel = report.design.peace_level ?? 0;
    this.levels = report.design.levels ?? list(report.design.payoffs).length ?? 2;
    this.choose(this.liveliest(), false);
  }

  choose(trace, isTurned) {
    this.trace = trace;
    this.isTurned = isTurned;
    this.at = null;
    this.rounds = roundsOf(trace, isTurned);
    this.episodes = episodesOf(this.rounds, this.peaceLevel, this.report.design.calm ?? 2);
  }

  /** The match with the most that begins and ends in it. */
  liveliest() {
    const episodes = (trace) =>
      episodesOf(roundsOf(trace, false), this.peaceLevel, this.report.design.calm ?? 2).length;
    const counts = this.report.traces.map(episodes);
    return this.report.traces[counts.indexOf(d3.max(counts))];
  }

  get first() {
    return this.isTurned ? this.trace.column : this.trace.row;
  }
  get second() {
    return this.isTurned ? this.trace.row : this.trace.column;
  }

  /** A trace of the two in which `first` has the first seat, by repetition where there is that one. */
  find(first, second, repetition) {
    const { traces } = this.report;
    for (const isTurned of [false, true]) {
      const found = traces.filter((one) =>
        isTurned ? one.column === first && one.row === second : one.row === first && one.column === second,
      );
      if (found.length > 0) return { trace: found.find((one) => one.repetition === repetition) ?? found[0], isTurned };
    }
    return null;
  }

  opponents(first) {
    const { traces, names } = this.report;
    const met = new Set(
      traces.flatMap(({ row, column }) => (row === first ? [column] : column === first ? [row] : [])),
    );
    return names.filter((name) => met.has(name));
  }
}

function addMatchControls(figure, state, update) {
  const { traces, names } = state.report;
  const options = (all) => all.map((name) => ({ key: String(name), label: String(name) }));
  const players = names.filter((name) => traces.some(({ row, column }) => row === name || column === name));
  const choose = (first, second, repetition) => {
    const opponents = state.opponents(first);
    const found = state.find(first, opponents.includes(second) ? second : opponents[0], repetition);
    state.choose(found.trace, found.isTurned);
    update();
  };
  const { controls } = figure;
  controls.selectAll("*").remove();
  if (players.length > 1) {
    addSelect(controls, "above", options(players), state.first, (name) =>
      choose(name, state.second, state.trace.repetition),
    );
    addSelect(controls, "below", options(state.opponents(state.first)), state.second, (name) =>
      choose(state.first, name, state.trace.repetition),
    );
  }
  const repetitions = traces.filter(({ row, column }) => row === state.trace.row && column === state.trace.column);
  if (repetitions.length > 1)
    addSelect(
      controls,
      "repetition",
      options(repetitions.map(({ repetition }) => repetition)),
      String(state.trace.repetition),
      (repetition) => choose(state.first, state.second, Number(repetition)),
    );
  const turn = controls.append("button").attr("type", "button").attr("data-tool", "turn").text("Change places");
  turn.on("click", () => {
    state.choose(state.trace, !state.isTurned);
    update();
  });
}

/** A key to the events that happen in this match. */
function fillEventKey(figure, rows) {
  figure.key.selectAll("*").remove();
  const seen = kEvents.filter((event) => rows.some(event.isSo));
  for (const [name, label] of [
    ["peace", "restraint"],
    ["conflict", "arms"],
    ["episode-swatch", "episode of hostility"],
  ]) {
    const item = figure.key.append("span").attr("class", "key-item");
    item.append("span").attr("class", `swatch ${name}`);
    item.append("span").text(label);
  }
  for (const event of seen) {
    const item = figure.key.append("span").attr("class", "key-item");
    const symbol = item
      .append("svg")
      .attr("class", "key-symbol")
      .attr("viewBox", "-8 -8 16 16")
      .attr("aria-hidden", "true");
    symbol
      .append("path")
      .attr("class", `event ${event.key}`)
      .attr("transform", `rotate(${event.turn})`)
      .attr("d", symbolPath(event.symbol, 60));
    item.append("span").text(event.label);
  }
}

const kMatchColumns = [
  { key: "round", label: "Round", format: asCount },
  { key: "strategy", label: "Strategy" },
  { key: "meant", label: "Meant" },
  { key: "done", label: "Did" },
  { key: "saw", label: "Level seen of the opponent" },
  { key: "truth", label: "Level done by the opponent" },
  { key: "said", label: "Announced" },
  { key: "heard", label: "Heard" },
  { key: "in_episode", label: "In an episode of hostility" },
];

function addMatchSection(section, report) {
  if (report.traces.length === 0) {
    if (report.kind !== "Match") return false;
    section.append("p").text("These results contain no rounds; 'detente match --trace --format json' records them.");
    return true;
  }
  const state = new MatchState(report);
  const summary = section.append("p").attr("class", "match-summary").attr("aria-live", "polite");
  const figure = new Figure(section, {
    name: "match",
    title: "Round by round",
    caption: "",
    columns: kMatchColumns,
    rows: () => matchRows(state),
    draw: drawMatch(state),
  });
  const describe = () => {
    addMatchControls(figure, state, update);
    fillEventKey(figure, figure.rows());
    summary.text(matchSummary(state.rounds, state.episodes, state.peaceLevel, report.design.rounds ?? 0));
    figure.caption.text(
      `${state.first} above, ${state.second} below: a higher bar means more arming. ` +
        "Signs mark the player that made an execution error, misread or sent a signal. Arrow keys step through the rounds.",
    );
  };
  const update = () => {
    describe();
    figure.reading.text("");
    figure.update();
  };
  describe();
  showMatch = (row, column) => {
    const found = state.find(row, column, state.trace.repetition);
    if (found === null) return false;
    state.choose(found.trace, found.isTurned);
    update();
    section.node().scrollIntoView();
    figure.svg.node().focus({ preventScroll: true });
    return true;
  };
  return true;
}
