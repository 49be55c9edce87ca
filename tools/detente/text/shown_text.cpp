// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <fmt/core.h>
#include <detente/text/text.hpp>

#include "arguments/settings.hpp"
#include "json/shown.hpp"
#include "terminal/table.hpp"

namespace detente::cli {
namespace {

std::string parameter_lines(const Shown& shown, std::size_t width) {
  const std::vector<Parameter> parameters = shown.strategy.parameters();
  if (parameters.empty()) return "";
  std::string lines = shown.refusal.empty()
                          ? fmt::format("\nParameters, with their values in {}:\n",
                                        shown.game.name + (shown.motive.empty() ? "" : "@" + shown.motive))
                          : "\nParameters:\n";
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const Parameter& parameter = parameters[i];
    const auto value = shown.played.empty() ? parameter.value : shown.played[i].value;
    const bool is_run = parameter.kind == Parameter::Kind::moves;
    lines += fmt::format("  {}{} ({})\n    {}\n", parameter.name,
                         !value   ? ""
                         : is_run ? "=" + parameter.text(*value)
                                  : fmt::format("={:.6g}", std::get<double>(*value)),
                         parameter.demand(), wrapped(parameter.meaning, width, 4));
  }
  return lines;
}

std::string trait_words(const Shown& shown) {
  const Traits traits = shown.strategy.traits();
  const auto& is_deterministic = shown.character.is_deterministic;
  std::vector<std::string> words{traits.graded ? "plays levels of hostility" : "plays C and D"};
  // What its type lets it do is one thing, what it does in this game another.
  words.emplace_back(!traits.throws_dice || is_deterministic == true ? "chooses its move deterministically"
                     : is_deterministic == false                     ? "randomises its move"
                                                                     : "may randomise its move");
  if (traits.memory_throws_dice) words.emplace_back("changes its memory at random");
  if (traits.speaks) words.emplace_back("sends signals");
  if (traits.listens) words.emplace_back("listens to signals");
  if (traits.opens) words.emplace_back("may let the opponent verify its moves");
  return joined(words);
}

std::string property_words(const Character& found) {
  std::vector<std::string> words, unknown;
  const auto add = [&](const std::optional<bool>& has_it, const char* yes, const char* no, const char* name) {
    (has_it ? words : unknown).emplace_back(!has_it ? name : *has_it ? yes : no);
  };
  add(found.is_nice, "nice (never the first to be hostile)", "not nice", "nice");
  add(found.is_retaliating, "retaliating", "not retaliating", "retaliating");
  add(found.is_forgiving, "forgiving (returns to restraint when the opponent stays restrained)", "unforgiving",
      "forgiving");
  add(found.is_deterministic, "deterministic", "stochastic", "deterministic");
  if (unknown.empty()) return joined(words);
  return joined(words) + (words.empty() ? "" : "; ") + "unknown: whether it is " + joined(unknown);
}

std::string automaton_words(const Shown& shown) {
  if (!shown.automaton) return "none: " + shown.no_automaton;
  const Properties& found = *shown.properties;
  const auto states = [](std::size_t count) { return fmt::format("{} {}", count, count == 1 ? "state" : "states"); };
  std::string words = states(found.states);
  if (shown.memories != found.states) words += fmt::format(", minimised from {} memories", shown.memories);
  if (!found.is_depth_known) return words + "; memory: unknown (too many states)";
  if (!found.memory_depth) return words + "; memory: infinite (no fixed number of past rounds determines the state)";
  if (found.states == 1) return words + "; memory: none";
  return words +
         (*found.memory_depth == 1
              ? "; memory: 1 round (the last round determines the state)"
              : fmt::format("; memory: {0} rounds (the last {0} rounds determine the state)", *found.memory_depth));
}

std::string noise(const Request& asked) {
  if (asked.tremble == Rates{} && asked.misperception == Rates{}) return "no noise";
  std::vector<std::string> words;
  if (asked.tremble != Rates{}) words.push_back("tremble " + text(asked.tremble));
  if (asked.misperception != Rates{}) words.push_back("misperception " + text(asked.misperception));
  return joined(words) + (asked.monitoring == "public" ? ", public monitoring" : "");
}

std::string exploitability_lines(const Shown& shown, std::size_t width) {
  const Exploitability& exposure = *shown.exploitability;
  std::string lines = '\n' +
                      wrapped(fmt::format("Best responses in {} with {}, {}; payoffs per round:",
                                          shown.game.name + (shown.motive.empty() ? "" : "@" + shown.motive),
                                          noise(shown.request), horizon_words(shown.rules)),
                              width, 0) +
                      '\n';
  Table table({{"opponent with", false, false}, {"opponent gets", true, false}, {"it gets", true, false}});
  const auto add = [&](const std::string& who, const BestResponse& best) {
    table.add({who, decimal(best.gain, 4), decimal(best.victim, 4)});
  };
  add("the game's own payoffs", exposure.same);
  add(fmt::format("greedy: T {}", figure(shown.game.payoffs("greedy").temptation())), exposure.greedy);
  add("spiteful: own − its payoff", exposure.spoiler);
  lines += table.text(0) + fmt::format("Its lowest payoff against any opponent is {}.\n", decimal(exposure.held_to, 4));
  if (!exposure.same.is_playable)
    lines +=
        wrapped(
            "Under this noise no opponent can know its memory, so these are upper bounds, for an omniscient opponent.",
            width, 0) +
        '\n';
  return lines;
}

std::string nash_words(const Equilibrium& answers) {
  const std::string values = fmt::format("its copy gets {}, the best response gets {}", decimal(answers.with_itself, 4),
                                         decimal(answers.best_response.gain, 4));
  if (!answers.is_nash) return "open: " + values + ", but only an omniscient opponent can play it";
  const bool is_refuted_by_it = answers.best_response.is_playable && answers.best_response.gain > answers.with_itself;
  if (*answers.is_nash || is_refuted_by_it) return answer(answers.is_nash) + (": " + values);
  return fmt::format("no: its copy gets {}, and a mutant gets more", decimal(answers.with_itself, 4));
}

std::string stability_words(const Equilibrium& answers) {
  std::size_t resisted = 0;
  for (const Mutant& mutant : answers.mutants) resisted += mutant.invasion == Invasion::resisted ? 1 : 0;
  std::string words = fmt::format("{}: it resists {} of {} mutants", answer(answers.is_stable), resisted,
                                  answers.mutants.size() + answers.unanswered.size());
  if (!answers.unanswered.empty()) words += fmt::format("; {} could not be decided", answers.unanswered.size());
  return words + '.';
}

std::string equilibrium_lines(const Shown& shown, std::size_t width) {
  const Equilibrium& answers = *shown.equilibrium;
  std::string lines =
      '\n' +
      wrapped(fmt::format("In a population of this strategy, against mutants from '{}', solved exactly, {}; payoffs "
                          "per round, in the game's own payoffs; against its copy it gets {}:",
                          shown.field, horizon_words(shown.rules), decimal(answers.with_itself, 4)),
              width, 0) +
      '\n';
  lines += "  " + wrapped("Best reply to itself (Nash)? " + nash_words(answers), width, 4) + '\n';
  lines += "  " + wrapped("Evolutionarily stable against the field? " + stability_words(answers), width, 4) + "\n\n";
  Table table({{"mutant", false, true},
               {"vs resident", true, false},
               {"vs itself", true, false},
               {"resident gets", true, false},
               {"invasion", false, false}});
  for (const Mutant& mutant : answers.mutants)
    table.add({mutant.name, decimal(mutant.against_resident, 4),
               mutant.against_itself ? decimal(*mutant.against_itself, 4) : "", decimal(mutant.residents_share, 4),
               mutant.invasion == Invasion::succeeds ? "SUCCEEDS" : word(mutant.invasion)});
  for (const std::string& name : answers.unanswered) table.add({name, "", "", "", "open"});
  return lines + table.text(width);
}

}  // namespace

