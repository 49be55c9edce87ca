// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/laws.hpp>
#include <detente/round_robin.hpp>

#include "commands.hpp"
#include "compiler.hpp"
#include "interrupt.hpp"
#include "results_json.hpp"
#include "screen.hpp"
#include "settings.hpp"
#include "table.hpp"

namespace detente::cli {
namespace {

namespace fs = std::filesystem;

/// What the laws say of one strategy.
struct Verdict {
  std::string strategy;
  std::vector<std::string> breaches;  ///< one per law; empty where it is obeyed
  bool is_name_taken = false;         ///< by a strategy of this build

  std::size_t broken() const {
    return breaches.size() - static_cast<std::size_t>(std::count(breaches.begin(), breaches.end(), ""));
  }
};

bool is_file_name(const std::string& text) {
  return text.find('/') != std::string::npos || text.ends_with(".cpp") || text.ends_with(".so");
}

/// The strategies of a file alone: a module, or a source that is compiled first.
Roster of_file(const std::string& file, std::optional<ScratchFolder>& scratch) {
  std::error_code error;
  if (!fs::exists(file, error)) throw Error(fmt::format("there is no file '{}'", file));
  if (!fs::is_regular_file(file, error)) throw Error(fmt::format("'{}' is not a file", file));
  if (!file.ends_with(".cpp") && !file.ends_with(".so"))
    throw Error(
        fmt::format("'{}' is neither a .cpp nor a .so; check takes a strategy's source, a module, or a name", file));
  Roster roster;
  if (file.ends_with(".so")) {
    roster.load(fs::absolute(file));
    return roster;
  }
  const fs::path module = scratch.emplace().path() / "strategy.so";
  compile_module(file, module);
  try {
    roster.load(module);
  } catch (const Error& fault) {
    std::string sentence = fault.what();
    for (std::size_t at = sentence.find(module.string()); at != std::string::npos;
         at = sentence.find(module.string(), at))
      sentence.replace(at, module.string().size(), file);
    throw Error(sentence);
  }
  return roster;
}

Verdict judge(const Strategy& strategy, bool is_name_taken) {
  Verdict verdict{.strategy = strategy.name(), .breaches = {}, .is_name_taken = is_name_taken};
  for (const Law& law : laws()) {
    if (interrupted()) throw Stopped();
    verdict.breaches.push_back(breach(strategy, law));
  }
  return verdict;
}

std::string as_table(const std::vector<Verdict>& verdicts) {
  std::string text;
  for (const Verdict& verdict : verdicts) {
    text += (text.empty() ? "" : "\n") + verdict.strategy + '\n';
    for (std::size_t i = 0; i < laws().size(); ++i) {
      const std::string& breach = verdict.breaches[i];
      text += fmt::format("  {:<7} {}\n", breach.empty() ? "ok" : "BROKEN", wrapped(laws()[i].sentence, 80, 10));
      if (!breach.empty()) text += "          " + wrapped(breach, 80, 10) + '\n';
    }
    const std::size_t broken = verdict.broken();
    text += broken == 0 ? fmt::format("It obeys all {} laws.\n", laws().size())
                        : fmt::format("It breaks {} of {} laws.\n", broken, laws().size());
    if (verdict.is_name_taken)
      text += fmt::format("A strategy of this build is named '{}' too; as a module it needs another name.\n",
                          verdict.strategy);
  }
  return text;
}

std::string as_csv(const std::vector<Verdict>& verdicts) {
  std::string csv = "strategy,law,obeyed,breach\n";
  for (const Verdict& verdict : verdicts)
    for (std::size_t i = 0; i < laws().size(); ++i)
      csv += fmt::format("{},{},{},{}\n", in_quotes(verdict.strategy), laws()[i].name,
                         verdict.breaches[i].empty() ? "yes" : "no", in_quotes(verdict.breaches[i]));
  return csv;
}

std::string as_json(const std::vector<Verdict>& verdicts) {
  Json json{{"strategies", Json::array()}};
  for (const Verdict& verdict : verdicts) {
    Json list = Json::array();
    for (std::size_t i = 0; i < laws().size(); ++i) {
      const std::string& breach = verdict.breaches[i];
      list.push_back({{"law", laws()[i].name},
                      {"sentence", laws()[i].sentence},
                      {"obeyed", breach.empty()},
                      {"breach", breach.empty() ? Json(nullptr) : Json(breach)}});
    }
    json["strategies"].push_back({{"name", verdict.strategy}, {"laws", std::move(list)}});
  }
  return text(json);
}

}  // namespace

int check(const Arguments& arguments) {
  const Format wanted = format(arguments);
  const std::string& what = arguments.positional.front();
  const Roster known = roster(arguments);
  std::optional<ScratchFolder> scratch;
  std::vector<Verdict> verdicts;
  if (is_file_name(what)) {
    for (const Strategy& strategy : of_file(what, scratch).strategies())
      verdicts.push_back(judge(strategy, known.knows(strategy.info().name)));
  } else {
    verdicts.push_back(judge(known.strategy(what), false));
  }
  write_out(wanted == Format::json ? as_json(verdicts) : wanted == Format::csv ? as_csv(verdicts) : as_table(verdicts));
  for (const Verdict& verdict : verdicts)
    if (verdict.broken() > 0) return 1;
  return 0;
}

}  // namespace detente::cli
