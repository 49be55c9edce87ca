// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <unistd.h>

#include <optional>
#include <string>
#include <vector>

#include <fmt/core.h>
#include <detente/text/text.hpp>
#include <detente/version.hpp>

#include "arguments/commands.hpp"
#include "arguments/documents.hpp"
#include "arguments/settings.hpp"
#include "files/compiler.hpp"
#include "json/results_json.hpp"
#include "play/lines.hpp"
#include "play/mystery.hpp"
#include "play/seating.hpp"
#include "play/session.hpp"
#include "terminal/raw_keys.hpp"
#include "terminal/terminal.hpp"
#include "text/trace_text.hpp"

namespace detente::cli {
namespace {

/// A match that was played.
struct Finished {
  const Seating& seating;
  const HandMatch& match;
  bool has_peeked;
  std::optional<Guess> guess = {};
  std::vector<Explanation> explanations = {};

  std::array<double, 2> score() const {
    return scores(seating.design.rules, seating.person().side, seating.other().side, match.truth());
  }
};

/// Standard output, unless it is for a document or nobody looks at it; then standard error, if there is a person.
Screen screen(Format wanted, bool has_person) {
  const Terminal out = terminal(STDOUT_FILENO);
  if (wanted == Format::table && (out.is_terminal || !has_person)) return {write_out, out};
  if (has_person) return {write_error, terminal(STDERR_FILENO)};
  return {[](std::string_view) {}, out};
}

/// The line for a shell that plays this match again: the seed is told even where none was given.
std::string again(const Arguments& arguments, std::uint64_t seed) {
  std::vector<std::string> words{"detente", "play"};
  words.insert(words.end(), arguments.positional.begin(), arguments.positional.end());
  for (const Setting& setting : arguments.settings) {
    if (setting.key == "config" || setting.key == "format" || setting.key == "seed") continue;
    words.push_back("--" + setting.key);
    if (!option(setting.key).argument.empty()) words.push_back(setting.value);
  }
  words.insert(words.end(), {"--seed", std::to_string(seed)});
  return typed(words);
}

std::string ending(const Finished& finished, const std::string& again, const Terminal& out) {
  const Seating& seating = finished.seating;
  const auto width = static_cast<std::size_t>(out.width);
  const Trace& truth = finished.match.truth();
  const std::size_t rounds = truth.seats[0].done.size();
  if (rounds == 0) return "\nNo round was played.\n";
  std::string text = "\n";
  if (seating.is_mystery)
    text += answer_text(seating, finished.guess, finished.explanations, out.width) +
            wrapped("The same match again: " + again, width, 0) + "\n\n";
  text += fmt::format("Repetition {}, {} {}, seed {}:\n", seating.repetition, rounds, rounds == 1 ? "round" : "rounds",
                      seating.design.request.seed) +
          trace_strips(truth, {seating.person().name, seating.other().name}, seating.design.game.levels, out) + '\n';
  const std::array<double, 2> score = finished.score();
  text +=
      wrapped(fmt::format("Score of this match, mean payoff per round by the payoffs of each: {} {:.3f}, {} {:.3f}.",
                          seating.person().name, score[0], seating.other().shown, score[1]),
              width, 0) +
      '\n';
  if (finished.has_peeked) text += "You looked at what truly happened during the match.\n";
  return text;
}

Json played_json(const Finished& finished, const std::vector<std::string>& modules, const std::string& again) {
  const Seating& seating = finished.seating;
  const Design pair = seating.pair();
  Json json{{"format", "detente-play-1"},           {"version", kVersion},
            {"design", design_json(pair, modules)}, {"row", seating.person().name},
            {"column", seating.other().name},       {"score", finished.score()},
            {"repetition", seating.repetition}};
  add_trace(json, finished.match.truth(), pair.game.levels);
  json["peeked"] = finished.has_peeked;
  if (seating.is_mystery) json["mystery"] = answer_json(seating, finished.guess, finished.explanations);
  json["command"] = again;
  return json;
}

}  // namespace

int play(const Arguments& arguments) {
  const Format wanted = format(arguments);
  const Registry strategies = registry(arguments);
  const Seating seating = cli::seating(arguments, strategies);
  const std::string repeated = again(arguments, seating.design.request.seed);
  HandMatch match(seating.design.rules, seating.person().side, seating.other().side, seating.repetition);
  Finished finished{seating, match, false};
  {
    RawKeys keys(STDIN_FILENO);
    const Screen shown = screen(wanted, keys.is_terminal());
    shown.show(beginning(seating, shown.terminal.width));
    Session session(seating, match, keys, shown, seating.is_mystery);
    session.play();
    finished.has_peeked = session.has_peeked();
    if (seating.is_mystery && match.round() > 1) finished.guess = guess(seating, strategies, keys, shown);
  }
  if (seating.is_mystery) finished.explanations = explanations(seating, match.learnt());

  const Trace& truth = match.truth();
  write_out(document(wanted, {.table = [&] { return ending(finished, repeated, terminal(STDOUT_FILENO)); },
                              .csv = [&] { return trace_csv(truth, seating.design.game.levels); },
                              .json = [&] { return text(played_json(finished, modules(arguments), repeated)); }}));
  return 0;
}

}  // namespace detente::cli
