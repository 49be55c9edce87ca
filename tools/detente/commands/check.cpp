// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <fmt/core.h>
#include <detente/error.hpp>

#include "arguments/commands.hpp"
#include "arguments/documents.hpp"
#include "arguments/programs.hpp"
#include "arguments/settings.hpp"
#include "arguments/submissions.hpp"
#include "files/compiler.hpp"
#include "files/scratch_folder.hpp"
#include "json/results_json.hpp"
#include "judging/foreign_calls.hpp"
#include "judging/judgement.hpp"
#include "judging/law_supervisor.hpp"
#include "judging/program_laws.hpp"
#include "programs/script_language.hpp"
#include "submissions/build.hpp"
#include "submissions/toolchain.hpp"
#include "terminal/table.hpp"
#include "terminal/terminal.hpp"

namespace detente::cli {
namespace {

namespace fs = std::filesystem;

constexpr double kPatience = 10;  // seconds
constexpr double kMostPatience = 1e6;

/// What is checked: a name, or a file, which a compiler may have made.
struct Subject {
  std::string what;
  std::vector<std::string> modules;  ///< where else strategies are from
  std::optional<Compiled> compiled = {};
  std::optional<BuiltSubmission> guest = {};  ///< of a submission
  GuestLimits limits = {};

  bool is_source() const { return !guest && what.ends_with(".cpp"); }
  bool is_file() const { return guest || is_source() || what.ends_with(".so") || what.find('/') != std::string::npos; }
  std::string module() const {
    return guest ? guest->library.string() : compiled ? compiled->module.string() : fs::absolute(what).string();
  }
};

/// All verdicts, and whether sanitizers had a say.
struct Findings {
  std::vector<Verdict> verdicts;
  std::optional<bool> has_sanitizers;  ///< absent where nothing was compiled
};

/// What runs a script; "" for other files.
std::string interpreter_of(const std::string& file) {
  const ScriptLanguage* const language = language_of_file(file);
  return language == nullptr ? "" : std::string(language->interpreter);
}

void check_file(const std::string& file) {
  std::error_code error;
  for (const std::string_view notation : {"automaton:", "lookup:"})
    if (file.starts_with(notation))
      throw Error(fmt::format("'{}' has no code that could break a law; 'detente show' tells what it does", file));
  if (!fs::exists(file, error)) throw Error(fmt::format("there is no file '{}'", file));
  if (!fs::is_regular_file(file, error)) throw Error(fmt::format("'{}' is not a file", file));
  if (!file.ends_with(".cpp") && !file.ends_with(".so"))
    throw Error(
        fmt::format("'{}' is neither a .cpp, .so, .py, .R nor .mjs file; check takes a source file, a module, a "
                    "script, or the name "
                    "of a strategy",
                    file));
}

/// The module that another source becomes.
std::string compiled(const std::string& source, std::optional<ScratchFolder>& scratch) {
  check_file(source);
  if (!scratch) scratch.emplace();
  const fs::path module = scratch->path() / fmt::format("other-{:x}.so", std::hash<std::string>{}(source));
  compile_module(source, module);
  return module.string();
}

/// What is tried of the subject: the laws, the same in another process to compare, and the laws under sanitizers.
std::vector<LawOrder> orders(const Subject& subject) {
  // Bytes for memory that nobody wrote to: numbers that differ in sign and size, and no valid addresses.
  constexpr unsigned kOne = 0x55;
  constexpr unsigned kOther = 0xAA;
  LawOrder order{.file = subject.is_file() ? subject.module() : "",
                 .name = subject.is_file() ? "" : subject.what,
                 .modules = subject.modules,
                 .is_guest = subject.guest.has_value(),
                 .steps = subject.limits.steps,
                 .is_sanitized = false,
                 .diary_only = false,
                 .filling = kOne};
  std::vector<LawOrder> all{order, order};
  all[1].diary_only = true;
  all[1].filling = kOther;
  if (subject.compiled && subject.compiled->sanitized) {
    order.file = subject.compiled->sanitized->string();
    order.is_sanitized = true;
    all.push_back(order);
  }
  if (is_sanitized_build())
    for (LawOrder& each : all) each.is_sanitized = true;
  return all;
}

/// A sentence about a module as one about the file that it was made of.
std::string about_the_file(std::string sentence, const Subject& subject) {
  const std::string module = subject.module();
  for (std::size_t at = sentence.find(module); at != std::string::npos; at = sentence.find(module, at))
    sentence.replace(at, module.size(), subject.what);
  return sentence;
}

/// Throws where the subject could not be tried at all.
void check_result(const LawResult& result, const Subject& subject) {
  if (result.error.empty()) return;
  const std::string sentence = about_the_file(result.error, subject);
  if (result.is_wrong_input) throw Error(sentence);
  throw RunFailure(fmt::format("'{}' cannot be tested: {}", subject.what, sentence));
}

Findings find(const Subject& subject, double patience) {
  const std::vector<LawOrder> all = orders(subject);
  const bool is_sanitized = all.size() > 2;
  LawRules rules{.patience = patience, .sanitizers = {}, .source = subject.is_source() ? subject.what : ""};
  if (is_sanitized) rules.sanitizers = subject.compiled->runtime;
  std::vector<LawResult> results = carry_out(all, rules);
  if (is_sanitized && results[0].error.empty() && results[2].strategies.empty() && !results[2].is_misuse)
    results.pop_back();  // sanitizers cannot run here
  for (const LawResult& result : results) check_result(result, subject);
  Findings findings;
  if (subject.is_source()) findings.has_sanitizers = results.size() > 2 || is_sanitized_build();
  const auto strategy = [&](std::size_t result, std::size_t i) -> std::optional<TriedStrategy> {
    if (result >= results.size() || i >= results[result].strategies.size()) return std::nullopt;
    return results[result].strategies[i];
  };
  for (std::size_t i = 0; i < results[0].strategies.size(); ++i)
    findings.verdicts.push_back(
        judged({.tried = results[0].strategies[i],
                .again = strategy(1, i),
                .sanitized = strategy(2, i),
                .foreign_calls = subject.is_file() && !subject.guest ? foreign_calls(subject.module()) : "",
                .generator = subject.is_source() ? named_generator(subject.what) : ""}));
  return findings;
}

std::string summary(const Verdict& verdict) {
  const std::size_t all = verdict.rulings.size();
  const std::size_t broken = verdict.count(false);
  const std::size_t left = verdict.count(std::nullopt);
  if (broken == 0 && left == 0) return fmt::format("It obeys all {} laws.\n", all);
  const std::string untried = left == 0 ? "" : fmt::format("; {} were not tested", left);
  if (broken == 0) return fmt::format("It obeys {} of {} laws{}.\n", all - left, all, untried);
  return fmt::format("It breaks {} of {} laws{}{}.\n", broken, all, untried,
                     left == 0 ? "" : ", because one fault can break many");
}

std::string as_table(const Findings& findings) {
  std::string text;
  for (const Verdict& verdict : findings.verdicts) {
    text += (text.empty() ? "" : "\n") + verdict.strategy + '\n';
    for (const Ruling& ruling : verdict.rulings) {
      const std::string_view word = !ruling.is_obeyed ? "untried" : *ruling.is_obeyed ? "ok" : "BROKEN";
      text += fmt::format("  {:<7} {}\n", word, wrapped(ruling.sentence, 80, 10));
      if (!ruling.breach.empty()) text += "          " + wrapped(ruling.breach, 80, 10) + '\n';
      if (!ruling.note.empty()) text += "  note    " + wrapped(ruling.note, 80, 10) + '\n';
    }
    text += summary(verdict);
    if (verdict.is_name_taken)
      text += fmt::format("This build already has {} named '{}'; the module needs another name.\n",
                          verdict.is_alignment ? "an alignment" : "a strategy", verdict.strategy);
  }
  if (findings.has_sanitizers == false)
    text += "\nAddressSanitizer is not available here, so memory errors were not searched for.\n";
  return text;
}

std::string as_csv(const Findings& findings) {
  std::string csv = "strategy,law,obeyed,breach,note\n";
  for (const Verdict& verdict : findings.verdicts)
    for (const Ruling& ruling : verdict.rulings)
      csv += fmt::format("{},{},{},{},{}\n", in_quotes(verdict.strategy), ruling.law,
                         !ruling.is_obeyed   ? "untried"
                         : *ruling.is_obeyed ? "yes"
                                             : "no",
                         in_quotes(ruling.breach), in_quotes(ruling.note));
  return csv;
}

std::string as_json(const Findings& findings) {
  const auto given = [](const std::string& sentence) { return sentence.empty() ? Json(nullptr) : Json(sentence); };
  Json json{{"strategies", Json::array()}};
  for (const Verdict& verdict : findings.verdicts) {
    Json list = Json::array();
    for (const Ruling& ruling : verdict.rulings)
      list.push_back({{"law", ruling.law},
                      {"sentence", ruling.sentence},
                      {"obeyed", ruling.is_obeyed ? Json(*ruling.is_obeyed) : Json(nullptr)},
                      {"breach", given(ruling.breach)},
                      {"note", given(ruling.note)}});
    json["strategies"].push_back({{"name", verdict.strategy}, {"laws", std::move(list)}});
  }
  json["sanitizers"] = findings.has_sanitizers ? Json(*findings.has_sanitizers) : Json(nullptr);
  return text(json);
}

/// Prints the findings. The exit status.
int report(const Findings& findings, Format wanted) {
  write_out(document(wanted, {.table = [&] { return as_table(findings); },
                              .csv = [&] { return as_csv(findings); },
                              .json = [&] { return as_json(findings); }}));
  return std::any_of(findings.verdicts.begin(), findings.verdicts.end(),
                     [](const Verdict& verdict) { return verdict.count(false) > 0; })
             ? 1
             : 0;
}

/// Programs whose strategies are tried: those of --program, and a script.
std::vector<std::string> programs_of(const std::string& what, const Arguments& arguments) {
  std::vector<std::string> commands = program_commands(arguments);
  const std::string interpreter = interpreter_of(what);
  if (interpreter.empty()) return commands;
  if (!commands.empty()) throw Error(fmt::format("'{}' is a program itself; leave --program out, or the file", what));
  std::error_code error;
  if (!fs::exists(what, error)) throw Error(fmt::format("there is no file '{}'", what));
  return {typed({interpreter, what})};
}

Findings find_in_programs(const std::string& what, const std::vector<std::string>& commands,
                          const Arguments& arguments) {
  Findings findings;
  const std::string only = interpreter_of(what).empty() ? what : "";
  const ProgramManner manner = program_manner(arguments);
  for (const std::string& command : commands) try {
      for (Verdict& verdict : judge_program(read_command(command, manner.is_boxed), manner, only))
        findings.verdicts.push_back(std::move(verdict));
    } catch (const ProgramFailure& failure) {
      throw RunFailure(fmt::format("program '{}' cannot be tested: {}", command, failure.what()));
    }
  return findings;
}

}  // namespace

int check(const Arguments& arguments) {
  const Format wanted = format(arguments);
  const Setting* const given = arguments.find("patience");
  const double patience = given == nullptr ? kPatience : number(*given, 0, kMostPatience);
  Subject subject{.what = arguments.positional.empty() ? "" : arguments.positional.front(),
                  .modules = modules(arguments),
                  .limits = guest_limits(arguments)};
  std::optional<ScratchFolder> scratch;
  if (arguments.find("submission") != nullptr) {
    subject.what = one_submission(arguments);
    try {
      subject.guest = build(subject.what, subject.limits.memory, toolchain(subject.what.ends_with(".cpp")));
    } catch (const SubmissionRefusal& refusal) {
      throw RunFailure(fmt::format("'{}': {}", subject.what, refusal.what()));
    }
  } else if (const std::vector<std::string> commands = programs_of(subject.what, arguments); !commands.empty()) {
    return report(find_in_programs(subject.what, commands, arguments), wanted);
  } else if (subject.what.empty()) {
    throw Error("'detente check' needs a file or NAME, or --submission FILE, or --program COMMAND");
  } else if (subject.is_file()) {
    check_file(subject.what);
  }
  for (std::string& module : subject.modules)
    if (module.ends_with(".cpp")) module = compiled(module, scratch);
  if (subject.is_source()) {
    if (!scratch) scratch.emplace();
    subject.compiled = compile_modules(subject.what, scratch->path());
  }
  const Findings findings = find(subject, patience);
  scratch.reset();
  return report(findings, wanted);
}

}  // namespace detente::cli
