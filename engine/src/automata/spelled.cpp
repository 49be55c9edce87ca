// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/automata/spelled.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

#include <detente/automata/notation.hpp>
#include <detente/error.hpp>
#include <detente/text/text.hpp>

#include "strategy/spelled.hpp"

namespace detente {
namespace {

constexpr std::string_view kAutomaton = "automaton:";
constexpr std::string_view kLookup = "lookup:";
constexpr std::string_view kFile = ".automaton";
constexpr std::string_view kNamed = "name:";
constexpr std::size_t kMostBytesOfFile = 1 << 20;

/// An automaton on the way. `Choice` is what it plays.
template <class Choice>
struct Spelled {
  static constexpr Info info{.name = "automaton",
                             .about = "Plays the finite automaton that its name spells out.",
                             .source = "The user.",
                             .against = "C",
                             .plays = "C"};
  std::shared_ptr<const Automaton> automaton;
  std::uint32_t state = 0;
  auto operator<=>(const Spelled&) const = default;

  const Automaton::State& now() const { return automaton->states[state]; }
  Choice play() const {
    const auto& chance = now().play.chance;
    if constexpr (std::is_same_v<Choice, Move>)
      return chance[0] == 1 ? C : D;
    else if constexpr (std::is_same_v<Choice, Mix>)
      return Mix(chance[0]);
    else
      return now().play;
  }
  Signal say() const { return now().said; }
  bool open() const { return now().is_open; }
  void see(std::conditional_t<std::is_same_v<Choice, LevelMix>, LevelSeen, Seen> round) {
    state = static_cast<std::uint32_t>(
        automaton->after(state, {static_cast<Level>(round.meant), static_cast<Level>(round.mine),
                                 static_cast<Level>(round.theirs), round.verified}));
  }
};

/// The moves of the example: the other's, and its own; none of an automaton of more levels that throws dice.
std::pair<std::string, std::string> example_of(const Automaton& automaton) {
  constexpr std::string_view kAgainst = "CDDCCCDC";
  std::pair<std::string, std::string> moves;
  std::size_t state = 0;
  for (const char letter : kAgainst) {
    const auto& chance = automaton.states[state].play.chance;
    const auto own = static_cast<Level>(std::max_element(chance.begin(), chance.end()) - chance.begin());
    const auto other = static_cast<Level>(letter == 'D' ? automaton.levels - 1 : 0);
    const auto digit = [&](Level level) {
      return automaton.levels == 2 ? (level == 0 ? 'C' : 'D') : "0123456789abcdef"[level];
    };
    const bool is_certain = chance[own] == 1;
    if (!is_certain && automaton.levels > 2) return {};
    moves.first += digit(other);
    moves.second += is_certain ? digit(own) : (own == 0 ? 'c' : 'd');
    state = automaton.after(state, {own, own, other, false});
  }
  return moves;
}

/// An automaton under the name that spells it.
template <class Choice>
class SpelledPrototype final : public Prototype, public std::enable_shared_from_this<SpelledPrototype<Choice>> {
 public:
  SpelledPrototype(std::shared_ptr<const Automaton> automaton, std::string name)
      : automaton_(std::move(automaton)),
        name_(std::move(name)),
        example_(example_of(*automaton_)),
        info_(Spelled<Choice>::info),
        prototype_(Spelled<Choice>{automaton_}) {
    info_.name = name_;
    info_.against = example_.first;
    info_.plays = example_.second;
    info_.levels = automaton_->levels;
  }

  const Info& info() const override { return info_; }
  Traits traits() const override {
    Traits traits = prototype_.traits();
    traits.speaks = traits.opens = false;
    for (const Automaton::State& state : automaton_->states) {
      traits.speaks = traits.speaks || state.said.kind != Signal::none;
      traits.opens = traits.opens || state.is_open;
    }
    return traits;
  }
  std::vector<Parameter> parameters() const override { return {}; }
  std::shared_ptr<const Prototype> with(std::size_t /*parameter*/, const ParameterValue& /*value*/) const override {
    return this->shared_from_this();
  }
  std::shared_ptr<const Prototype> briefed(const Briefing& briefing) const override {
    if (automaton_->levels > 2 && automaton_->levels != briefing.levels())
      throw Error("it is an automaton of " + std::to_string(automaton_->levels) + " levels, and the game has " +
                  std::to_string(briefing.levels()));
    return this->shared_from_this();
  }
  std::partial_ordering order(const Prototype& other) const override {
    return name_ <=> static_cast<const SpelledPrototype&>(other).name_;
  }
  std::unique_ptr<Seats> seat(int levels) const override { return prototype_.seat(levels); }
  std::unique_ptr<Memories> memories(int levels) const override { return prototype_.memories(levels); }

