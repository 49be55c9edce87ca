# SPDX-FileCopyrightText: The détente authors
# SPDX-License-Identifier: MIT
#
# A détente strategy in R (package jsonlite; Debian: r-cran-jsonlite): functions over vectors, which hold an item for
# each of the matches that are played side by side. `serve` ends the file.
#
#   source("detente_strategy.R")
#
#   tit_for_tat <- list(
#     name = "my-tit-for-tat", about = "Repeats the other's last move.", source = "Rapoport",
#     against = "CDDC", plays = "CCDD",                     # an example: the other's moves, and its own
#     start = function(lanes, settings, briefing) list(last = rep("C", lanes)),       # the memory, a list of vectors
#     play = function(memory) memory$last,                  # "C" and "D", or numbers: chances of C
#     see = function(memory, meant, mine, theirs) { memory$last <- theirs; memory })
#   serve(tit_for_tat)
#
# Play it with: detente run --program 'Rscript my_file.R'
#
# What a strategy may have besides:
#   chances = TRUE       play() returns chances of C; the engine throws the dice
#   parameters = list(parameter("generosity", 0.3, 0, 1, "what it means"))    in settings[["generosity"]]; value NA:
#                        start() sets it, as an item of the memory with the parameter's name
#   presets = list(list(name = "generous-10", settings = "generosity=0.1")), alias = "tft,t4t"      other names
#   enumerable = FALSE   its memories cannot be compared: only sampled, never solved exactly
#   graded = TRUE        moves are levels 0, 1, 2, ...; with `chances` a matrix, a row for each match
#   levels = 6           levels of the game in which its example is played
#   begins = TRUE        start() looks at the briefing; it may call refuse("a sentence")
#   see = function(memory, meant, mine, theirs, verified)   verified: the other was open, so that `theirs` is true
#   say = function(memory) list(kind = , level = , rounds = )    vectors; kinds are "-" (nothing), "r" (reassure), "t"
#   hear = function(memory, kind, level, rounds) memory     what the other said; before play()
#   open = function(memory) c(TRUE, ...)                    it lets itself be verified
#   turn = function(memory, briefing) memory                payoffs or errors have changed during the match
#
# An item of length 1 in the memory is the same for all matches. A strategy must not use clocks, runif(), files, or
# anything else outside of its memory. print() goes to standard error. The protocol is explained in the manual:
# formats/program-protocol.
suppressWarnings(suppressPackageStartupMessages(library(jsonlite)))

parameter <- function(name, value, low, high, meaning, kind = if (is.character(value)) "moves" else "number")
  list(name = name, kind = kind, low = low, high = high, meaning = meaning, value = value)

refuse <- function(sentence) stop(structure(class = c("refusal", "error", "condition"), list(message = sentence, call = NULL)))

.digits <- strsplit("0123456789abcdef", "")[[1]]
.letters_in <- function(text) strsplit(text, "", fixed = TRUE)[[1]]
.quoted <- function(text) paste0("\"", text, "\"")
.numbers <- function(x) ifelse(x == floor(x) & abs(x) < 1e15, sprintf("%.0f", x), sprintf("%.17g", x))
.list_of <- function(texts) paste0("[", paste(texts, collapse = ","), "]")
.joined <- function(letters) .quoted(paste(letters, collapse = ""))

# The memory of some of the lanes.
.pick <- function(memory, at, lanes) lapply(memory, function(v) if (length(v) == 1 && lanes != 1) v else v[at])

# A text for each lane, equal for equal memories.
.keys <- function(memory, lanes) {
  texts <- lapply(memory, function(v) rep_len(if (is.double(v)) sprintf("%.17g", v) else as.character(v), lanes))
  if (length(texts) == 0) rep("", lanes) else do.call(paste, c(unname(texts), sep = "\r"))
}

.as_moves <- function(s, letters) if (isTRUE(s$graded)) match(letters, .digits) - 1L else letters
.as_letters <- function(s, moves) {
  if (isTRUE(s$graded)) return(.digits[as.integer(moves) + 1L])
  if (!all(moves %in% c("C", "D"))) stop(sprintf("play() returned %s; moves are C and D%s", toString(head(moves, 3)),
    if (is.numeric(moves)) "; a strategy that gives chances says: chances = TRUE" else ""))
  moves
}
.as_chances <- function(s, moves) if (is.character(moves)) as.numeric(moves == "C") else moves
.chance_texts <- function(s, chances)
  if (isTRUE(s$graded)) apply(matrix(.numbers(chances), nrow = nrow(chances)), 1, .list_of) else .numbers(chances)

.start <- function(s, ask, lanes) {
  settings <- list()
  for (p in s$parameters) settings[[p$name]] <- if (is.null(ask$settings[[p$name]])) p$value else ask$settings[[p$name]]
  briefing <- ask$briefing
  if (!is.null(briefing)) briefing$payoffs <- do.call(rbind, lapply(briefing$payoffs, unlist))
  s$start(lanes, settings, briefing)
}

