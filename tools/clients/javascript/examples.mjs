// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
/** Examples: detente run --program 'node examples.mjs' */
import {C, D, serve} from "./detente_strategy.mjs";

class TitForTat {
  static about = {name: "js-tit-for-tat", about: "Cooperates first, then repeats the other's last move.",
                  source: "Rapoport; Axelrod (1980)", against: "CDDC", plays: "CCDD"};
  next = C;
  play() { return this.next; }
  see(meant, mine, theirs) { this.next = theirs; }
}

/** A chance, and a parameter. */
class GenerousTitForTat {
  static about = {
    name: "js-generous-tit-for-tat", about: "Tit-for-tat that forgives a defection with a chance.",
    source: "Nowak and Sigmund (1992); Molander (1985)", against: "CDDC", plays: "CCdd", chances: true,
    parameters: [{name: "generosity", value: null, low: 0, high: 1,
                  meaning: "Chance of cooperation after a defection; by default from the payoffs."}]};
  last = C;
  begin({payoffs: [[R, S], [T, P]]}) {
    if (this.generosity !== null) return;
    let most = 1;
    if (R > S) most = Math.min(most, 1 - (T - R) / (R - S));
    if (T > P) most = Math.min(most, (R - P) / (T - P));
    this.generosity = Math.max(most, 0);
  }
  play() { return this.last === C ? C : this.generosity; }
  see(meant, mine, theirs) { this.last = theirs; }
}

class TwoTitsForTat {
  static about = {name: "js-two-tits-for-tat", about: "Answers each defection with two.", source: "Axelrod (1984)",
                  against: "CDCCC", plays: "CCDDC"};
  left = 0;
  play() { return this.left > 0 ? D : C; }
  see(meant, mine, theirs) { this.left = theirs === D ? 2 : Math.max(0, this.left - 1); }
}

/** Its memory has no end: exact in matches of known length, else sampled. */
class GoByMajority {
  static about = {name: "js-go-by-majority", about: "Does what the other did more often; cooperates when both are equal.",
                  source: "Axelrod (1980)", against: "CDDC", plays: "CCCD"};
  lead = 0;
  play() { return this.lead >= 0 ? C : D; }
  see(meant, mine, theirs) { this.lead += theirs === C ? 1 : -1; }
}

/** Three fields of memory. */
class Contrite {
  static about = {name: "js-contrite", about: "Tit-for-tat that accepts the answer to its own slip.",
                  source: "Boyd (1989); an example", against: "CDDC", plays: "CCDD"};
  next = C;
  mineIsGood = true;
  theirsIsGood = true;
  play() { return this.next; }
  see(meant, mine, theirs) {
    const {mineIsGood, theirsIsGood} = this;
    this.mineIsGood = mine === C || (mineIsGood && !theirsIsGood);
    this.theirsIsGood = theirs === C || (theirsIsGood && !mineIsGood);
    this.next = this.mineIsGood && !this.theirsIsGood ? D : C;
  }
}

/** All matches at once: a text of letters, one for each. */
class BatchedTitForTat {
  static about = {name: "js-batched-tit-for-tat", about: "Tit-for-tat, for all matches at once.",
                  source: "Rapoport; Axelrod (1980)", against: "CDDC", plays: "CCDD", batched: true};
  constructor(lanes) { this.next = C.repeat(lanes); }
  play() { return this.next; }
  see(meant, mine, theirs) { this.next = theirs; }
}

serve(TitForTat, GenerousTitForTat, TwoTitsForTat, GoByMajority, Contrite, BatchedTitForTat);
