// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/store/store.hpp>
#include <detente/text/text.hpp>

#include <filesystem>

#include "arguments/commands.hpp"
#include "arguments/documents.hpp"
#include "arguments/settings.hpp"
#include "json/results_json.hpp"
#include "terminal/table.hpp"
#include "terminal/terminal.hpp"

namespace detente::cli {
namespace {

void require_file(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::exists(path, error)) throw Error(fmt::format("there is no store '{}'", path));
}

std::string count(std::int64_t number) {
  return grouped(static_cast<std::uint64_t>(number));
}

std::string table(const std::string& path, const Store::Summary& found) {
  return fmt::format(
      "Store {}: {} bytes\n"
      "  designs             {:>15}  (options of pairs, without entrants)\n"
      "  entrants            {:>15}  (conduct, payoffs and errors)\n"
      "  exact pairs         {:>15}\n"
      "  pairs not exact     {:>15}  (they have to be sampled)\n"
      "  sampled pairs       {:>15}  (each with all its repetitions)\n"
      "  trials of spirals   {:>15}  (results of tests for the answer on spirals)\n"
      "  outdated            {:>15}  (pairs and trials of other versions; --prune removes them)\n",
      path, count(found.bytes), count(found.designs), count(found.entrants), count(found.exact_pairs),
      count(found.inexact_pairs), count(found.sampled_pairs), count(found.trials), count(found.outdated));
}

}  // namespace

int store(const Arguments& arguments) {
  const std::string& path = arguments.positional.front();
  require_file(path);
  const Format wanted = format(arguments);
  const Registry strategies = Registry::built_in();
  const bool prunes = arguments.has_flag("prune");
  Store store(path, prunes ? Store::Access::write : Store::Access::read);
  if (arguments.has_flag("check")) {
    const std::vector<std::string> damaged = store.check();
    for (const std::string& sentence : damaged) tell(sentence);
    if (!damaged.empty())
      throw RunFailure(fmt::format("store '{}' is damaged in {} {}; delete it and play again, or use a copy", path,
                                   damaged.size(), damaged.size() == 1 ? "place" : "places"));
  }
  if (prunes) write_error(fmt::format("{} outdated pairs and trials removed.\n", count(store.prune(strategies))));
  const Store::Summary found = store.summary(strategies);
  const std::vector<std::pair<const char*, std::int64_t>> numbers{{"designs", found.designs},
                                                                  {"entrants", found.entrants},
                                                                  {"exact_pairs", found.exact_pairs},
                                                                  {"inexact_pairs", found.inexact_pairs},
                                                                  {"sampled_pairs", found.sampled_pairs},
                                                                  {"trials", found.trials},
                                                                  {"outdated", found.outdated},
                                                                  {"bytes", found.bytes}};
  const auto json = [&] {
    Json document{{"format", "detente-store-1"}};
    for (const auto& [name, number] : numbers) document[name] = number;
    return text(document);
  };
  const auto csv = [&] {
    std::string names, values;
    for (const auto& [name, number] : numbers) {
      names += (names.empty() ? "" : ",") + std::string(name);
      values += (values.empty() ? "" : ",") + std::to_string(number);
    }
    return names + '\n' + values + '\n';
  };
  write_out(document(wanted, {.table = [&] { return table(path, found); }, .csv = csv, .json = json}));
  return 0;
}

int merge(const Arguments& arguments) {
  const std::string& path = arguments.positional.front();
  for (auto part = arguments.positional.begin() + 1; part != arguments.positional.end(); ++part) require_file(*part);
  for (auto part = arguments.positional.begin() + 1; part != arguments.positional.end(); ++part)
    Store(*part, Store::Access::read);  // no store is made when one of them is none
  Store into(path, Store::Access::write);
  for (auto part = arguments.positional.begin() + 1; part != arguments.positional.end(); ++part)
    write_error(fmt::format("{}: {} new pairs\n", *part, count(into.merge(Store(*part, Store::Access::read)))));
  return 0;
}

}  // namespace detente::cli
