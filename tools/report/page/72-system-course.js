// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
/** How a system goes from round to round: peace of its fronts, strength and survival of its states. */

const kCourses = [
  {
    name: "fronts-over-time",
    title: "Peace of the fronts",
    key: "peace",
    of: "fronts",
    format: asPercent,
    tick: d3.format(".0%"),
    most: 1,
    caption: "Share of the repetitions in which both states live that are at peace in this round.",
  },
  {
    name: "strength-over-time",
    title: "Strength",
    key: "strength",
    of: "states",
    format: (value) => decimals(value, 2),
    tick: (value) => decimals(value, Number.isInteger(value) ? 0 : 1),
    caption: "Mean units of strength at the beginning of the round, 0 where a state is ruined.",
  },
  {
    name: "survival-over-time",
    title: "Survival",
    key: "alive",
    of: "states",
    format: asPercent,
    tick: d3.format(".0%"),
    most: 1,
    caption: "Share of the repetitions in which the state lives in this round.",
  },
];

function courseRows(course, { key, of }) {
  return list(course[of]).map((one) => {
    const values = list(one[key]);
    const known = values.filter((value) => typeof value === "number");
    return {
      name: of === "fronts" ? frontName(one) : one.name,
      values,
      first: known[0] ?? null,
      least: d3.min(known) ?? null,
      last: known[known.length - 1] ?? null,
    };
  });
}

function drawCourse(rows, rounds, kind, chosen) {
  return (svg, width, figure) => {
    const height = Math.max(260, Math.min(420, width * 0.42));
    const labels = width < 480 ? 112 : 200;
    const [left, right, top, bottom] = [46, width - labels, 14, height - 42];
    const x = d3
      .scaleLinear()
      .domain([rounds[0], rounds[rounds.length - 1]])
      .range([left, right]);
    const most =
      kind.most ??
      Math.max(
        1,
        d3.max(rows, (row) => d3.max(row.values)),
      );
    const y = d3.scaleLinear().domain([0, most]).range([bottom, top]);
    addCurveAxes(svg, x, y, kind.tick, "round");
    const line = d3
      .line()
      .defined((value) => typeof value === "number")
      .x((value, index) => x(rounds[index]))
      .y((value) => y(value));
    const place = (row) => chosen.indexOf(row.name);
    const ordered = [...rows].sort((a, b) => place(a) - place(b));
    const marks = svg.selectAll("path.mark").data(ordered).join("path");
    marks
      .attr("class", (row) => `mark curve ${place(row) < 0 ? "" : `chosen series-${place(row)}`}`)
      .attr("stroke-dasharray", (row) => (place(row) < 0 ? null : kDashes[place(row)]))
      .attr("d", (row) => line(row.values));
    tell(marks, figure, (row) => `${row.name}: ${kind.format(row.first)} at first, ${kind.format(row.last)} at last`);
    addCurveLabels(
      svg,
      ordered
        .filter((row) => place(row) >= 0 && row.last !== null)
        .map((row) => ({ name: row.name, place: place(row), height: y(row.last) })),
      right,
      labels,
      top,
      bottom,
    );
    return height;
  };
}

function addCourse(section, course, kind) {
  const rows = courseRows(course, kind);
  const { rounds } = course;
  const chosen = chosenAtFirst([...rows].sort((a, b) => d3.ascending(a.last ?? 2, b.last ?? 2)).map((row) => row.name));
  const figure = new Figure(section, {
    name: kind.name,
    title: kind.title,
    caption: `${kind.caption} Mean over ${counted(course.repetitions, "repetition")}. Select up to ${kSeries} to show in colour.`,
    columns: [
      { key: "name", label: kind.of === "fronts" ? "Front" : "State" },
      { key: "first", label: "First round", format: kind.format },
      { key: "least", label: "Least", format: kind.format },
      { key: "last", label: "Last round", format: kind.format },
    ],
    rows: () => rows,
    draw: drawCourse(rows, rounds, kind, chosen),
  });
  figure.csv = () => ({
    columns: [kind.of === "fronts" ? "front" : "state", "round", kind.key].map((key) => ({ key })),
    rows: rows.flatMap((row) =>
      row.values.map((value, index) => ({
        [kind.of === "fronts" ? "front" : "state"]: row.name,
        round: rounds[index],
        [kind.key]: value,
      })),
    ),
  });
  addCurveChoice(
    figure.controls,
    rows.map((row) => row.name),
    chosen,
    () => figure.update(),
  );
}

function addCourseSection(section, report) {
  const course = report.system?.course;
  if (list(course?.rounds).length < 2) return false;
  const changes = ({ values }) => d3.min(values) !== d3.max(values);
  for (const kind of kCourses) {
    const rows = courseRows(course, kind);
    if (rows.length > 0 && rows.length <= kMostInGraph && (kind.of === "fronts" || rows.some(changes)))
      addCourse(section, course, kind);
  }
  return section.select("figure").node() !== null;
}
