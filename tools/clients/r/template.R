# The client lies beside this file.
here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE)[1]))
source(file.path(here, "detente_strategy.R"))

strategy <- list(
  name = "<NAME>",
  about = "Cooperates first, then repeats the other's last move.",
  source = "who described it, and where",
  against = "CDDC",  # an example without noise: the other's moves,
  plays = "CCDD",    # and its own

  # Its memory: a list of vectors, with an item for each of the matches that are played side by side.
  start = function(lanes, settings, briefing) list(last = rep("C", lanes)),

  # This round's choices: "C" or "D". With chances = TRUE, numbers are chances of C; the engine throws the dice.
  play = function(memory) memory$last,

  # What it learns of a round: what it meant, what it did, what it saw of the other. Returns the memory.
  see = function(memory, meant, mine, theirs) {
    memory$last <- theirs
    memory
  }
)

serve(strategy)
