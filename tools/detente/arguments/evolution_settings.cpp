// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "arguments/evolution_settings.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/text/text.hpp>

#include "arguments/settings.hpp"

namespace detente::cli {
namespace {

constexpr double kMostSelection = 1e9;
constexpr std::int64_t kMostGenerations = 10'000'000;
constexpr double kMostBackground = 1e9;
constexpr std::int64_t kMostDraws = 100'000;
constexpr std::int64_t kMostStates = 5'000'000;

/// Options of `evolve` that are not of the design, as design.ini lists them.
constexpr std::array<std::string_view, 22> kEvolutionOptions{
    "population", "selection", "process",     "fitness", "population-self", "mutation",   "mutants", "dynamics",
    "hostile",    "shares",    "generations", "extinct", "background",      "structure",  "update",  "gains",
    "block",      "space",     "walk-length", "clones",  "draws",           "state-limit"};

/// The values of a comma list, each read by itself and once.
template <class Value>
std::vector<Value> list_of(const Setting& setting, const std::function<Value(const Setting&)>& read) {
  std::vector<Value> values;
  for (const std::string& piece : split(setting.value, ',')) {
    const Value value = read({setting.key, std::string(trimmed(piece)), setting.where});
    if (std::find(values.begin(), values.end(), value) != values.end())
      throw Error(fmt::format("{} names {} twice; name it once", setting.where, piece));
    values.push_back(value);
  }
  if (values.empty()) throw Error(fmt::format("{} needs a value: {}", setting.where, option(setting.key).argument));
  return values;
}

std::vector<Dynamics> dynamics_of(const Setting& setting) {
  const std::vector<std::string> words(kDynamicsWords.begin(), kDynamicsWords.end());
  std::vector<Dynamics> wanted;
  for (const std::string& piece : split(setting.value, ',')) {
    const std::string text(trimmed(piece));
    if (text == "all") {
      for (std::size_t i = 0; i < kDynamics; ++i) wanted.push_back(static_cast<Dynamics>(i));
      continue;
    }
    const auto found = std::find(words.begin(), words.end(), text);
    if (found == words.end()) {
      const std::string near = did_you_mean(text, words);
      throw Error(fmt::format("{} names '{}', which is none of them{}", setting.where, text,
                              near.empty() ? "; allowed are " + joined(words) + " and all" : near));
    }
    wanted.push_back(static_cast<Dynamics>(found - words.begin()));
  }
  if (wanted.empty()) throw Error(fmt::format("{} needs a value: {}", setting.where, option(setting.key).argument));
  return wanted;
}

/// The cells of a line of CSV; a cell may stand in quotes, in which "" is a quote.
std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells{""};
  bool is_quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (c == '"' && is_quoted && i + 1 < line.size() && line[i + 1] == '"') {
      cells.back() += '"';
      ++i;
    } else if (c == '"') {
      is_quoted = !is_quoted;
    } else if (c == ',' && !is_quoted) {
      cells.emplace_back();
    } else if (c != '\r') {
      cells.back() += c;
    }
  }
  for (std::string& cell : cells) cell = trimmed(cell);
  return cells;
}

void require_no_folder(const Setting& setting) {
  std::error_code fault;
  if (std::filesystem::is_directory(setting.value, fault))
    throw Error(fmt::format("{}: '{}' is a folder; name a file", setting.where, setting.value));
}