.see <- function(s, memory, meant, mine, theirs, verified) {
  meant <- .as_moves(s, meant); mine <- .as_moves(s, mine); theirs <- .as_moves(s, theirs)
  if (s$verified) s$see(memory, meant, mine, theirs, verified) else s$see(memory, meant, mine, theirs)
}

.choices <- function(seat) {
  s <- seat$s; moves <- s$play(seat$memory)
  answer <- if (isTRUE(s$chances)) paste0("\"chances\":", .list_of(.chance_texts(s, .as_chances(s, moves))))
            else paste0("\"moves\":", .joined(.as_letters(s, moves)))
  if (!is.null(s$open)) answer <- paste0(answer, ",\"open\":", .joined(ifelse(rep_len(s$open(seat$memory), seat$lanes), "o", "-")))
  answer
}
.said <- function(seat) {
  if (is.null(seat$s$say)) return("")
  said <- lapply(seat$s$say(seat$memory), rep_len, seat$lanes)
  sprintf("\"say\":{\"kind\":%s,\"level\":%s,\"rounds\":%s}", .joined(said$kind), .joined(.as_letters(seat$s, said$level)),
          .list_of(.numbers(said$rounds)))
}
# Who listens chooses when it has heard.
.now <- function(seat, all = is.null(seat$s$hear)) {
  parts <- c(.said(seat), if (all) .choices(seat))
  paste0("{", paste(parts[nzchar(parts)], collapse = ","), "}")
}

# Memories of a strategy, numbered as they are met; all that follow some are computed at once. Numbers begin with 0.
.walk <- function(s, ask) {
  memory <- .start(s, ask, 1)
  list(s = s, levels = ask$levels, memory = memory, lanes = 1, keys = .keys(memory, 1))
}
.number <- function(walk, memory, lanes) {
  keys <- .keys(memory, lanes)
  found <- match(keys, walk$keys)
  fresh <- which(is.na(found) & !duplicated(keys))
  if (length(fresh) > 0) {
    fields <- names(walk$memory)
    more <- .pick(memory, fresh, lanes)
    walk$memory <- setNames(lapply(fields, function(f) c(rep_len(walk$memory[[f]], walk$lanes), rep_len(more[[f]], length(fresh)))), fields)
    walk$lanes <- walk$lanes + length(fresh)
    walk$keys <- c(walk$keys, keys[fresh])
    found <- match(keys, walk$keys)
  }
  list(walk = walk, numbers = found - 1L)
}
.some_rows <- function(walk, at, slips) {
  s <- walk$s; letters <- if (isTRUE(s$graded)) .digits[seq_len(walk$levels)] else c("C", "D")
  memory <- .pick(walk$memory, at, walk$lanes)
  moves <- s$play(memory)
  if (isTRUE(s$chances)) {
    chances <- .as_chances(s, moves)
    play <- .chance_texts(s, chances)
    likely <- if (isTRUE(s$graded)) chances > 0 else cbind(chances > 0, chances < 1)
  } else {
    moves <- rep_len(.as_letters(s, moves), length(at))
    play <- .quoted(moves)
    likely <- outer(moves, letters, "==")
  }
  # All kinds of rounds, the last of them changing fastest.
  kinds <- expand.grid(verified = if (s$verified) c(FALSE, TRUE) else FALSE, theirs = letters, mine = letters, meant = letters,
                       stringsAsFactors = FALSE)
  rounds <- nrow(kinds)
  who <- rep(seq_along(at), each = rounds)
  which_kind <- rep(seq_len(rounds), length(at))
  possible <- likely[cbind(who, match(kinds$meant[which_kind], letters))] & (slips | kinds$mine[which_kind] == kinds$meant[which_kind])
  who <- who[possible]; which_kind <- which_kind[possible]
  after <- .see(s, .pick(memory, who, length(at)), kinds$meant[which_kind], kinds$mine[which_kind], kinds$theirs[which_kind],
                kinds$verified[which_kind])
  numbered <- .number(walk, after, length(who))
  walk <- numbered$walk
  following <- rep(-1L, length(possible)); following[possible] <- numbered$numbers
  following <- matrix(following, nrow = rounds)
  rows <- sprintf("{\"play\":%s,\"next\":%s", play, apply(following, 2, .list_of))
  if (!is.null(s$say)) {
    said <- lapply(s$say(memory), rep_len, length(at))
    rows <- sprintf("%s,\"say\":[\"%s\",\"%s\",%s]", rows, said$kind, .as_letters(s, said$level), .numbers(said$rounds))
  }
  if (!is.null(s$open)) rows <- paste0(rows, ",\"open\":", tolower(rep_len(s$open(memory), length(at))))
  if (!is.null(s$hear)) {
    n <- length(at)
    numbered <- .number(walk, s$hear(memory, rep("-", n), .as_moves(s, rep(letters[1], n)), rep(1, n)), n)
    walk <- numbered$walk
    rows <- paste0(rows, ",\"silent\":", numbered$numbers)
  }
  list(walk = walk, rows = paste0(rows, "}"))
}
.event <- function(walk, ask) {
  s <- walk$s; memory <- .pick(walk$memory, ask$memory + 1L, walk$lanes)
  if (!is.null(ask$saw)) memory <- .see(s, memory, ask$saw[[1]], ask$saw[[2]], ask$saw[[3]], ask$saw[[4]])
  else if (!is.null(ask$heard)) memory <- s$hear(memory, ask$heard[[1]], .as_moves(s, ask$heard[[2]]), ask$heard[[3]])
  else memory <- s$turn(memory, ask$turned)
  .number(walk, memory, 1)
}

