// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "league/entered_programs.hpp"

#include <fstream>

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/play/round_robin.hpp>

#include "judging/program_laws.hpp"
#include "programs/script_language.hpp"
#include "terminal/interrupt.hpp"
#include "terminal/terminal.hpp"

namespace detente::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFolder = "/league";

std::string interpreter_of(const ScriptLanguage& language) {
  return found_program(std::string(language.interpreter), kOfTheMachine);
}

}  // namespace

std::string unplayable_program(const std::string& name) {
  const ScriptLanguage* const language = language_of_file(name);
  if (language == nullptr) return "it is of no language that is played";
  if (!interpreter_of(*language).empty()) return "";
  return fmt::format("not played: {} files need {}, which is not in {}; apt-get install {}", language->ending,
                     language->interpreter, kOfTheMachine, language->packages);
}

ProgramCommand entered_program(const Entry& entry, const fs::path& copy) {
  const ScriptLanguage& language = *language_of_file(entry.name);
  return {.text = entry.name,
          .program = std::string(language.interpreter),
          .words = {interpreter_of(language), (fs::path(kFolder) / copy.filename()).string()},
          .files = {copy},
          .label = "program",
          .folder = kFolder};
}

void add_client(const fs::path& copy) {
  const ScriptLanguage& language = *language_of_file(copy.filename().string());
  const fs::path client = copy.parent_path() / language.client_file();
  std::ofstream file(client, std::ios::binary);
  file << language.client();
  file.close();
  if (!file) throw RunFailure(fmt::format("'{}' cannot be written", client.string()));
}

Check tried_program(const ProgramCommand& command, const ProgramManner& manner) try {
  Check check;
  for (const Verdict& verdict : judge_program(command, manner, ""))
    for (const Ruling& ruling : verdict.rulings) {
      if (ruling.is_obeyed.value_or(true)) continue;
      check.laws.push_back({verdict.strategy, ruling.law, ruling.sentence, harmless(ruling.breach)});
      if (!is_grave(ruling.law)) continue;
      check.why = fmt::format("{} breaks the law {}: {}", verdict.strategy, ruling.law, check.laws.back().breach);
      return check;
    }
  return check;
} catch (const ProgramFailure& failure) {
  return {.why = failure.what()};
} catch (const RunFailure&) {
  if (interrupted()) throw Stopped();
  throw;
}

std::vector<std::shared_ptr<Program>> running_programs(const RoundOrder& order, const ProgramManner& manner,
                                                       const Checks& checks) {
  std::vector<std::shared_ptr<Program>> running(order.candidates.size());
  for (std::size_t i = 0; i < running.size(); ++i) {
    const Candidate& candidate = order.candidates[i];
    const Check* const known = checks.find(candidate.code);
    if (candidate.entry.kind != EntryKind::program || !candidate.entry.why.empty() ||
        (known != nullptr && !known->why.empty()))
      continue;
    running[i] = std::make_shared<Program>(entered_program(candidate.entry, candidate.file), manner);
  }
  return running;
}

}  // namespace detente::cli
