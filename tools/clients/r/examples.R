# SPDX-FileCopyrightText: The détente authors
# SPDX-License-Identifier: MIT
#
# Examples: detente run --program 'Rscript examples.R'
source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE)[1])), "detente_strategy.R"))

tit_for_tat <- list(
  name = "r-tit-for-tat", about = "Cooperates first, then repeats the other's last move.",
  source = "Rapoport; Axelrod (1980)", against = "CDDC", plays = "CCDD",
  start = function(lanes, settings, briefing) list(last = rep("C", lanes)),
  play = function(memory) memory$last,
  see = function(memory, meant, mine, theirs) { memory$last <- theirs; memory })

# A chance, and a parameter.
generous_tit_for_tat <- list(
  name = "r-generous-tit-for-tat", about = "Tit-for-tat that forgives a defection with a chance.",
  source = "Nowak and Sigmund (1992); Molander (1985)", against = "CDDC", plays = "CCdd",
  chances = TRUE, begins = TRUE,
  parameters = list(parameter("generosity", NA, 0, 1, "Chance of cooperation after a defection; by default from the payoffs.")),
  start = function(lanes, settings, briefing) {
    generosity <- settings$generosity
    if (is.na(generosity) && !is.null(briefing)) {
      R <- briefing$payoffs[1, 1]; S <- briefing$payoffs[1, ncol(briefing$payoffs)]
      T <- briefing$payoffs[nrow(briefing$payoffs), 1]; P <- briefing$payoffs[nrow(briefing$payoffs), ncol(briefing$payoffs)]
      most <- 1
      if (R > S) most <- min(most, 1 - (T - R) / (R - S))
      if (T > P) most <- min(most, (R - P) / (T - P))
      generosity <- max(most, 0)
    }
    list(last = rep("C", lanes), generosity = generosity)
  },
  play = function(memory) ifelse(memory$last == "C", 1, memory$generosity),
  see = function(memory, meant, mine, theirs) { memory$last <- theirs; memory })

two_tits_for_tat <- list(
  name = "r-two-tits-for-tat", about = "Answers each defection with two.", source = "Axelrod (1984)",
  against = "CDCCC", plays = "CCDDC",
  start = function(lanes, settings, briefing) list(left = rep(0, lanes)),
  play = function(memory) ifelse(memory$left > 0, "D", "C"),
  see = function(memory, meant, mine, theirs) { memory$left <- ifelse(theirs == "D", 2, pmax(0, memory$left - 1)); memory })

# Its memory has no end: exact in matches of known length, else sampled.
go_by_majority <- list(
  name = "r-go-by-majority", about = "Does what the other did more often; cooperates when both are equal.",
  source = "Axelrod (1980)", against = "CDDC", plays = "CCCD",
  start = function(lanes, settings, briefing) list(lead = rep(0, lanes)),
  play = function(memory) ifelse(memory$lead >= 0, "C", "D"),
  see = function(memory, meant, mine, theirs) { memory$lead <- memory$lead + ifelse(theirs == "C", 1, -1); memory })

# Three vectors of memory.
contrite <- list(
  name = "r-contrite", about = "Tit-for-tat that accepts the answer to its own slip.", source = "Boyd (1989); an example",
  against = "CDDC", plays = "CCDD",
  start = function(lanes, settings, briefing) list(last = rep("C", lanes), mine = rep(TRUE, lanes), theirs = rep(TRUE, lanes)),
  play = function(memory) memory$last,
  see = function(memory, meant, mine, theirs) {
    mine_is_good <- mine == "C" | (memory$mine & !memory$theirs)
    theirs_is_good <- theirs == "C" | (memory$theirs & !memory$mine)
    list(last = ifelse(mine_is_good & !theirs_is_good, "D", "C"), mine = mine_is_good, theirs = theirs_is_good)
  })

serve(tit_for_tat, generous_tit_for_tat, two_tits_for_tat, go_by_majority, contrite)