MutantTable mutants_of(const Setting& setting) {
  require_no_folder(setting);
  std::ifstream file(setting.value);
  if (!file) throw Error(fmt::format("{}: '{}' cannot be read", setting.where, setting.value));
  MutantTable table;
  std::string line;
  int number = 0;
  while (std::getline(file, line)) {
    ++number;
    if (trimmed(line).empty()) continue;
    const auto refuse = [&](const std::string& why) {
      throw Error(fmt::format("{}, line {}: {}", setting.value, number, why));
    };
    std::vector<std::string> cells = cells_of(line);
    if (table.names.empty()) {
      table.names.assign(cells.begin() + 1, cells.end());
      if (table.names.empty()) refuse("the first line must name the mutants, after an empty cell");
      continue;
    }
    if (cells.size() != table.names.size() + 1)
      refuse(fmt::format("{} cells where the first line has {}", cells.size(), table.names.size() + 1));
    const std::size_t row = table.rows.size();
    if (row >= table.names.size() || cells.front() != table.names[row])
      refuse(fmt::format("the row of '{}' stands where that of {} is expected: rows come in the order of the columns",
                         cells.front(), row < table.names.size() ? "'" + table.names[row] + "'" : "nobody"));
    table.rows.emplace_back();
    for (std::size_t i = 1; i < cells.size(); ++i) {
      const auto chance = read_number(cells[i]);
      if (!chance) refuse(fmt::format("'{}' is no number", cells[i]));
      table.rows.back().push_back(*chance);
    }
  }
  if (table.names.empty()) throw Error(fmt::format("{}: '{}' is empty", setting.where, setting.value));
  if (table.rows.size() < table.names.size())
    throw Error(fmt::format("{} has no row of '{}'; each mutant needs one, in the order of the columns", setting.value,
                            table.names[table.rows.size()]));
  return table;
}

std::string absolute_path(const std::string& path) {
  return std::filesystem::absolute(path).lexically_normal().string();
}

std::string contents_of(const Setting& setting) {
  require_no_folder(setting);
  std::ifstream file(setting.value);
  if (!file)
    throw Error(
        fmt::format("{} is '{}', which is no structure and no file that can be read; it must be mixed, {}, or a "
                    "file of edges",
                    setting.where, setting.value, joined(graph_words())));
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// Who meets and copies whom.
StructureQuestion structure_of(const Arguments& arguments) {
  StructureQuestion question;
  const Setting* const structure = arguments.find("structure");
  if (structure != nullptr && trimmed(structure->value) != "mixed") {
    question.name = trimmed(structure->value);
    try {
      if (question.name.find(':') == std::string::npos) {
        question.graph = parse_graph(contents_of(*structure), question.name);
        question.name = absolute_path(question.name);
      } else {
        question.graph = describe_graph(question.name);
      }
    } catch (const Error& refusal) {
      const std::string sentence = refusal.what();
      throw Error(sentence.starts_with(structure->where) ? sentence
                                                         : fmt::format("{}: {}", structure->where, sentence));
    }
  }
  for (const std::string_view key : {"update", "gains", "block"})
    if (const Setting* const given = arguments.find(key); given != nullptr && !question.graph)
      throw Error(fmt::format("{} is about a structure; give --structure, or leave it out", given->where));
  if (const Setting* const given = arguments.find("update")) {
    const std::string update = choice(*given, {"death-birth", "birth-death", "pairwise", "best"});
    question.copies_best = update == "best";
    question.process.update = update == "birth-death" ? StructureUpdate::birth_death
                              : update == "pairwise"  ? StructureUpdate::pairwise
                                                      : StructureUpdate::death_birth;
  }
  if (const Setting* const given = arguments.find("gains"))
    question.process.gains = choice(*given, {"mean", "sum"}) == "sum" ? Gains::sum : Gains::mean;
  if (const Setting* const given = arguments.find("block")) {
    question.blocks = list_of<std::size_t>(
        *given, [](const Setting& one) { return static_cast<std::size_t>(whole(one, 1, kMostPopulation)); });
  } else if (question.graph) {
    // As many of the usual ones as there is room for.
    const PopulationGraph& graph = *question.graph;
    const std::size_t room = graph.torus ? std::min(graph.torus->rows, graph.torus->columns) : graph.size();
    std::erase_if(question.blocks, [&](std::size_t block) { return block >= room; });
  }
  return question;
}

}  // namespace

std::string_view word(Imitation imitation) {
  switch (imitation) {
    case Imitation::pairwise:
      return "pairwise";
    case Imitation::moran:
      return "moran";
    case Imitation::wright_fisher:
      break;
  }
  return "wright-fisher";
}