 private:
  std::shared_ptr<const Automaton> automaton_;
  std::string name_;
  std::pair<std::string, std::string> example_;
  Info info_;
  PrototypeOf<Spelled<Choice>> prototype_;
};

/// The contents of a file. Throws `Error`.
std::string contents_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw Error("there is no automaton file '" + path + "' that can be read");
  std::string contents;
  std::array<char, 4096> piece;
  while (file.read(piece.data(), piece.size()) || file.gcount() > 0) {
    contents.append(piece.data(), static_cast<std::size_t>(file.gcount()));
    if (contents.size() > kMostBytesOfFile) throw Error("'" + path + "' is larger than 1 MiB; it is no automaton file");
  }
  if (file.bad()) throw Error("'" + path + "' cannot be read");
  return contents;
}

/// Chances of C, from letters or from numbers between slashes.
std::vector<double> chances_of_table(std::string_view text, const std::string& what) {
  std::vector<double> chances;
  if (text.find_first_not_of("CD") == std::string_view::npos) {
    for (const char letter : text) chances.push_back(letter == 'C' ? 1 : 0);
    return chances;
  }
  for (const std::string& part : split(text, '/')) {
    const auto chance = part == "C" ? std::optional(1.0) : part == "D" ? std::optional(0.0) : read_number(part);
    if (!chance || !(*chance >= 0 && *chance <= 1))
      throw Error(what + " has '" + shortened(part, 40) +
                  "'; write letters C and D, as in CDCD, or chances of C in 0…1 joined by /, as in 1/0.25/1/0.25");
    chances.push_back(*chance);
  }
  return chances;
}

LevelMix mix_of(double cooperation) {
  LevelMix mix;
  mix.chance[0] = cooperation;
  mix.chance[1] = 1 - cooperation;
  return mix;
}

/// A canonical automaton under a name.
Strategy spelled(Automaton automaton, const std::string& name) {
  const auto shared = std::make_shared<const Automaton>(std::move(automaton));
  if (shared->levels > 2) return Strategy(std::make_shared<SpelledPrototype<LevelMix>>(shared, name));
  const bool is_certain = std::all_of(shared->states.begin(), shared->states.end(), [](const Automaton::State& state) {
    return state.play.chance[0] == 1 || state.play.chance[1] == 1;
  });
  if (is_certain) return Strategy(std::make_shared<SpelledPrototype<Move>>(shared, name));
  return Strategy(std::make_shared<SpelledPrototype<Mix>>(shared, name));
}

/// `table=…[,first=…]` in any order.
Strategy lookup_strategy(std::string_view spec) {
  std::optional<std::string> table, first;
  for (const std::string& piece : split(spec, ',')) {
    const std::size_t equals = piece.find('=');
    const std::string key(trimmed(std::string_view(piece).substr(0, equals)));
    auto* const value = key == "table" ? &table : key == "first" ? &first : nullptr;
    if (equals == std::string::npos || value == nullptr)
      throw Error("'" + shortened(piece, 40) +
                  "' in the name of a look-up table is neither table=… nor first=…; write lookup:table=CDCD,first=C");
    if (*value) throw Error("the look-up table '" + shortened(spec, 60) + "' gives " + key + " twice");
    *value = std::string(trimmed(std::string_view(piece).substr(equals + 1)));
  }
  if (!table)
    throw Error("the look-up table '" + shortened(spec, 60) + "' has no table; write lookup:table=CDCD,first=C");
  const Automaton automaton = canonical(automaton_of_table(*table, first.value_or("")));
  if (automaton.size() <= kMostWrittenStates) return automaton_strategy(automaton);
  return spelled(automaton, std::string(kLookup) + "table=" + *table + (first ? ",first=" + *first : ""));
}

}  // namespace

