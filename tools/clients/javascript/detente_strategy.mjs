// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
/**
 * A détente strategy in JavaScript (Node.js 18): a class whose fields are its memory. `serve` ends the file.
 *
 *   import {C, D, serve} from "./detente_strategy.mjs";
 *
 *   class TitForTat {
 *     static about = {name: "my-tit-for-tat", about: "Repeats the other's last move.", source: "Rapoport",
 *                     against: "CDDC", plays: "CCDD"};         // an example: the other's moves, and its own
 *     next = C;                                                // every match begins with a fresh copy
 *     play() { return this.next; }                             // C, D, or a number: the chance of C
 *     see(meant, mine, theirs, verified) { this.next = theirs; }
 *   }
 *   serve(TitForTat);
 *
 * Play it with: detente run --program 'node my_file.mjs'
 *
 * What `about` may have besides:
 *   chances: true       play() returns chances of C; the engine throws the dice
 *   parameters: [{name, value, low, high, meaning, kind}]  fields that users may set, set before begin(); `kind` is
 *                       "number", "whole" or "moves"; value null: begin() sets it. `a-b` is the field `a_b`.
 *   presets: [{name, settings}], alias: "tft,t4t"           other names
 *   enumerable: false   its memories cannot be compared: only sampled, never solved exactly
 *   verified: true      see() looks at `verified`: the other was open, so that `theirs` is true
 *   graded: true        moves are levels 0, 1, 2, ...; with `chances` a list, one for each level
 *   levels: 6           levels of the game in which its example is played
 *   batched: true       one object plays all matches: constructor(lanes); play() returns a text of as many letters
 *                       (or a list of chances), see() takes such texts. Fields are texts or lists with an item for each
 *                       match, or the same for all.
 * What the class may have besides:
 *   begin(briefing)     told before round 1; may throw new Refusal("a sentence")
 *   say()               null, reassure(level, rounds) or threaten(level, rounds)
 *   hear(signal)        what the other said: null or such a signal; before play()
 *   open()              true: it lets itself be verified
 *   turn(briefing)      payoffs or errors have changed during the match
 *
 * A strategy must not use clocks, Math.random(), files, or anything else outside of its fields. console.log() goes to
 * standard error. The protocol is explained in the manual: formats/program-protocol.
 */
import fs from "node:fs";
import {fileURLToPath} from "node:url";

export const C = "C", D = "D";
export const reassure = (level = C, rounds = 1) => ({kind: "r", level, rounds});
export const threaten = (level = C, rounds = 1) => ({kind: "t", level, rounds});
export class Refusal extends Error {}

const DIGITS = "0123456789abcdef";
const OWN_FILE = fileURLToPath(import.meta.url);

/** A copy that shares nothing that can change. */
function copied(one) {
  const copy = Object.create(Object.getPrototypeOf(one));
  for (const name of Object.keys(one)) {
    const value = one[name];
    copy[name] = typeof value !== "object" || value === null || Object.isFrozen(value) ? value : structuredClone(value);
  }
  return copy;
}

const inFull = (_, value) =>
  value instanceof Map ? ["Map", ...value] : value instanceof Set ? ["Set", ...value] : typeof value === "bigint" ? `${value}n` : value;
/** Equal for equal memories. */
const keyOf = (one) => JSON.stringify(one, inFull);

class Strategy {
  constructor(kind) {
    const told = kind.about;
    this.kind = kind;
    this.told = told;
    this.parameters = (told.parameters ?? []).map((p) => ({kind: "number", ...p, field: p.name.replaceAll("-", "_")}));
    for (const key of ["chances", "graded", "batched", "verified"]) this[key] = told[key] ?? false;
    const has = (name) => typeof kind.prototype[name] === "function";
    this.begins = has("begin");
    this.speaks = has("say");
    this.listens = has("hear");
    this.opens = has("open");
    this.turns = has("turn");
    if (this.batched && (this.speaks || this.listens || this.opens))
      throw new TypeError(`${told.name}: a batched strategy has no say, hear or open`);
  }
  hello() {
    const {name, about, source, against, plays, alias = "", levels = 2, enumerable = true, presets = []} = this.told;
    const {chances, graded, verified, begins, speaks, listens, opens, turns} = this;
    const parameters = this.parameters.map(({field, ...rest}) => rest);
    return {name, about, source, against, plays, alias, levels, enumerable, presets, chances, graded, verified, begins, speaks,
            listens, opens, turns, parameters};
  }
  create(ask, lanes = 1) {
    const one = new this.kind(lanes);
    for (const p of this.parameters) one[p.field] = ask.settings[p.name] ?? p.value;
    if (this.begins && ask.briefing) one.begin(frozen(ask.briefing));
    return one;
  }
  move(letter) { return this.graded ? DIGITS.indexOf(letter) : letter; }
  letter(move) {
    if (this.graded && Number.isInteger(move) && move >= 0 && move < 16) return DIGITS[move];
    if (!this.graded && (move === C || move === D)) return move;
    const hint = !this.chances && typeof move === "number" ? "; a class that gives chances says: chances: true" : "";
    throw new RangeError(`play() returned ${JSON.stringify(move)}; a move is ${this.graded ? "a level" : "C or D"}${hint}`);
  }
  chance(move, levels) {
    if (!this.graded) return move === C ? 1 : move === D ? 0 : move;
    return Array.isArray(move) ? move : Array.from({length: levels}, (_, level) => (level === move ? 1 : 0));
  }
  said(one) {
    const signal = one.say();
    return signal ? [signal.kind, this.letter(signal.level), signal.rounds] : ["-", this.graded ? "0" : C, 1];
  }
  heard(kind, level, rounds) { return kind === "-" ? null : {kind, level: this.move(level), rounds}; }
}