.hello <- function(strategies) {
  one <- function(s) {
    flag <- function(x) isTRUE(x)
    list(name = s$name, about = s$about, source = s$source, against = s$against, plays = s$plays,
         alias = if (is.null(s$alias)) "" else s$alias, levels = if (is.null(s$levels)) 2 else s$levels,
         chances = flag(s$chances), graded = flag(s$graded), enumerable = !identical(s$enumerable, FALSE),
         verified = s$verified, begins = flag(s$begins), speaks = !is.null(s$say), listens = !is.null(s$hear),
         opens = !is.null(s$open), turns = !is.null(s$turn), parameters = c(list(), s$parameters), presets = c(list(), s$presets))
  }
  toJSON(list(detente = 1, strategies = lapply(strategies, one)), auto_unbox = TRUE, digits = NA, null = "list", na = "null")
}

.begin <- function(s, ask) {
  memory <- .start(s, ask, 1)
  values <- character()
  for (p in s$parameters) {
    value <- if (is.null(memory[[p$name]])) ask$settings[[p$name]] else memory[[p$name]][1]
    if (!is.null(value)) values <- c(values, sprintf("\"%s\":%s", p$name, if (is.character(value)) .quoted(value) else .numbers(value)))
  }
  sprintf("{\"parameters\":{%s},\"memory\":%s}", paste(values, collapse = ","), toJSON(.keys(memory, 1), auto_unbox = TRUE))
}

# Answers for these strategies until nobody asks any more.
serve <- function(...) {
  strategies <- lapply(list(...), function(s) { s$verified <- length(formals(s$see)) == 5; s })
  out <- file("/dev/stdout", "wb", raw = TRUE)
  sink(stderr())  # print() must not disturb the answers
  input <- file("stdin", "r")
  seats <- new.env()
  known <- character()
  answer <- function(ask) {
    key <- if (is.null(ask$seat)) "" else as.character(ask$seat)
    s <- if (is.null(ask$strategy)) NULL else strategies[[ask$strategy + 1]]
    put <- function(seat) { assign(key, seat, envir = seats); seat }
    seat <- if (nzchar(key)) seats[[key]]
    switch(ask$do,
      hello = .hello(strategies),
      begin = tryCatch(.begin(s, ask), refusal = function(r) toJSON(list(refuse = conditionMessage(r)), auto_unbox = TRUE)),
      seat = .now(put(list(s = s, lanes = ask$lanes, memory = .start(s, ask, ask$lanes)))),
      see = {
        seat$memory <- .see(seat$s, seat$memory, .letters_in(ask$meant), .letters_in(ask$mine), .letters_in(ask$theirs),
                            if (is.null(ask$verified)) NULL else .letters_in(ask$verified) == "o")
        .now(put(seat))
      },
      hear = {
        seat$memory <- seat$s$hear(seat$memory, .letters_in(ask$kind), .as_moves(seat$s, .letters_in(ask$level)), unlist(ask$rounds))
        put(seat)
        paste0("{", .choices(seat), "}")
      },
      play = .now(seat, all = TRUE),
      turn = { seat$memory <- seat$s$turn(seat$memory, ask$briefing); .now(put(seat)) },
      become = .now(put(seats[[as.character(ask$other)]])),
      memories = {
        keys <- .keys(seat$memory, seat$lanes)
        known <<- union(known, keys)
        sprintf("{\"memories\":%s}", .list_of(match(keys, known) - 1L))
      },
      rows = {
        walk <- if (is.null(seat)) .walk(s, ask) else seat
        rows <- character()
        while (length(rows) < ask$most && ask$from + length(rows) < walk$lanes) {
          first <- ask$from + length(rows) + 1
          some <- .some_rows(walk, first:min(walk$lanes, ask$from + ask$most), ask$slips)
          walk <- some$walk
          rows <- c(rows, some$rows)
        }
        put(walk)
        sprintf("{\"rows\":%s}", .list_of(rows))
      },
      after = {
        numbered <- .event(seat, ask)
        put(numbered$walk)
        sprintf("{\"memory\":%d}", numbered$numbers)
      },
      leave = { if (!is.null(seat)) rm(list = key, envir = seats); "{}" },
      toJSON(list(error = paste("this client does not know the question", ask$do)), auto_unbox = TRUE))
  }
  told <- function(fault) {
    call <- conditionCall(fault)
    toJSON(list(error = paste0("Error", if (!is.null(call)) paste0(" in ", deparse(call)[1]), ": ", conditionMessage(fault))), auto_unbox = TRUE)
  }
  while (length(line <- readLines(input, n = 1)) > 0) {
    writeLines(tryCatch(answer(parse_json(line)), error = told), out)
    flush(out)
  }
}