std::string shown_table(const Shown& shown, const Terminal& terminal) {
  const auto width = static_cast<std::size_t>(terminal.width);
  const Info& info = shown.strategy.info();
  const bool has_color = terminal.has_color;
  std::string lines = coloured(shown.strategy.name(), Colour::bold, has_color);
  if (!info.alias.empty()) lines += fmt::format(" (also {})", harmless(joined(split(info.alias, ','))));
  lines += "\n  " + wrapped(harmless(info.about), width, 2) + '\n';
  const auto add = [&](const char* label, std::string_view value) {
    lines +=
        coloured(fmt::format("{:<11}", label), Colour::bold, has_color) + wrapped(harmless(value), width, 11) + '\n';
  };
  lines += '\n';
  add("Source", info.source);
  if (!shown.origin.empty()) add("Module", shown.origin);
  add("Traits", trait_words(shown));
  if (shown.refusal.empty()) add("Properties", property_words(shown.character));
  if (shown.character.uses_length == true)
    add("Length",
        "it plays differently when it knows the length of the match; all of this holds for an unknown length");
  add("Automaton", automaton_words(shown));
  if (!info.name.starts_with("best-response-to:") && !info.against.empty()) {
    const auto moves = [&](std::string_view run) { return coloured_moves(harmless(run), has_color) + '\n'; };
    lines += coloured(fmt::format("{:<11}", "Example"), Colour::bold, has_color) + "against " + moves(info.against);
    lines += fmt::format("{:<11}plays   ", "") + moves(info.plays);
  }
  lines += parameter_lines(shown, width);
  if (!shown.refusal.empty())
    lines += '\n' + wrapped(fmt::format("It refuses the game {}: {}", shown.game.name, shown.refusal), width, 0) + '\n';
  if (shown.exploitability) lines += exploitability_lines(shown, width);
  if (!shown.no_exploitability.empty()) lines += '\n' + wrapped(shown.no_exploitability, width, 0) + '\n';
  if (shown.equilibrium) lines += equilibrium_lines(shown, width);
  return lines;
}

}  // namespace detente::cli
