// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <optional>
#include <set>
#include <typeinfo>

#include <detente/strategy/registry.hpp>
#include <detente/text/text.hpp>

#include "strategy/built_in.hpp"
#include "strategy/loaded_module.hpp"
#include "strategy/renamed.hpp"
#include "strategy/settings.hpp"
#include "strategy/spelled.hpp"

namespace detente {
namespace {

using Prototypes = std::vector<std::shared_ptr<const Prototype>>;

constexpr std::size_t kLongestName = 100;  // letters
constexpr ModuleContents kStrategyModule{
    .abi = "detente_abi", .unit = "detente_unit", .missing = "is not a strategy module: it has no DETENTE_STRATEGIES"};

std::string in_messages(const Strategy& strategy) {
  return "strategy '" + std::string(strategy.info().name) + "'";
}

/// A name as people may write it: its letters and digits, small, with the usual short form of tit-for-tat.
std::string plain_name(std::string_view name) {
  std::string plain;
  for (const char letter : name)
    if (letter != '-' && letter != '_' && letter != ' ')
      plain += letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  constexpr std::string_view kLong = "titfortat";
  for (std::size_t at = plain.find(kLong); at != std::string::npos; at = plain.find(kLong, at))
    plain.replace(at, kLong.size(), "tft");
  return plain;
}

void check_name(const std::string& name) {
  if (!is_strategy_name(name))
    throw Error("strategy name '" + name.substr(0, kLongestName) +
                "' is not allowed; names are made of a-z, 0-9 and -");
  if (name.size() > kLongestName)
    throw Error("strategy name '" + name.substr(0, kLongestName) + "…' is not allowed; names have up to " +
                std::to_string(kLongestName) + " letters");
}

}  // namespace

std::string Strategy::name() const {
  return name_with(info().name, given_, parameters());
}

Strategy Strategy::with(std::string_view name, const ParameterValue& value) const {
  const std::vector<Parameter> all = parameters();
  const Parameter& parameter = parameter_of(all, name, in_messages(*this));
  check_value(parameter, value, in_messages(*this));
  Strategy changed(asked(info().name, "when a parameter was set",
                         [&] { return prototype_->with(static_cast<std::size_t>(&parameter - all.data()), value); }));
  changed.given_ = given_;
  keep(changed.given_, all, {std::string(name), value});
  return changed;
}

Strategy Strategy::with(std::string_view settings) const {
  Strategy changed = *this;
  for (const GivenValue& given : read_settings(settings, parameters(), in_messages(*this)))
    changed = changed.with(given.first, given.second);
  return changed;
}

Strategy Strategy::briefed(const Briefing& briefing) const {
  std::optional<Error> refusal;
  Strategy ready(asked(info().name, "when it was given the game", [&]() -> std::shared_ptr<const Prototype> {
    try {
      return prototype_->briefed(briefing);
    } catch (const Error& refused) {
      refusal = refused;
      return nullptr;
    }
  }));
  if (refusal) throw Error(*refusal);
  ready.given_ = given_;
  const auto failed = [&](const std::string& what) {
    return StrategyFailure(name(), "when it was given the game", what);
  };
  for (const Parameter& parameter : ready.parameters())
    if (parameter.value && !parameter.allows(*parameter.value))
      throw failed("its parameter " + std::string(parameter.name) + " became " + parameter.text(*parameter.value) +
                   "; it must be " + parameter.demand());
  asked(info().name, "when it was given the game", [&] {  // which looks at the first memory
    static_cast<void>(ready.prototype_->memories(ready.traits().graded ? briefing.levels() : 2));
  });
  return ready;
}

std::vector<Parameter> Strategy::parameters() const {
  return asked(info().name, "when its parameters were read", [&] { return prototype_->parameters(); });
}

std::partial_ordering Strategy::order(const Strategy& other) const {
  // Memories of one type alone can be compared.
  const Prototype& mine = *prototype_;
  const Prototype& theirs = *other.prototype_;
  if (typeid(mine) != typeid(theirs)) return std::partial_ordering::unordered;
  return asked(info().name, "when its memory was compared", [&] { return prototype_->order(*other.prototype_); });
}

std::unique_ptr<Seats> Strategy::seat(int levels) const {
  return asked(info().name, "when it was copied", [&] { return prototype_->seat(levels); });
}

std::unique_ptr<Memories> Strategy::memories(int levels) const {
  return asked(info().name, "when its memories were enumerated", [&] { return prototype_->memories(levels); });
}

std::optional<Strategy> Strategy::made_over(unsigned char byte) const {
  auto made = asked(info().name, "when it was created", [&] { return prototype_->made_over(byte); });
  if (!made) return std::nullopt;
  return Strategy(std::move(made));
}

class Registry::Entrance : public Catalogue {
 public:
  Prototypes prototypes;

