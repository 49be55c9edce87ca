// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "programs/answers.hpp"

#include <cmath>
#include <stdexcept>

#include <fmt/core.h>
#include <detente/answers.hpp>

#include "terminal/terminal.hpp"

namespace detente::cli {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kDigits = "0123456789abcdef";
constexpr std::int64_t kMostMemories = std::int64_t{1} << 31;

std::string shown(const Json& json) {
  return fitted(harmless(json.dump(-1, ' ', false, Json::error_handler_t::replace)), 40);
}

/// Reads one answer for one strategy.
class AnswerReader {
 public:
  explicit AnswerReader(const Answering& by) : by_(by), is_graded_(by.strategy.traits.graded) {}

  [[noreturn]] void refuse(const std::string& how) const { by_.program.refuse(how); }

  const Json& field(const Json& from, const char* key) const {
    if (!from.is_object()) refuse(fmt::format("answered {} in place of an object with \"{}\"", shown(from), key));
    const auto found = from.find(key);
    if (found == from.end()) refuse(fmt::format("answered without \"{}\"", key));
    return *found;
  }
  const std::string& letters(const Json& from, const char* key, std::size_t lanes) const {
    const Json& json = field(from, key);
    if (!json.is_string()) refuse(fmt::format("answered \"{}\" that is no text", key));
    const auto& text = json.get_ref<const std::string&>();
    if (text.size() != lanes)
      refuse(fmt::format("answered {} letters of \"{}\" for {} matches", text.size(), key, lanes));
    return text;
  }
  const Json& list(const Json& from, const char* key, std::size_t lanes) const {
    const Json& json = field(from, key);
    if (!json.is_array()) refuse(fmt::format("answered \"{}\" that is no list", key));
    if (json.size() != lanes)
      refuse(fmt::format("answered {} items of \"{}\" for {} matches", json.size(), key, lanes));
    return json;
  }
  Level level(char letter) const {
    const std::size_t level = is_graded_ ? kDigits.find(letter) : std::string_view("CD").find(letter);
    if (level >= static_cast<std::size_t>(by_.levels))
      refuse(fmt::format("answered the move '{}'; a move is {}", harmless(std::string_view(&letter, 1)),
                         is_graded_ ? fmt::format("a level 0…{:x}", by_.levels - 1) : "C or D"));
    return static_cast<Level>(level);
  }
  double chance(const Json& json) const {
    if (!json.is_number()) refuse(fmt::format("answered {} in place of a chance", shown(json)));
    const auto chance = json.get<double>();
    if (!(chance >= 0 && chance <= 1)) refuse(fmt::format("answered the chance {}; a chance lies in 0…1", shown(json)));
    return chance;
  }
  /// Chances of each level.
  LevelMix mix(const Json& json) const {
    if (!json.is_array() || json.size() != static_cast<std::size_t>(by_.levels))
      refuse(fmt::format("answered {} in place of {} chances, one for each level", shown(json), by_.levels));
    LevelMix mix;
    for (std::size_t level = 0; level < json.size(); ++level) mix.chance[level] = chance(json[level]);
    return valid([&] { return checked(mix, by_.levels); });
  }
  Signal signal(char kind, Level level, const Json& rounds) const {
    const std::size_t number = kSignalLetters.find(kind);
    if (number == std::string_view::npos)
      refuse(fmt::format("sent a signal of kind '{}'; a kind is - (none), r (reassure) or t (threaten)",
                         harmless(std::string_view(&kind, 1))));
    if (!rounds.is_number_integer() || rounds < 0 || rounds > 255)
      refuse(fmt::format("sent a signal for {} rounds; a signal holds for 1…255 rounds", shown(rounds)));
    const Signal signal{static_cast<Signal::Kind>(number), level, static_cast<std::uint8_t>(rounds.get<int>())};
    return valid([&] { return checked(signal, by_.levels); });
  }
  bool truth(char letter) const {
    if (letter != 'o' && letter != '-')
      refuse(fmt::format("answered '{}' for openness; it is o (open) or - (closed)",
                         harmless(std::string_view(&letter, 1))));
    return letter == 'o';
  }
  std::int64_t memory(const Json& json, bool may_be_absent) const {
    if (!json.is_number_integer() || json < (may_be_absent ? -1 : 0) || json >= kMostMemories)
      refuse(fmt::format("answered {} in place of the number of a memory", shown(json)));
    return json.get<std::int64_t>();
  }
  LevelMix play(const Json& json) const {
    if (json.is_array() && is_graded_) return mix(json);
    if (json.is_number() && !is_graded_) {
      LevelMix mix;
      mix.chance[0] = chance(json);
      mix.chance[1] = 1 - mix.chance[0];
      return mix;
    }
    if (!json.is_string() || json.get_ref<const std::string&>().size() != 1)
      refuse(fmt::format("answered {} in place of what a memory plays", shown(json)));
    return {level(json.get_ref<const std::string&>().front())};
  }
  MemoryRow row(const Json& json) const {
    MemoryRow row;
    row.play = play(field(json, "play"));
    const Traits& traits = by_.strategy.traits;
    if (traits.speaks)
      if (const Json& said = field(json, "say"); !said.is_null()) {
        if (!said.is_array() || said.size() != 3 || !said[0].is_string() || !said[1].is_string() ||
            said[0].get_ref<const std::string&>().size() != 1 || said[1].get_ref<const std::string&>().size() != 1)
          refuse(fmt::format("answered {} in place of what a memory says", shown(said)));
        row.said =
            signal(said[0].get_ref<const std::string&>()[0], level(said[1].get_ref<const std::string&>()[0]), said[2]);
      }
    if (traits.opens) {
      const Json& open = field(json, "open");
      if (!open.is_boolean()) refuse(fmt::format("answered {} for openness; it is true or false", shown(open)));
      row.is_open = open.get<bool>();
    }
    if (traits.listens && json.contains("silent")) row.silent = memory(json["silent"], true);
    const Json& next = field(json, "next");
    if (!next.is_array() || next.size() != by_.inputs())
      refuse(fmt::format("answered {} memories that follow one; there are {} kinds of rounds",
                         next.is_array() ? next.size() : 0, by_.inputs()));
    row.next.reserve(next.size());
    for (const Json& each : next) row.next.push_back(memory(each, true));
    return row;
  }