/** What is shared by copies, and told apart by its content. */
function frozen(value) {
  if (typeof value === "object" && value !== null) Object.values(value).forEach(frozen);
  return Object.freeze(value);
}

/** Some matches of one strategy, side by side. */
class Seat {
  constructor(strategy, ask) {
    Object.assign(this, {strategy, count: ask.lanes, levels: ask.levels});
    const first = strategy.create(ask, ask.lanes);
    this.lanes = strategy.batched ? [first] : [first, ...Array.from({length: ask.lanes - 1}, () => copied(first))];
  }
  copy() {
    return Object.assign(Object.create(Seat.prototype), this, {lanes: this.lanes.map(copied)});
  }
  see({meant, mine, theirs, verified = ""}) {
    const {strategy, lanes} = this;
    if (strategy.batched) return lanes[0].see(meant, mine, theirs, verified);
    for (let i = 0; i < lanes.length; i++)
      lanes[i].see(strategy.move(meant[i]), strategy.move(mine[i]), strategy.move(theirs[i]), verified[i] === "o");
  }
  hear({kind, level, rounds}) {
    this.lanes.forEach((one, i) => one.hear(this.strategy.heard(kind[i], level[i], rounds[i])));
  }
  choices() {
    const {strategy, lanes, levels} = this;
    let answer;
    if (strategy.batched) {
      const chosen = lanes[0].play();
      answer = typeof chosen === "string" ? {moves: chosen} : {chances: chosen};
    } else if (strategy.chances) {
      answer = {chances: lanes.map((one) => strategy.chance(one.play(), levels))};
    } else {
      let moves = "";
      for (const one of lanes) moves += strategy.letter(one.play());
      answer = {moves};
    }
    if (strategy.opens) answer.open = lanes.map((one) => (one.open() ? "o" : "-")).join("");
    return answer;
  }
  said() {
    if (!this.strategy.speaks) return {};
    const all = this.lanes.map((one) => this.strategy.said(one));
    const letters = (i) => all.map((signal) => signal[i]).join("");
    return {say: {kind: letters(0), level: letters(1), rounds: all.map((signal) => signal[2])}};
  }
  /** Who listens chooses when it has heard. */
  now() { return this.strategy.listens ? this.said() : {...this.said(), ...this.choices()}; }
  keys() {
    const {strategy, lanes, count} = this;
    if (!strategy.batched) return lanes.map(keyOf);
    const fields = Object.values(lanes[0]).map((value) => [value, value?.length === count]);
    return Array.from({length: count}, (_, i) => JSON.stringify(fields.map(([value, byLane]) => (byLane ? value[i] : value)), inFull));
  }
}

