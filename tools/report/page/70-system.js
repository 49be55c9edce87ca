// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
/** Systems of states: what the results of `detente system` hold, in the shape that the page draws. */

const frontName = ({ row, column }) => `${row} – ${column}`;

/** "tit-for-tat+balancer@greedy". */
function memberText({ strategy, alignment, motive }) {
  return `${strategy}${alignment ? `+${alignment}` : ""}${motive && motive !== "game" ? `@${motive}` : ""}`;
}

/** A design of a system as the section on the design tells it, each value in a line. */
function systemDesignOf(design) {
  const states = list(design.states).map((state) => {
    const means = Array.isArray(state.means)
      ? state.means.map(({ round, means: units }) => `${units} from round ${round}`).join(", ")
      : state.means;
    const units = [
      ...(state.strength === 1 ? [] : [`strength ${state.strength}`]),
      ...(means === state.strength ? [] : [`means ${means}`]),
      ...(state.deterrent > 0 ? [`deterrent ${state.deterrent}`] : []),
    ];
    return `${state.name}: ${[memberText(state), ...units].join(", ")}`;
  });
  const told = (value, isSo) => (isSo ? value : null);
  return {
    ...design,
    states: states.join("; "),
    fronts: list(design.fronts)
      .map(([row, column]) => `${row} – ${column}`)
      .join("; "),
    pledges:
      list(design.pledges)
        .map(([by, to, kind]) => `${by} > ${to}${kind === "back" ? " (blank cheque)" : ""}`)
        .join("; ") || null,
    institutions:
      list(design.institutions)
        .map(({ members, verify }) => `${list(members).join(", ")}: verify ${verify}`)
        .join("; ") || null,
    war: told(design.war, design.war?.pace > 0),
    game_of: told(design.game_of, Object.keys(design.game_of ?? {}).length > 0),
    tremble_of: told(design.tremble_of, Object.keys(design.tremble_of ?? {}).length > 0),
    misperception_of: told(design.misperception_of, Object.keys(design.misperception_of ?? {}).length > 0),
  };
}

/** States with what they play and what they come to. */
function systemStates(results) {
  const members = new Map(list(results.design?.states).map((state) => [state.name, state]));
  return list(results.states).map((state) => ({
    ...state,
    strategy: memberText(members.get(state.name) ?? { strategy: kMissing }),
    entry_chance: state.entry?.chance ?? null,
    entry_round: state.entry?.round ?? null,
    honoured: state.pledges?.invoked > 0 ? state.pledges.honoured / state.pledges.invoked : null,
    ...Object.fromEntries(Object.entries(state.cost ?? {}).map(([key, value]) => [`cost_${key}`, value])),
  }));
}

/** Fronts with their shares of peace, friction and conflict; those least at peace come first. */
function systemFronts(results) {
  const levels = results.design?.levels ?? 2;
  const peaceLevel = results.design?.peace_level ?? 0;
  return list(results.fronts)
    .map((front) => {
      const joint = list(front.joint);
      const rows = Array.isArray(joint[0])
        ? joint
        : d3.range(levels).map((row) => joint.slice(row * levels, (row + 1) * levels));
      return { ...front, front: frontName(front), ...climateOf(rows, peaceLevel) };
    })
    .sort((a, b) => a.peace - b.peace);
}

function systemNumbers({ design, system, repetitions, exact_points }) {
  const share = (key) => (typeof system?.[key] === "number" ? asPercent(system[key]) : kMissing);
  return [
    ["states", asCount(list(design?.states).length)],
    ["fronts", asCount(list(design?.fronts).length)],
    ["match length", lengthText(design ?? {})],
    ["peace of a front", share("peace")],
    ["all at peace", share("quiet")],
    ["general war at some time", share("general_war_ever")],
    ["states left", design?.war?.pace > 0 ? decimals(system?.survivors, 2) : kMissing],
    [exact_points ? "exact: joint memories" : "sampled: repetitions", asCount(exact_points ?? repetitions)],
  ];
}

/** The results of one system: as it went, a contest for a seat, or one misreading. */
function systemOf(results) {
  const design = results.design ?? {};
  return {
    ...commonOf(results),
    kind: "System",
    title: `System of ${counted(list(design.states).length, "state")}, ${gameTitle(design.game)} ${noiseText(design)}`,
    design: systemDesignOf(design),
    names: list(design.states).map(({ name }) => name),
    system: {
      states: systemStates(results),
      fronts: systemFronts(results),
      course: results.course ?? null,
      pledges: list(design.pledges).map(([by, to, kind]) => ({ by, to, kind })),
      places: list(design.states).map(({ name, strength }) => ({ name, strength })),
      links: list(design.fronts).map(([row, column]) => ({ row, column })),
      hasWar: design.war?.pace > 0 || design.pace > 0,
      contagion: list(results.contagion),
      impulse: results.impulse ?? null,
      horizon: results.horizon ?? null,
      contest: list(results.contest),
      contestState: results.contest_state ?? null,
      baseline: results.baseline ?? null,
      aggressor: results.aggressor ?? null,
    },
    numbers: systemNumbers(results),
  };
}

const kLongestValue = 10;

/** A value of a key as it may stand before a bar: as it is, or by number where values are long. */
function shortValue({ values }, value) {
  const isShort = values.every((one) => [...one].length <= kLongestValue);
  return isShort ? value : `(${values.indexOf(value) + 1})`;
}

/** The keys of a grid; with the numbers of their values, where those stand for them. */
function axesText(over) {
  return listed(
    over.map(({ key, values }) =>
      values.some((value) => shortValue({ values }, value) !== value)
        ? `${spaced(key)} (${values.map((value, index) => `(${index + 1}) ${value}`).join("; ")})`
        : spaced(key),
    ),
  );
}

/** The points of a grid. */
function systemSweepOf(results) {
  const over = list(results.over).map(({ key, values }) => ({ key, values: list(values).map(String) }));
  const points = list(results.points).map((point) => ({
    ...point.values,
    name: over.map((axis) => shortValue(axis, String(point.values?.[axis.key] ?? kMissing))).join(", "),
    ...point.system,
  }));
  const first = list(results.points)[0]?.design ?? {};
  const keys = over.map(({ key }) => key);
  return {
    ...commonOf(results),
    kind: "System",
    title: `System over ${listed(keys)}`,
    design: Object.fromEntries(
      Object.entries(systemDesignOf(first)).filter(([key]) => !keys.includes(key.replace(/_/g, "-"))),
    ),
    systemSweep: { over, points, credit: list(results.credit) },
    numbers: [
      ["points", asCount(points.length)],
      ["match length", keys.includes("rounds") ? kMissing : lengthText(first)],
    ],
  };
}

kFormats.set("detente-system-1", systemOf);
kFormats.set("detente-system-sweep-1", systemSweepOf);
