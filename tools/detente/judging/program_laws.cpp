// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "judging/program_laws.hpp"

#include <algorithm>

#include <fmt/core.h>
#include <detente/automata/automaton.hpp>
#include <detente/error.hpp>
#include <detente/laws/laws.hpp>
#include <detente/text/text.hpp>
#include <detente/world/game.hpp>

#include "programs/start_programs.hpp"
#include "terminal/interrupt.hpp"
#include "terminal/terminal.hpp"

namespace detente::cli {
namespace {

constexpr std::size_t kMostWalked = 4096;  // memories
constexpr std::string_view kOperator = "operator<=>";

/// A sentence of the laws, which speak of C++, as one about a program.
std::string of_a_program(const std::string& sentence) {
  const std::size_t at = sentence.find(kOperator);
  if (at == std::string::npos) return fitted(harmless(sentence), 600);
  if (sentence.starts_with("no operator"))
    return "\"enumerable\" is false: it can only be sampled, never solved exactly";
  const std::size_t reason = sentence.rfind(": ", at);
  return sentence.substr(0, reason) + ": memories that differ have one number, or it keeps data outside of its memory";
}

std::vector<Strategy> strategies_of(const ProgramCommand& command, const ProgramManner& manner) {
  StartedPrograms started = start_programs({command}, manner);
  if (!started.refused.empty()) throw ProgramFailure(started.refused.front().why);
  std::vector<Strategy> all;
  for (auto& prototype : started.newcomers.front().prototypes) all.emplace_back(std::move(prototype));
  return all;
}

/// In the game of its example; absent where it refuses that game, or has more memories than are walked.
std::optional<Automaton> memories_of(const Strategy& strategy) {
  const int levels = strategy.info().levels;
  Briefing briefing;
  briefing.payoffs =
      parse_game(levels == 2 ? "prisoners-dilemma" : fmt::format("arms-race:base=prisoners-dilemma,levels={}", levels))
          .payoffs();
  briefing.tremble = Errors::everywhere(0.1, 0.1);
  try {
    return derive(strategy.briefed(briefing), levels, {.slips = true}, kMostWalked);
  } catch (const Error&) {
    return std::nullopt;
  }
}

/// What it does in a state, and where that leads, as one text.
std::string text_of(const std::optional<Automaton>& automaton) {
  if (!automaton) return "";
  std::string text;
  for (const Automaton::State& state : automaton->states) {
    for (const double chance : state.play.chance) text += shortest(chance) + ' ';
    text += fmt::format("{} {} {} {};", int{state.said.kind}, state.said.level, state.said.rounds, state.is_open);
  }
  for (const std::uint32_t next : automaton->next) text += fmt::format("{} ", next);
  return text;
}

TriedStrategy tried(const Strategy& strategy) {
  TriedStrategy tried{.name = strategy.name()};
  for (const Law& law : laws()) {
    if (interrupted()) throw RunFailure("stopped");
    TriedLaw one{.law = law.name, .breach = of_a_program(breach(strategy, law)), .note = {}};
    if (one.breach.empty()) one.note = of_a_program(note(strategy, law));
    if (law.name == "is_its_automaton" && one.breach.empty() && one.note.empty())
      if (const auto automaton = memories_of(strategy))
        one.note = fmt::format("its memory closes: {} {} walked", automaton->size(),
                               automaton->size() == 1 ? "memory was" : "memories were");
    const bool is_broken = !one.breach.empty() && law.name != "describes_itself";
    tried.laws.push_back(std::move(one));
    if (is_broken) break;
    if (law.name == "stays_in_range") tried.diary = diary(strategy);
  }
  return tried;
}

/// No law tells of a cause; what it plays by chance may differ from its example.
bool obeys_so_far(const TriedStrategy& tried) {
  return std::all_of(tried.laws.begin(), tried.laws.end(), [](const TriedLaw& law) {
    return law.breach.empty() || law.law == "describes_itself" || law.law == "plays_its_example";
  });
}

/// How another process answers otherwise; mostly empty.
std::string otherwise(const Strategy& strategy, const Strategy& again) {
  try {
    if (text_of(memories_of(strategy)) == text_of(memories_of(again))) return "";
  } catch (const StrategyFailure&) {  // a law tells
    return "";
  }
  return "two processes gave different rows of memories for the same question; it uses a clock, a generator of its "
         "own, or the order of a set";
}

}  // namespace

std::vector<Verdict> judge_program(const ProgramCommand& command, const ProgramManner& manner,
                                   const std::string& only) {
  // Python's texts have another hash there: what depends on the order of a set shows.
  ProgramManner other = manner;
  other.environment.emplace_back("PYTHONHASHSEED", "20");
  const std::vector<Strategy> first = strategies_of(command, manner);
  const std::vector<Strategy> second = strategies_of(command, other);
  std::vector<Verdict> verdicts;
  for (std::size_t i = 0; i < first.size(); ++i) {
    if (!only.empty() && first[i].info().name != only) continue;
    Evidence evidence{.tried = tried(first[i])};
    if (i < second.size() && first[i].info().name == second[i].info().name) {
      TriedStrategy again{.name = second[i].name()};
      try {
        if (!evidence.tried.diary.empty()) again.diary = diary(second[i]);
        if (obeys_so_far(evidence.tried)) evidence.foreign_calls = otherwise(first[i], second[i]);
      } catch (const StrategyFailure&) {  // a law tells
      }
      evidence.again = std::move(again);
    } else {
      evidence.foreign_calls = "two processes named different strategies";
    }
    verdicts.push_back(judged(evidence));
  }
  if (verdicts.empty()) throw Error(fmt::format("program '{}' has no strategy named '{}'", command.text, only));
  return verdicts;
}

}  // namespace detente::cli
