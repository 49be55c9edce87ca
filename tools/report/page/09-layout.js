// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
/** Where the states and edges of an automaton are drawn: states on a circle, in the order in which play meets them. */

const kNodeRadius = 16;

/** States as play meets them, each as soon as an edge leads there; those that none leads to come last. */
function orderOfStates({ states, edges }) {
  const order = [];
  const visit = (id) => {
    if (order.includes(id)) return;
    order.push(id);
    for (const { from, to, slip } of edges) if (from === id && !slip) visit(to);
  };
  for (const { id, start } of states) if (start) visit(id);
  for (const { id } of states) visit(id);
  return order;
}

/** "other D" becomes "D": that an edge tells what the other was seen to do is said below the picture. */
const edgeLabel = (label) => (label === "" ? "always" : label.replace(/^slip: /, "").replace(/(^|, )other /g, "$1"));

/** Edges from one state to one other are drawn as one line, with the labels of all. */
function edgeGroups(edges) {
  const groups = new Map();
  for (const edge of edges) {
    const key = `${edge.from} ${edge.to} ${edge.slip === true}`;
    if (!groups.has(key)) groups.set(key, { from: edge.from, to: edge.to, slip: edge.slip === true, edges: [] });
    groups.get(key).edges.push(edge);
  }
  return [...groups.values()];
}

const toward = (from, to, distance) => {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  return { x: from.x + ((to.x - from.x) * distance) / length, y: from.y + ((to.y - from.y) * distance) / length };
};

/** A point of the curve from `a` to `b` that bends towards `c`. */
const onCurve = (a, c, b, t) => ({
  x: (1 - t) ** 2 * a.x + 2 * t * (1 - t) * c.x + t ** 2 * b.x,
  y: (1 - t) ** 2 * a.y + 2 * t * (1 - t) * c.y + t ** 2 * b.y,
});

const told = (...numbers) => numbers.map((number) => number.toFixed(1)).join(" ");

/** A loop that leaves the picture's middle behind it. */
function loopOf(node, centre) {
  const away =
    node.x === centre.x && node.y === centre.y
      ? { x: node.x, y: node.y - 1 }
      : { x: 2 * node.x - centre.x, y: 2 * node.y - centre.y };
  const angle = Math.atan2(away.y - node.y, away.x - node.x);
  const at = (turn, distance) => ({
    x: node.x + distance * Math.cos(angle + turn),
    y: node.y + distance * Math.sin(angle + turn),
  });
  const [begin, one, other, end] = [at(-0.5, kNodeRadius), at(-0.65, 46), at(0.65, 46), at(0.5, kNodeRadius + 4)];
  return {
    path: `M${told(begin.x, begin.y)} C${told(one.x, one.y, other.x, other.y, end.x, end.y)}`,
    places: [at(0, 47), at(0.3, 52), at(-0.3, 52)],
  };
}

/** A curve that bends to its left, so that the way back is another one. */
function curveOf(from, to) {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const bend = Math.min(34, length * 0.2);
  const left = { x: (to.y - from.y) / length, y: -(to.x - from.x) / length };
  const middle = { x: (from.x + to.x) / 2 + 2 * bend * left.x * 0.7, y: (from.y + to.y) / 2 + 2 * bend * left.y * 0.7 };
  const [begin, end] = [toward(from, middle, kNodeRadius), toward(to, middle, kNodeRadius + 4)];
  const places = [0.5, 0.4, 0.6, 0.3, 0.7, 0.25, 0.75].flatMap((t) => {
    const { x, y } = onCurve(begin, middle, end, t);
    return [
      { x: x + 8 * left.x, y: y + 8 * left.y },
      { x: x - 8 * left.x, y: y - 8 * left.y },
    ];
  });
  return { path: `M${told(begin.x, begin.y)} Q${told(middle.x, middle.y, end.x, end.y)}`, places };
}

/** The first place where a label stands free of states and of other labels, or else the first. */
function freePlace(places, text, taken, nodes) {
  const half = { x: text.length * 3.2 + 2, y: 7 };
  const isFree = ({ x, y }) =>
    nodes.every(
      (node) =>
        Math.hypot(Math.max(0, Math.abs(node.x - x) - half.x), Math.max(0, Math.abs(node.y - y) - half.y)) >
        kNodeRadius,
    ) && taken.every((one) => Math.abs(one.x - x) > one.half.x + half.x || Math.abs(one.y - y) > one.half.y + half.y);
  const place = places.find(isFree) ?? places[0];
  taken.push({ ...place, half });
  return place;
}

/** So many places on an ellipse, equally far from each other along it, from the top on; with its whole length. */
function ellipsePlaces(count, across, down) {
  const steps = 720;
  const at = (step) => {
    const angle = (2 * Math.PI * step) / steps - Math.PI / 2;
    return { x: across * Math.cos(angle), y: down * Math.sin(angle) };
  };
  const lengths = [0];
  for (let step = 1; step <= steps; ++step)
    lengths.push(lengths[step - 1] + Math.hypot(at(step).x - at(step - 1).x, at(step).y - at(step - 1).y));
  const whole = lengths[steps];
  const places = d3.range(count).map((place) => at(lengths.findIndex((length) => length >= (place * whole) / count)));
  return { places, whole };
}

/** Where states stand around (0, 0), and how far down they reach: as wide as they and their edges need, else taller. */
function statePlaces(count, edgeCount, width) {
  if (count === 1) return { places: [{ x: 0, y: 0 }], down: 0 };
  const room = Math.max(60, width / 2 - 74);
  const across = Math.min(room, Math.max(62, count * 13.5, edgeCount * 6.5));
  if (count === 2) return { places: [-across, across].map((x) => ({ x, y: 0 })), down: 6 };
  const apart = 2.6 * kNodeRadius;
  for (let down = across; ; down += 8) {
    const { places, whole } = ellipsePlaces(count, across, down);
    if (whole >= count * apart) return { places, down };
  }
}

/** States and edges with their places in a picture `width` wide; edges of slips only where they are asked for. */
function layoutOf(automaton, width, hasSlips) {
  const count = automaton.states.length;
  const groups = edgeGroups(automaton.edges.filter(({ slip }) => hasSlips || !slip));
  const { places, down } = statePlaces(count, groups.length, width);
  const centre = { x: width / 2, y: down + 62 };
  const states = new Map(automaton.states.map((state) => [state.id, state]));
  const nodes = orderOfStates(automaton).map((id, index) => ({
    ...states.get(id),
    x: centre.x + places[index].x,
    y: centre.y + places[index].y + (count === 1 ? 14 : 0),
  }));
  const at = new Map(nodes.map((node) => [node.id, node]));
  const taken = [];
  const edges = groups.map((group) => {
    const [from, to] = [at.get(group.from), at.get(group.to)];
    const line = group.from === group.to ? loopOf(from, count === 1 ? from : centre) : curveOf(from, to);
    const label = group.edges.map((edge) => edgeLabel(edge.label)).join(" or ");
    return { ...group, path: line.path, at: freePlace(line.places, label, taken, nodes) };
  });
  return { nodes, edges, height: 2 * centre.y };
}
