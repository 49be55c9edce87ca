// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
/**
 * Automata as text, as `detente search` tells them: `D/1/2_C/1/0_D/2`. States are separated by `_`, the parts of a
 * state by `/`: the chance of C that it plays (C is 1, D is 0), then the states that follow. One follows always; two
 * follow the other's C and D; four follow CC, CD, DC and DD, done and seen; eight follow what was meant, done and seen.
 */

const kMostDrawnStates = 24;

/** The chance of C in a text; null where it is none. */
function chanceOfText(text) {
  if (text === "C") return 1;
  if (text === "D") return 0;
  return /^(\d+\.?\d*|\.\d+)(e-?\d+)?$/.test(text) && Number(text) <= 1 ? Number(text) : null;
}

/** The states of a text as {chance, next}; null where it is no automaton of two levels that says nothing. */
function statesOfText(text) {
  if (typeof text !== "string") return null;
  const [first, ...rest] = text.replace(/^automaton:/, "").split("_");
  const states = [first, ...rest].map((state) => {
    const [played, ...next] = state.split("/");
    return { chance: chanceOfText(played), next: next.map((to) => (/^\d+$/.test(to) ? Number(to) : NaN)) };
  });
  const isState = ({ chance, next }) =>
    chance !== null && [1, 2, 4, 8].includes(next.length) && next.every((to) => to < states.length);
  return states.every(isState) ? states : null;
}

/** The state that follows; 0 is C, 1 is D. */
function stateAfter({ next }, meant, done, seen) {
  const place = { 1: 0, 2: seen, 4: 2 * done + seen, 8: 4 * meant + 2 * done + seen };
  return next[place[next.length]];
}

const kMoves = ["C", "D"];

/** What leads along an edge: "other D", "own C, other D", or nothing where every round does. */
function roundsText(rounds, ownCount) {
  const own = [...new Set(rounds.map(([mine]) => mine))];
  const others = [...new Set(rounds.map(([, theirs]) => theirs))];
  if (rounds.length !== own.length * others.length)
    return `own-other ${rounds.map(([mine, theirs]) => `${kMoves[mine]}-${kMoves[theirs]}`).join(", ")}`;
  return [
    ...(own.length < ownCount ? [`own ${own.map((move) => kMoves[move]).join("/")}`] : []),
    ...(others.length < 2 ? [`other ${kMoves[others[0]]}`] : []),
  ].join(", ");
}

/** Edges out of a state: those of the moves that it means to play, then those of slips of its hand. */
function edgesOfState(state, from) {
  const meant = [0, 1].filter((move) => (move === 0 ? state.chance : 1 - state.chance) > 0);
  const plain = new Map();
  const slipped = new Map();
  const add = (edges, to, round) => edges.set(to, [...(edges.get(to) ?? []), round]);
  for (const move of meant)
    for (const seen of [0, 1]) {
      const to = stateAfter(state, move, move, seen);
      add(plain, to, [move, seen]);
      const slip = stateAfter(state, move, 1 - move, seen);
      if (meant.length === 1 && slip !== to) add(slipped, slip, [1 - move, seen]);
    }
  const told = (edges, slip, ownCount) =>
    [...edges].map(([to, rounds]) => ({
      from,
      to,
      label: `${slip ? "slip: " : ""}${roundsText(rounds, ownCount)}`,
      slip,
    }));
  return [...told(plain, false, meant.length), ...told(slipped, true, 2)];
}

const stateLabel = (chance) => (chance === 1 ? "C" : chance === 0 ? "D" : `C ${Number((100 * chance).toFixed(1))}%`);

/** The automaton of a text as states and edges to draw; null where the text is bad or has too many states. */
function automatonOfText(text) {
  const states = statesOfText(text);
  if (states === null || states.length > kMostDrawnStates) return null;
  return {
    states: states.map(({ chance }, id) => ({ id, label: stateLabel(chance), restraint: chance, start: id === 0 })),
    edges: states.flatMap(edgesOfState),
  };
}

/** A text with its chances in three digits, for where there is little room. */
const shortChances = (text) =>
  String(text).replace(/\d+\.\d{4,}(e-?\d+)?/g, (chance) => String(Number(Number(chance).toPrecision(3))));
