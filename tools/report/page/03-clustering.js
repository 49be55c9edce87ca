// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
/** Who is like whom: an order in which neighbours fare alike. */

/** Root of the mean square of the differences where both are known; far apart where nothing is. */
function distanceOf(a, b) {
  let sum = 0;
  let known = 0;
  for (let index = 0; index < a.length; ++index)
    if (typeof a[index] === "number" && typeof b[index] === "number") {
      sum += (a[index] - b[index]) ** 2;
      ++known;
    }
  return known === 0 ? Infinity : Math.sqrt(sum / known);
}

/** Average linkage: each step joins the two groups whose members lie nearest to each other in the mean. */
function groupsOf(distances) {
  const groups = distances.map((_, index) => ({ first: index, members: [index], parts: null }));
  const between = (a, b) => d3.mean(a.members.flatMap((one) => b.members.map((other) => distances[one][other])));
  let table = distances.map((row) => [...row]);
  while (groups.length > 1) {
    let nearest = [0, 1];
    for (let one = 0; one < groups.length; ++one)
      for (let other = one + 1; other < groups.length; ++other)
        if (table[one][other] < table[nearest[0]][nearest[1]]) nearest = [one, other];
    const [low, high] = nearest;
    const parts = [groups[low], groups[high]];
    groups[low] = { first: groups[low].first, members: parts.flatMap(({ members }) => members), parts };
    groups.splice(high, 1);
    table = table.filter((_, index) => index !== high).map((row) => row.filter((_, index) => index !== high));
    for (let other = 0; other < groups.length; ++other)
      if (other !== low) table[low][other] = table[other][low] = between(groups[low], groups[other]);
  }
  return groups[0];
}

/** The members of a group, each part turned so that its end is like its neighbour's. */
function orderOf(group, distances) {
  if (group.parts === null) return group.members;
  const [left, right] = group.parts.map((part) => orderOf(part, distances));
  const ways = [
    [left, right],
    [left, [...right].reverse()],
    [[...left].reverse(), right],
    [[...left].reverse(), [...right].reverse()],
  ];
  const seam = ([one, other]) => distances[one[one.length - 1]][other[0]];
  return ways.reduce((best, way) => (seam(way) < seam(best) ? way : best)).flat();
}

/**
 * The names in an order of likeness; `rows(name)` are its values, null where unknown. Ties fall to the name that comes
 * first in the alphabet, so that the order depends on nothing else.
 */
function clusteredOrder(names, rows) {
  if (names.length < 3) return [...names];
  const sorted = [...names].sort(d3.ascending);
  const values = sorted.map(rows);
  const distances = values.map((one) => values.map((other) => distanceOf(one, other)));
  return orderOf(groupsOf(distances), distances).map((index) => sorted[index]);
}