Strategy automaton_strategy(const Automaton& automaton, const std::string& name) {
  return spelled(canonical(automaton),
                 std::string(kAutomaton) + (name.empty() ? "" : std::string(kNamed) + name + "_") + text_of(automaton));
}

Automaton automaton_of_table(std::string_view table, std::string_view first) {
  const std::vector<double> rules = chances_of_table(table, "the table '" + shortened(table, 40) + "'");
  if (rules.size() != 2 && rules.size() != 4 && rules.size() != 16 && rules.size() != 64)
    throw Error(
        "the table '" + shortened(table, 40) + "' has " + std::to_string(rules.size()) +
        " entries; it may have 2 (by the other's last move), 4, 16 or 64 (by the last one, two or three rounds)");
  const std::size_t rounds = rules.size() == 64 ? 3 : rules.size() == 16 ? 2 : 1;
  const std::vector<double> opening = chances_of_table(first, "first='" + shortened(first, 40) + "'");
  if (opening.size() > rounds)
    throw Error("first='" + shortened(first, 40) + "' has " + std::to_string(opening.size()) + " moves; a table of " +
                std::to_string(rules.size()) + " entries has a whole history after " + std::to_string(rounds) +
                (rounds == 1 ? " round" : " rounds"));
  // A state is the number of rounds played, as far as it matters, and the history.
  const std::size_t kept = (std::size_t{1} << rounds) - 1;
  std::map<std::array<std::size_t, 3>, std::uint32_t> number;  // rounds, own moves, the other's
  std::vector<std::array<std::size_t, 3>> states;
  const auto numbered = [&](const std::array<std::size_t, 3>& state) {
    const auto [found, is_new] = number.try_emplace(state, static_cast<std::uint32_t>(states.size()));
    if (is_new) states.push_back(state);
    return found->second;
  };
  numbered({0, 0, 0});
  Automaton automaton;
  for (std::size_t i = 0; i < states.size(); ++i) {  // NOLINT(modernize-loop-convert): it grows
    const auto [played, own, others] = states[i];
    const std::size_t row = rules.size() == 2 ? others : own << rounds | others;
    automaton.states.push_back(
        {.play = mix_of(played < opening.size() ? opening[played] : rules[row]), .said = {}, .is_open = false});
    for (std::size_t input = 0; input < automaton.inputs(); ++input) {
      const std::size_t mine = input / 4 % 2, theirs = input / 2 % 2;
      automaton.next.push_back(
          numbered({std::min(played + 1, opening.size()), (own << 1 | mine) & kept, (others << 1 | theirs) & kept}));
    }
  }
  return automaton;
}

std::string name_in(std::string_view strategy) {
  const std::string prefix = std::string(kAutomaton) + std::string(kNamed);
  if (!strategy.starts_with(prefix)) return "";
  const std::string_view rest = strategy.substr(prefix.size());
  return std::string(rest.substr(0, rest.find('_')));
}

std::optional<Strategy> spelled_strategy(std::string_view spec) {
  if (spec.starts_with(kLookup)) return lookup_strategy(spec.substr(kLookup.size()));
  if (!spec.starts_with(kAutomaton)) return std::nullopt;
  const std::string text(trimmed(spec.substr(kAutomaton.size())));
  if (text.ends_with(kFile)) {
    const std::string stem = std::filesystem::path(text).stem().string();
    return automaton_strategy(automaton_of_file(contents_of(text), text), is_strategy_name(stem) ? stem : "");
  }
  if (!text.starts_with(kNamed)) return automaton_strategy(automaton_of_text(text));
  const std::string name = name_in(spec);
  if (!is_strategy_name(name))
    throw Error("'" + shortened(name, 40) + "' is no name for an automaton; names are made of a-z, 0-9 and -");
  const std::size_t end = text.find('_');
  return automaton_strategy(automaton_of_text(end == std::string::npos ? "" : text.substr(end + 1)), name);
}

}  // namespace detente