EvolutionRequest evolution_request(const Arguments& arguments) {
  EvolutionRequest request;
  const auto given = [&](std::string_view key, const auto& take) {
    if (const Setting* const setting = arguments.find(key)) take(*setting);
  };
  given("population", [&](const Setting& setting) {
    request.populations = list_of<std::int64_t>(
        setting, [](const Setting& one) { return whole(one, kLeastPopulation, kMostPopulation); });
  });
  given("selection", [&](const Setting& setting) {
    request.selections = list_of<double>(setting, [](const Setting& one) { return number(one, 0, kMostSelection); });
  });
  given("process", [&](const Setting& setting) {
    const std::string process = choice(setting, {"pairwise", "moran", "wright-fisher"});
    request.imitation = process == "pairwise" ? Imitation::pairwise
                        : process == "moran"  ? Imitation::moran
                                              : Imitation::wright_fisher;
  });
  given("fitness", [&](const Setting& setting) {
    if (choice(setting, {"exponential", "linear"}) == "exponential") return;
    if (request.imitation == Imitation::pairwise)
      throw Error(fmt::format("{} is about the processes moran and wright-fisher; give --process, or leave it out",
                              setting.where));
    request.fitness = Fitness::linear;
  });
  given("population-self", [&](const Setting& setting) { request.meets_itself = yes(setting); });
  given("mutation", [&](const Setting& setting) {
    if (trimmed(setting.value) == "rare") return;
    const auto rate = read_number(setting.value);
    if (!rate || !(*rate > 0 && *rate <= 1))
      throw Error(
          fmt::format("{} is '{}'; it must be rare, or a chance above 0 and up to 1", setting.where, setting.value));
    request.mutation = *rate;
  });
  given("mutants", [&](const Setting& setting) {
    if (trimmed(setting.value) != "uniform") request.mutants = mutants_of(setting);
  });
  given("dynamics", [&](const Setting& setting) { request.wanted = dynamics_of(setting); });
  given("hostile", [&](const Setting& setting) {
    request.hostile = trimmed(setting.value);
    if (request.hostile.empty()) throw Error(fmt::format("{} names nobody; name at least one entrant", setting.where));
  });
  given("shares", [&](const Setting& setting) {
    request.shares = trimmed(setting.value);
    if (request.shares.empty())
      throw Error(fmt::format("{} needs a value: {}", setting.where, option("shares").argument));
  });
  given("generations",
        [&](const Setting& setting) { request.ecology.generations = whole(setting, 1, kMostGenerations); });
  given("extinct", [&](const Setting& setting) { request.ecology.extinct = number(setting, 0, 0.5); });
  given("background",
        [&](const Setting& setting) { request.ecology.background = number(setting, 0, kMostBackground); });
  given("clones", [&](const Setting& setting) { request.clones_each = choice(setting, {"once", "each"}) == "each"; });
  given("draws", [&](const Setting& setting) { request.draws = static_cast<int>(whole(setting, 2, kMostDraws)); });
  request.structure = structure_of(arguments);
  if (request.structure.graph && !request.wants(Dynamics::structure)) request.wanted.push_back(Dynamics::structure);
  given("space", [&](const Setting& setting) {
    request.space =
        choice(setting, {"reactive", "memory-one"}) == "reactive" ? WalkSpace::reactive : WalkSpace::memory_one;
  });
  given("walk-length", [&](const Setting& setting) { request.walk_length = whole(setting, 20, kMostMutants); });
  for (const std::string_view key : {"space", "walk-length"})
    given(key, [&](const Setting& setting) {
      if (!request.wants(Dynamics::walk))
        throw Error(fmt::format("{} is about walks; add walk to --dynamics, or leave it out", setting.where));
    });
  given("state-limit", [&](const Setting& setting) { request.state_limit = whole(setting, 1, kMostStates); });
  return request;
}

std::string evolution_ini(const Arguments& arguments) {
  std::string ini;
  for (const std::string_view key : kEvolutionOptions)
    if (const Setting* const given = arguments.find(key)) {
      const bool is_path =
          (key == "mutants" && given->value != "uniform") ||
          (key == "structure" && given->value != "mixed" && given->value.find(':') == std::string::npos);
      ini += fmt::format("{} = {}\n", key, is_path ? absolute_path(given->value) : given->value);
    }
  for (const Setting& over : arguments.all("over")) ini += fmt::format("over = {}\n", over.value);
  return ini;
}

}  // namespace detente::cli
