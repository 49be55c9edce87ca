// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
/**
 * A figure: a picture, a sentence on how to read it, the table behind it, and both to take away.
 *
 * `columns` are {key, label, format, title}, and {choose, canChoose, isChosen} where a cell chooses its row; `rows()` are the rows that are drawn now, each drawn as one `.mark`;
 * `csv()`, where it is set, are other columns and rows to save: those of every round, say.
 * `draw(svg, width, figure)` draws into an empty svg and returns its height, all in pixels of 16 to the text line.
 */

/** Axes with the minus sign of all other numbers: d3 5 writes a hyphen. */
d3.formatDefaultLocale({ decimal: ".", thousands: ",", grouping: [3], currency: ["$", ""], minus: "−" });

/** Marks a button of a group as pressed, for eyes and for screen readers. */
const press = (buttons, isPressed) => buttons.attr("aria-pressed", (value) => String(isPressed(value)));

/** A row of buttons of which one is pressed; `choose` is called with the value of another. */
function addChoice(parent, label, options, chosen, choose) {
  const group = parent.append("div").attr("class", "choice").attr("role", "group").attr("aria-label", label);
  group.append("span").attr("class", "choice-label").text(label);
  const buttons = group
    .selectAll("button")
    .data(options)
    .join("button")
    .attr("type", "button")
    .attr("data-choice", (option) => option.key)
    .text((option) => option.label);
  press(buttons, (option) => option.key === chosen);
  buttons.on("click", (option) => {
    press(buttons, (other) => other.key === option.key);
    choose(option.key);
  });
}

/** What the glossary says of a column; nothing where it does not know it. */
function meaningOf(key) {
  meaningOf.terms ??= JSON.parse(document.getElementById("terms")?.textContent ?? "{}");
  return meaningOf.terms[key];
}

/** A named select; returns it as a selection. Options are {key, label}. */
function addSelect(parent, label, options, chosen, choose) {
  const field = parent.append("label").attr("class", "field");
  field.append("span").text(label);
  const select = field.append("select").on("change", function () {
    choose(this.value);
  });
  select
    .selectAll("option")
    .data(options)
    .join("option")
    .attr("value", (option) => option.key)
    .property("selected", (option) => option.key === chosen)
    .text((option) => option.label);
  return select;
}

class Figure {
  constructor(parent, { name, title, caption, columns, rows, draw, describe }) {
    Object.assign(this, { name, title, columns, rows, draw, describe });
    this.root = parent.append("figure").attr("data-figure", name);
    const bar = this.root.append("div").attr("class", "figure-bar");
    bar.append("h3").text(title);
    const tools = bar.append("div").attr("class", "figure-tools");
    this.tableButton = this.addTool(tools, "Table", "Show the numbers behind this figure", () => this.toggleTable());
    this.tableButton.attr("aria-expanded", "false");
    this.addTool(tools, "SVG", "Save the picture", () => this.savePicture());
    this.addTool(tools, "CSV", "Save the numbers", () => this.saveNumbers());
    this.caption = this.root.append("figcaption").text(caption);
    this.controls = this.root.append("div").attr("class", "controls");
    this.key = this.root.append("div").attr("class", "key");
    this.picture = this.root.append("div").attr("class", "picture");
    this.svg = this.picture.append("svg").attr("role", "img").attr("aria-label", `${title}. ${caption}`);
    this.reading = this.root.append("p").attr("class", "reading").attr("aria-live", "polite");
    this.sort = null;
    Figure.all.push(this);
  }

  addTool(parent, label, title, act) {
    return parent
      .append("button")
      .attr("type", "button")
      .attr("data-tool", label.toLowerCase())
      .attr("title", title)
      .attr("aria-label", `${label}: ${title.toLowerCase()} (${this.title})`)
      .text(label)
      .on("click", act);
  }

  /** Draws anew what is shown. */
  update() {
    const unit = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
    const width = Math.max(240, Math.floor(this.picture.node().clientWidth / unit));
    this.drawnWidth = width;
    this.root.attr("data-rows", this.rows().length);
    this.svg.selectAll("*").remove();
    const height = Math.ceil(this.draw(this.svg, width, this));
    this.svg.attr("viewBox", `0 0 ${width} ${height}`).style("width", `${width * unit}px`);
    if (this.table) this.fillTable();
  }