 private:
  void enter(std::shared_ptr<const Prototype> prototype) override { prototypes.push_back(std::move(prototype)); }
};

Registry Registry::built_in() {
  Registry registry;
  built_in_units([&](const BuiltInUnit& unit) {
    Entrance entrance;
    unit.enter(entrance);
    registry.admit(std::move(entrance.prototypes),
                   {.origin = "", .family = std::string(unit.family), .code = std::string(unit.code)});
  });
  return registry;
}

void Registry::load(const std::filesystem::path& module, const std::string& origin) {
  const std::string file = origin.empty() ? module.string() : origin;
  void* const unit = load_unit(module, file, kStrategyModule);
  Entrance entrance;
  run_module(file, "when its strategies were registered",
             [&] { reinterpret_cast<void (*)(Catalogue&)>(unit)(entrance); });
  if (entrance.prototypes.empty()) throw Error("module '" + file + "' adds no strategy");
  admit(std::move(entrance.prototypes), {.origin = file});
}

void Registry::add(std::shared_ptr<const Prototype> prototype) {
  admit({std::move(prototype)}, {});
}

void Registry::admit(Prototypes newcomers, const Source& source) {
  const std::string& origin = source.origin;
  // All or nothing: names are tried on a copy.
  Registry grown = *this;
  const auto try_name = [&](const std::string& name) {
    check_name(name);
    if (!grown.knows(name)) return;
    const std::string from = grown.origin(name);
    throw Error("two strategies are named '" + name + "'" +
                (origin.empty() ? ""
                                : "; the one in '" + origin + "' needs another name, because there is one " +
                                      (from.empty() ? "built in" : "from '" + from + "'")));
  };
  for (auto& prototype : newcomers) {
    const Strategy strategy(std::move(prototype));
    const std::string name(strategy.info().name);
    if (const auto other = grown.aliases_.find(name); other != grown.aliases_.end() && !origin.empty()) {
      const std::vector<std::string> aliases = split(other->second.info().alias, ',');  // a preset keeps its name
      if (std::find(aliases.begin(), aliases.end(), name) != aliases.end()) grown.aliases_.erase(other);
    }
    try_name(name);
    grown.entries_.emplace(name, Entry{strategy, source});
    for (const std::string& alias : split(strategy.info().alias, ',')) {
      try_name(alias);
      grown.aliases_.emplace(alias, strategy);
    }
    for (const Preset& preset : strategy.presets()) {
      try_name(std::string(preset.name));
      grown.aliases_.emplace(preset.name, strategy.with(preset.settings));
    }
  }
  *this = std::move(grown);
}

void Registry::admit(std::vector<Newcomers> files) {
  std::map<std::string, int> files_with;
  for (const Newcomers& file : files) {
    std::set<std::string> names;
    for (const auto& prototype : file.prototypes) names.emplace(prototype->info().name);
    for (const std::string& name : names) ++files_with[name];
  }
  Registry grown = *this;
  std::vector<Strategy> admitted;
  for (Newcomers& file : files) {
    for (auto& prototype : file.prototypes) {
      std::string name(prototype->info().name);
      check_name(name);
      if (!is_strategy_name(file.label)) throw Error("'" + file.origin + "' has no label of a-z, 0-9 and -");
      if (files_with[name] > 1 || knows(name)) {
        name += "@" + file.label;
        prototype = renamed(std::move(prototype), name);
      }
      admitted.emplace_back(std::move(prototype));
      const Source source{.origin = file.origin, .family = {}, .code = file.code};
      if (const auto [entry, is_new] = grown.entries_.emplace(name, Entry{admitted.back(), source}); !is_new)
        throw Error("two strategies are named '" + name + "': one from '" + entry->second.source.origin +
                    "', one from '" + file.origin + "'; rename one of the files");
    }
  }
  // Other names come after all names, so that no file takes the name of another file's strategy.
  for (const Strategy& strategy : admitted) {
    for (const std::string& alias : split(strategy.info().alias, ','))
      if (is_strategy_name(alias) && !grown.knows(alias)) grown.aliases_.emplace(alias, strategy);
    for (const Preset& preset : strategy.presets())
      if (is_strategy_name(preset.name) && !grown.knows(preset.name))
        grown.aliases_.emplace(preset.name, strategy.with(preset.settings));
  }
  *this = std::move(grown);
}

std::vector<Strategy> Registry::strategies() const {
  std::vector<Strategy> list;
  for (const auto& [name, entry] : entries_) list.push_back(entry.strategy);
  return list;
}

bool Registry::knows(std::string_view name) const {
  return entries_.contains(name) || aliases_.contains(name);
}

const Registry::Entry* Registry::find(std::string_view name) const {
  const auto alias = aliases_.find(name);
  const auto entry = entries_.find(alias == aliases_.end() ? name : alias->second.info().name);
  return entry == entries_.end() ? nullptr : &entry->second;
}

std::string Registry::origin(std::string_view name) const {
  const Entry* const entry = find(name);
  return entry == nullptr ? "" : entry->source.origin;
}

std::string Registry::family(std::string_view name) const {
  const Entry* const entry = find(name);
  return entry == nullptr ? "" : entry->source.family;
}

std::string Registry::code(std::string_view name) const {
  const Entry* const entry = find(name);
  return entry == nullptr ? "" : entry->source.code;
}

std::map<std::string, Strategy> Registry::called(const std::string& name) const {
  std::map<std::string, Strategy> found;
  if (const auto entry = entries_.find(name); entry != entries_.end()) found.emplace(name, entry->second.strategy);
  if (const auto alias = aliases_.find(name); alias != aliases_.end()) found.emplace(name, alias->second);
  const std::string plain = plain_name(name);
  if (!found.empty() || plain.empty()) return found;
  const auto try_name = [&](const std::string& known, const Strategy& strategy) {
    bool is_so_called = plain_name(known) == plain;
    for (const std::string_view tournament : {"first-by-", "second-by-"})
      is_so_called |= known.starts_with(tournament) && plain_name(known.substr(tournament.size())) == plain;
    if (is_so_called) found.emplace(strategy.name(), strategy);
  };
  for (const auto& [known, entry] : entries_) try_name(known, entry.strategy);
  for (const auto& [known, strategy] : aliases_) try_name(known, strategy);
  return found;
}

bool Registry::finds(std::string_view name) const {
  return called(std::string(name)).size() == 1;
}

Strategy Registry::strategy(std::string_view spec) const {
  if (const auto spelled = spelled_strategy(trimmed(spec))) return *spelled;
  const std::size_t colon = spec.find(':');
  const std::string name(trimmed(spec.substr(0, colon)));
  const std::map<std::string, Strategy> found = called(name);
  if (found.size() > 1) {
    std::vector<std::string> names;
    for (const auto& [key, value] : found) names.push_back("'" + key + "'");
    throw Error("'" + name + "' is ambiguous between " + joined(names, " and ") + "; write the name of one of them");
  }
  if (found.empty()) {
    std::vector<std::string> known;
    for (const auto& [key, value] : entries_) known.push_back(key);
    for (const auto& [key, value] : aliases_) known.push_back(key);
    const std::string near = did_you_mean(name, known);
    throw Error("no strategy is named '" + name + "'" + (near.empty() ? "; 'detente list' shows them all" : near));
  }
  const Strategy& strategy = found.begin()->second;
  if (colon == std::string_view::npos) return strategy;
  const std::string_view settings = spec.substr(colon + 1);
  if (split(settings, ',').empty())
    throw Error("'" + std::string(spec) + "' ends in a colon; write parameters after it, or leave it out");
  return strategy.with(settings);
}

}  // namespace detente