 private:
  /// What the rules of all strategies say of it.
  template <class Check>
  auto valid(Check check) const -> decltype(check()) {
    try {
      return check();
    } catch (const std::out_of_range& refusal) {
      refuse(fmt::format("answered what may not be played: {}", refusal.what()));
    }
  }

  const Answering& by_;
  bool is_graded_;
};

}  // namespace

void read_choices(const Answering& by, const nlohmann::json& answer, std::size_t lanes, LaneAnswers& read) {
  const AnswerReader reader(by);
  const Traits& traits = by.strategy.traits;
  const bool has_chances = answer.contains("chances");
  if (has_chances && !traits.throws_dice)
    reader.refuse(R"(answered chances for a strategy of which "hello" does not say "chances": true)");
  if (has_chances) {
    const Json& chances = reader.list(answer, "chances", lanes);
    if (traits.graded) read.mixes.resize(kLanes);
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      if (traits.graded)
        read.mixes[lane] = reader.mix(chances[lane]);
      else
        read.cooperation[lane] = reader.chance(chances[lane]);
    }
  } else {
    const std::string& moves = reader.letters(answer, "moves", lanes);
    if (traits.graded && traits.throws_dice) read.mixes.resize(kLanes);
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      const Level level = reader.level(moves[lane]);
      read.meant.at[lane] = level;
      read.cooperation[lane] = level == 0 ? 1 : 0;
      if (traits.graded && traits.throws_dice) read.mixes[lane] = LevelMix(level);
    }
  }
  if (!traits.opens) return;
  const std::string& open = reader.letters(answer, "open", lanes);
  for (std::size_t lane = 0; lane < lanes; ++lane) read.open.at[lane] = reader.truth(open[lane]) ? 1 : 0;
}

void read_said(const Answering& by, const nlohmann::json& answer, std::size_t lanes, LaneAnswers& read) {
  if (!by.strategy.traits.speaks) return;
  const AnswerReader reader(by);
  const Json& said = reader.field(answer, "say");
  const std::string& kinds = reader.letters(said, "kind", lanes);
  const std::string& levels = reader.letters(said, "level", lanes);
  const Json& rounds = reader.list(said, "rounds", lanes);
  for (std::size_t lane = 0; lane < lanes; ++lane)
    read.said.put(lane, reader.signal(kinds[lane], reader.level(levels[lane]), rounds[lane]));
}

std::vector<std::int64_t> read_equalities(const Answering& by, const nlohmann::json& answer, std::size_t lanes) {
  const AnswerReader reader(by);
  std::vector<std::int64_t> numbers;
  for (const Json& number : reader.list(answer, "memories", lanes)) numbers.push_back(reader.memory(number, false));
  return numbers;
}

std::vector<MemoryRow> read_rows(const Answering& by, const nlohmann::json& answer, std::size_t most) {
  const AnswerReader reader(by);
  const Json& rows = reader.field(answer, "rows");
  if (!rows.is_array() || rows.size() > most)
    reader.refuse(fmt::format("answered \"rows\" that are no list of at most {}", most));
  std::vector<MemoryRow> read;
  for (const Json& row : rows) read.push_back(reader.row(row));
  return read;
}

std::int64_t read_memory(const Answering& by, const nlohmann::json& answer) {
  const AnswerReader reader(by);
  return reader.memory(reader.field(answer, "memory"), false);
}

char letter_of(Level level, bool is_graded) {
  return is_graded ? kDigits[level & 15] : "CD"[level & 1];
}

std::string letters_of(const LaneBytes& levels, std::size_t lanes, bool is_graded) {
  std::string letters(lanes, 'C');
  for (std::size_t lane = 0; lane < lanes; ++lane) letters[lane] = letter_of(levels.at[lane], is_graded);
  return letters;
}

nlohmann::json json_of(const Briefing& briefing) {
  const auto rates = [&](const std::array<double, kMaxLevels>& by_level) {
    return Json(std::vector<double>(by_level.begin(), by_level.begin() + briefing.levels()));
  };
  Json payoffs = Json::array();
  for (int own = 0; own < briefing.levels(); ++own) {
    Json row = Json::array();
    for (int other = 0; other < briefing.levels(); ++other) row.push_back(briefing.payoffs.at(own, other));
    payoffs.push_back(std::move(row));
  }
  return {{"levels", briefing.levels()},
          {"payoffs", std::move(payoffs)},
          {"tremble", {{"up", rates(briefing.tremble.up)}, {"down", rates(briefing.tremble.down)}}},
          {"misperception", {{"up", rates(briefing.misperception.up)}, {"down", rates(briefing.misperception.down)}}},
          {"signal_noise", briefing.signal_noise},
          {"signal_cost", briefing.signal_cost},
          {"open_cost", briefing.open_cost},
          {"rounds", briefing.rounds}};
}

nlohmann::json json_of(const Signal& signal, bool is_graded) {
  return Json::array({std::string(1, kSignalLetters[signal.kind % 3]),
                      std::string(1, letter_of(signal.level, is_graded)), signal.rounds});
}

}  // namespace detente::cli