  toggleTable() {
    if (this.table) {
      this.table.remove();
      this.table = null;
    } else {
      this.table = this.root.append("div").attr("class", "table").attr("tabindex", "0");
      this.table.attr("role", "region").attr("aria-label", `Table: ${this.title}`);
      this.fillTable();
    }
    this.tableButton.attr("aria-expanded", String(this.table !== null));
  }

  sortedRows() {
    const rows = [...this.rows()];
    if (!this.sort) return rows;
    const { key, isDown } = this.sort;
    const known = rows.filter((row) => row[key] !== null && row[key] !== undefined);
    const unknown = rows.filter((row) => row[key] === null || row[key] === undefined);
    known.sort((a, b) => (isDown ? d3.descending : d3.ascending)(a[key], b[key]));
    return [...known, ...unknown];
  }

  fillTable() {
    this.table.selectAll("*").remove();
    const table = this.table.append("table");
    table.append("caption").text(this.title);
    const heads = table.append("thead").append("tr").selectAll("th").data(this.columns).join("th");
    heads.attr("scope", "col").attr("aria-sort", ({ key }) => {
      if (this.sort?.key !== key) return "none";
      return this.sort.isDown ? "descending" : "ascending";
    });
    heads
      .append("button")
      .attr("type", "button")
      .attr("title", (column) => meaningOf(column.key) ?? column.title ?? "Sort by this column")
      .text((column) => column.label)
      .on("click", ({ key }) => {
        this.sort = { key, isDown: this.sort?.key === key && !this.sort.isDown };
        this.fillTable();
        this.table
          .selectAll("th button")
          .filter((column) => column.key === key)
          .node()
          .focus();
      });
    const lines = table.append("tbody").selectAll("tr").data(this.sortedRows()).join("tr");
    const cells = lines
      .selectAll("td")
      .data((row) => this.columns.map((column) => ({ column, row, value: row[column.key] })))
      .join("td")
      .attr("class", ({ value }) => (typeof value === "number" ? "number" : null));
    const isButton = ({ column, row }) => column.choose && column.canChoose(row);
    const text = ({ column, value }) => (column.format ?? asText)(value);
    cells.filter((cell) => !isButton(cell)).text(text);
    const buttons = cells.filter(isButton).append("button").attr("type", "button").text(text);
    press(buttons, ({ column, row }) => column.isChosen(row));
    buttons.on("click", ({ column, row }) => {
      column.choose(row);
      this.table
        .selectAll("td button")
        .filter((cell) => cell.row === row)
        .node()
        .focus({ preventScroll: true });
    });
  }

  savePicture() {
    save(`detente-${this.name}.svg`, "image/svg+xml", svgText(this.svg.node(), this.title));
  }

  saveNumbers() {
    const { columns, rows } = this.csv ? this.csv() : { columns: this.columns, rows: this.sortedRows() };
    save(`detente-${this.name}.csv`, "text/csv", csvText(columns, rows));
  }
}
Figure.all = [];

/** Draws what has changed its width; pictures follow their page. */
function followWidths() {
  let isAsked = false;
  const redraw = () => {
    isAsked = false;
    const unit = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
    for (const figure of Figure.all) {
      const width = Math.max(240, Math.floor(figure.picture.node().clientWidth / unit));
      if (figure.picture.node().clientWidth > 0 && width !== figure.drawnWidth) figure.update();
    }
  };
  addEventListener("resize", () => {
    if (!isAsked) requestAnimationFrame(redraw);
    isAsked = true;
  });
}

/** A mark is told when it is pointed at, in its title and in the line below the figure. */
function tell(marks, figure, sentence) {
  marks.append("title").text(sentence);
  marks.on("pointerenter.tell", (row) => figure.reading.text(sentence(row)));
}

/** An axis with as many ticks as there is room for. */
function addAxis(svg, axis, x, y, className) {
  return svg
    .append("g")
    .attr("class", `axis ${className ?? ""}`)
    .attr("transform", `translate(${x},${y})`)
    .call(axis);
}
