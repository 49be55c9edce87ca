import {C, D, serve} from "./detente_strategy.mjs";

class <STRUCT> {
  static about = {
    name: "<NAME>",
    about: "Cooperates first, then repeats the other's last move.",
    source: "who described it, and where",
    against: "CDDC", // an example without noise: the other's moves,
    plays: "CCDD",   // and its own
  };

  // Its memory: the fields. Every match begins with a fresh copy.
  next = C;

  // This round's choice: C or D. With `chances: true` in `about`, a number is the chance of C; the engine throws the dice.
  play() { return this.next; }

  // What it learns of a round: what it meant, what it did, what it saw of the other.
  see(meant, mine, theirs) { this.next = theirs; }
}

serve(<STRUCT>);
