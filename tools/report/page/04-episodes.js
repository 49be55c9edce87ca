// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
/** A match out of its trace, round by round: what was meant, done and seen, and when there was hostility. */

const levelOf = (letter) => (letter === "C" ? 0 : letter === "D" ? 1 : parseInt(letter, 16));

/**
 * Episodes of hostility, as {from, to, isOver} with rounds from 0: each begins with a round that is not peace and lasts
 * up to `calm` rounds of peace in a row, or to the end of what is known.
 */
function episodesOf(rounds, peaceLevel, calm) {
  const episodes = [];
  let current = null;
  rounds.forEach(({ levels }, index) => {
    if (levels.some((level) => level > peaceLevel)) {
      current = current ?? { from: index, to: index, isOver: false };
      current.to = index;
    } else if (current !== null && index - current.to >= calm) {
      episodes.push({ ...current, isOver: true });
      current = null;
    }
  });
  if (current !== null) episodes.push({ ...current, to: rounds.length - 1 });
  return episodes;
}

/** One side of a round, as it was meant, done, and seen of the other. */
function deedOf(trace, side, other, index) {
  const at = (key) => trace[key]?.[index] ?? "-";
  return {
    round: index + 1,
    strategy: trace[side],
    other: trace[other],
    meant: at(`${side}_meant`),
    done: at(`${side}_moves`),
    saw: at(`${side}_seen`),
    truth: at(`${other}_moves`),
    said: at(`${side}_signals`),
    heard: at(`${side}_heard`),
    told: at(`${other}_signals`),
    isOpen: at(`${side}_open`) !== "-",
  };
}

/** The rounds of a trace, with the levels of both sides; `isTurned` puts the column's strategy first. */
function roundsOf(trace, isTurned) {
  const [first, second] = isTurned ? ["column", "row"] : ["row", "column"];
  return [...trace.row_moves].map((_, index) => {
    const deeds = [deedOf(trace, first, second, index), deedOf(trace, second, first, index)];
    return { round: index + 1, deeds, levels: deeds.map(({ done }) => levelOf(done)) };
  });
}

const hasTrembled = (deed) => deed.meant !== "-" && deed.meant !== deed.done;
const hasMisread = (deed) => deed.saw !== "-" && deed.saw !== deed.truth;
const hasMisheard = (deed) => deed.heard !== deed.told;

const kSaid = { r: "announced restraint", t: "threatened" };

/** What happened on one side of a round, as a sentence without its end. */
function deedSentence(deed) {
  const parts = [];
  if (deed.said in kSaid) parts.push(kSaid[deed.said]);
  if (deed.isOpen) parts.push("was open");
  parts.push(hasTrembled(deed) ? `meant ${deed.meant} and did ${deed.done} by mistake` : `did ${deed.done}`);
  if (hasMisheard(deed)) parts.push(`heard ${deed.heard in kSaid ? "what was not said" : "nothing of what was said"}`);
  if (deed.saw !== "-") parts.push(hasMisread(deed) ? `saw ${deed.saw} where it was ${deed.truth}` : `saw ${deed.saw}`);
  return `${deed.strategy} ${listed(parts)}`;
}

const roundSentence = ({ round, deeds }) => `Round ${round}: ${deeds.map(deedSentence).join("; ")}.`;

/** What a match came to, in a sentence or two. */
function matchSummary(rounds, episodes, peaceLevel, allRounds) {
  const share = (hostile) =>
    rounds.filter(({ levels }) => levels.filter((level) => level > peaceLevel).length === hostile).length;
  const count = (isSo) => rounds.reduce((sum, { deeds }) => sum + deeds.filter(isSo).length, 0);
  const longest = d3.max(episodes, ({ from, to }) => to - from + 1) ?? 0;
  const shown =
    allRounds > rounds.length
      ? `The first ${rounds.length} of ${allRounds} rounds`
      : `${capitalised(counted(rounds.length, "round"))}`;
  const hostility =
    episodes.length === 0
      ? "no hostility"
      : `${counted(episodes.length, "episode")} of hostility, the longest of ${counted(longest, "round")}`;
  return (
    `${shown}: ${share(0)} of peace, ${share(1)} of friction, ${share(2)} of conflict; ${hostility}; ` +
    `${counted(count(hasTrembled), "tremble")}, ${counted(count(hasMisread), "misreading")}.`
  );
}