/** Memories of a strategy, numbered as they are met; 0 is the first. */
class Walk {
  constructor(strategy, ask) {
    const first = strategy.create(ask);
    Object.assign(this, {strategy, levels: ask.levels, met: [first], number: new Map([[keyOf(first), 0]])});
  }
  after(memory, change) {
    const changed = copied(this.met[memory]);
    change(changed);
    const key = keyOf(changed);
    let number = this.number.get(key);
    if (number === undefined) {
      this.number.set(key, (number = this.met.length));
      this.met.push(changed);
    }
    return number;
  }
  see(memory, meant, mine, theirs, verified) {
    const {strategy} = this;
    const moves = strategy.batched ? [meant, mine, theirs, verified ? "o" : "-"] : [...[meant, mine, theirs].map((m) => strategy.move(m)), verified];
    return this.after(memory, (one) => one.see(...moves));
  }
  row(memory, slips) {
    const {strategy, levels} = this, one = this.met[memory];
    const letters = strategy.graded ? [...DIGITS.slice(0, levels)] : ["C", "D"];
    let play = one.play(), likely;
    if (strategy.batched) play = play[0];
    if (strategy.chances) {
      play = strategy.chance(play, levels);
      likely = strategy.graded ? play.map((chance) => chance > 0) : [play > 0, play < 1];
    } else {
      play = strategy.batched ? play : strategy.letter(play);
      likely = letters.map((letter) => letter === play);
    }
    const next = [];
    letters.forEach((meant, i) => {
      for (const mine of letters) for (const theirs of letters) for (const verified of strategy.verified ? [false, true] : [false])
        next.push(likely[i] && (slips || mine === meant) ? this.see(memory, meant, mine, theirs, verified) : -1);
    });
    const row = {play, next};
    if (strategy.speaks) row.say = strategy.said(one);
    if (strategy.opens) row.open = Boolean(one.open());
    if (strategy.listens) row.silent = this.after(memory, (copy) => copy.hear(null));
    return row;
  }
  rows({from, most, slips}) {
    const rows = [];
    while (rows.length < most && from + rows.length < this.met.length) rows.push(this.row(from + rows.length, slips));
    return {rows};
  }
  event({memory, saw, heard, turned}) {
    if (saw) return this.see(memory, ...saw);
    if (heard) return this.after(memory, (one) => one.hear(this.strategy.heard(...heard)));
    return this.after(memory, (one) => one.turn(frozen(turned)));
  }
}

class Server {
  constructor(kinds) {
    Object.assign(this, {strategies: kinds.map((kind) => new Strategy(kind)), seats: new Map(), numbers: new Map()});
  }
  answer(ask) {
    const {seats} = this, seat = seats.get(ask.seat);
    switch (ask.do) {
      case "hello": return {detente: 1, strategies: this.strategies.map((strategy) => strategy.hello())};
      case "begin": return this.begin(ask);
      case "seat": return this.put(ask.seat, new Seat(this.strategies[ask.strategy], ask)).now();
      case "see": seat.see(ask); return seat.now();
      case "hear": seat.hear(ask); return seat.choices();
      case "play": return {...seat.said(), ...seat.choices()};
      case "turn": seat.lanes.forEach((one) => one.turn(frozen(ask.briefing))); return seat.now();
      case "become": return this.put(ask.seat, seats.get(ask.other).copy()).now();
      case "memories": return {memories: seat.keys().map((key) => this.numbers.get(key) ?? this.count(key))};
      case "rows": return (seat ?? this.put(ask.seat, new Walk(this.strategies[ask.strategy], ask))).rows(ask);
      case "after": return {memory: seat.event(ask)};
      case "leave": seats.delete(ask.seat); return {};
    }
    return {error: `this client does not know the question '${ask.do}'`};
  }
  begin(ask) {
    const strategy = this.strategies[ask.strategy];
    try {
      const one = strategy.create(ask), parameters = {};
      for (const p of strategy.parameters) if (one[p.field] !== null) parameters[p.name] = one[p.field];
      return {parameters, memory: keyOf(one)};
    } catch (refusal) {
      if (refusal instanceof Refusal) return {refuse: refusal.message};
      throw refusal;
    }
  }
  put(number, seat) {
    this.seats.set(number, seat);
    return seat;
  }
  count(key) {
    this.numbers.set(key, this.numbers.size);
    return this.numbers.size - 1;
  }
}

/** An error in one line, with the line of the strategy that threw it. */
function told(error) {
  const line = String(error.stack ?? "").split("\n").find((frame) => /^\s+at /.test(frame) && !frame.includes(OWN_FILE));
  const where = line && /([^/()]+\.m?js:\d+):\d+\)?$/.exec(line);
  return `${error.name ?? "Error"}${where ? ` (${where[1].replace(":", ", line ")})` : ""}: ${error.message ?? error}`.replaceAll("\n", " ");
}

/** Answers for these classes until nobody asks any more. */
export function serve(...kinds) {
  for (const name of ["log", "info", "debug"]) console[name] = console.error; // must not disturb the answers
  const server = new Server(kinds);
  const part = Buffer.alloc(1 << 16);
  let rest = "";
  for (let size; (size = fs.readSync(0, part)) > 0;) {
    const lines = (rest + part.toString("utf8", 0, size)).split("\n");
    rest = lines.pop();
    for (const line of lines) {
      let answer;
      try {
        answer = server.answer(JSON.parse(line));
      } catch (error) { // the strategy's; told to the engine, which names it
        answer = {error: told(error)};
      }
      const text = Buffer.from(JSON.stringify(answer) + "\n");
      for (let at = 0; at < text.length;) at += fs.writeSync(1, text, at);
    }
  }
}
