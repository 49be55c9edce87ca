// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
/** How numbers and names are told: as the terminal tells them. */

const kMissing = "–";

/** A number with so many decimals, a real minus sign and no negative zero; a dash where there is none. */
function decimals(value, digits) {
  if (typeof value !== "number" || !Number.isFinite(value)) return kMissing;
  const text = value.toFixed(digits);
  return Number(text) === 0 ? text.replace("-", "") : text.replace("-", "−");
}

const asScore = (value) => decimals(value, 3);
const asCount = (value) => (typeof value === "number" ? decimals(value, Number.isInteger(value) ? 0 : 1) : kMissing);
const asPercent = (value) => (typeof value === "number" ? `${decimals(100 * value, 1)}%` : kMissing);
/** Shares of which those near none and near all differ: two digits of what is left, "0.0063%", "99.99984%". */
function asFinePercent(value) {
  if (typeof value !== "number") return kMissing;
  const rest = 100 * Math.min(Math.abs(value), Math.abs(1 - value));
  return `${decimals(100 * value, rest < 1e-6 ? 1 : Math.max(1, Math.min(7, 1 - Math.floor(Math.log10(rest)))))}%`;
}
/** Differences of shares, in percentage points. */
const asPoints = (value) => (typeof value === "number" ? decimals(100 * value, 1) : kMissing);
const asText = (value) => (value === null || value === undefined || value === "" ? kMissing : String(value));

/** "1 round", "2 rounds". */
const counted = (number, noun) => `${asCount(number)} ${noun}${number === 1 ? "" : "s"}`;

/** The half width of an interval, where there is one to tell. */
const plusMinus = (error, format) => (error > 1e-12 ? ` ±${format(error)}` : "");

/** A name that fits; whole names are told in titles and tables. */
function shortened(name, most) {
  const letters = [...String(name)];
  return letters.length <= most ? letters.join("") : `${letters.slice(0, Math.max(1, most - 1)).join("")}…`;
}

/** "a", "a and b", "a, b and c". */
function listed(words) {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} and ${words[words.length - 1]}`;
}

const capitalised = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** "security-dilemma" becomes "Security dilemma"; parameters stay as they were written. */
function gameTitle(game) {
  const [name, ...parameters] = String(game).split(":");
  return capitalised(name.replace(/-/g, " ")) + (parameters.length > 0 ? ` (${parameters.join(", ")})` : "");
}
