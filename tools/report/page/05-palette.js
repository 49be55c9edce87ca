// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
/** Who is who, by colour and by shape, so that nobody has to tell colours apart. */

const kRoles = [
  { key: "seeker", label: "security seeker", class: "role-seeker", symbol: d3.symbolCircle },
  { key: "restrained", label: "always restrained", class: "role-restrained", symbol: d3.symbolTriangle },
  { key: "hostile", label: "always hostile", class: "role-hostile", symbol: d3.symbolCross },
  { key: "aggressor", label: "aggressor", class: "role-aggressor", symbol: d3.symbolDiamond },
  { key: "other", label: "neither", class: "role-other", symbol: d3.symbolSquare },
];

const symbolPath = (type, size) => d3.symbol().type(type).size(size)();

function roleOf(row) {
  const key =
    row.role === "aggressor"
      ? "aggressor"
      : row.conduct === "always restrained"
        ? "restrained"
        : row.conduct === "always hostile"
          ? "hostile"
          : row.role === "seeker"
            ? "seeker"
            : "other";
  return kRoles.find((role) => role.key === key);
}

/** A key to shapes, as text beside them: items have a label, a class, a symbol, and may have a size. */
function addSymbolKey(figure, symbols) {
  const items = figure.key.selectAll("span.key-item").data(symbols).join("span").attr("class", "key-item");
  items
    .append("svg")
    .attr("class", "key-symbol")
    .attr("viewBox", "-8 -8 16 16")
    .attr("aria-hidden", "true")
    .append("path")
    .attr("class", (item) => item.class)
    .attr("d", ({ symbol, size = 90 }) => symbolPath(symbol, size));
  items.append("span").text(({ label }) => label);
}

/** A key to the roles that occur. */
function addRoleKey(figure, rows) {
  const present = kRoles.filter((role) => rows.some((row) => roleOf(row) === role));
  if (present.length > 1) addSymbolKey(figure, present);
}

/** Up to six lines that are told apart by colour and by dash. */
const kDashes = ["none", "7 3", "2 3", "10 3 2 3", "5 2", "1 4"];
const kSeries = kDashes.length;
