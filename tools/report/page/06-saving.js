// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
/** What readers take away: pictures that stand alone, and the numbers behind them. */

/** One field of a CSV file; texts that a spreadsheet would take for a formula are told as text. */
function csvField(value) {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\n\r]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

function csvText(columns, rows) {
  const lines = [columns.map((column) => csvField(column.key))];
  for (const row of rows) lines.push(columns.map((column) => csvField(row[column.key])));
  return `${lines.map((line) => line.join(",")).join("\n")}\n`;
}

const kSavedStyles = [
  ...["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity", "stroke-linejoin"],
  ...["stroke-linecap", "opacity", "font-family", "font-size", "font-weight", "font-style", "text-anchor"],
  ...["dominant-baseline", "paint-order", "visibility", "display"],
];

/** The picture as a file of its own: styles written into it, on light ground whatever the page wears. */
function svgText(svg, title) {
  const root = document.documentElement;
  const theme = root.dataset.theme;
  root.dataset.theme = "light";
  const copy = svg.cloneNode(true);
  const copies = copy.querySelectorAll("*");
  svg.querySelectorAll("*").forEach((element, index) => {
    const style = getComputedStyle(element);
    const kept = kSavedStyles.map((name) => `${name}:${style.getPropertyValue(name)}`);
    copies[index].setAttribute("style", kept.join(";"));
    for (const name of ["class", "tabindex"]) copies[index].removeAttribute(name);
    for (const name of ["fill", "stroke"])
      if (copies[index].getAttribute(name) === "currentColor") copies[index].removeAttribute(name);
  });
  const ground = getComputedStyle(root).getPropertyValue("--ground").trim() || "#fff";
  if (theme === undefined) delete root.dataset.theme;
  else root.dataset.theme = theme;
  const [, , width, height] = svg.getAttribute("viewBox").split(" ");
  for (const name of ["class", "tabindex", "style"]) copy.removeAttribute(name);
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", width);
  copy.setAttribute("height", height);
  const paper = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  paper.setAttribute("width", width);
  paper.setAttribute("height", height);
  paper.setAttribute("fill", ground);
  const heading = document.createElementNS("http://www.w3.org/2000/svg", "title");
  heading.textContent = title;
  copy.prepend(heading, paper);
  return new XMLSerializer().serializeToString(copy);
}

function save(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
