// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/laws/alignment_laws.hpp>

#include <optional>
#include <stdexcept>

#include <detente/text/text.hpp>

#include "laws/drawn_news.hpp"
#include "laws/law_worlds.hpp"

namespace detente {
namespace of_alignments {  // whose laws are called as those of strategies
namespace {

constexpr std::uint64_t kKinds = DrawnNews::kKinds;
constexpr std::uint64_t kLives = 2 * kKinds;
constexpr int kRoundsOfLife = 61;                     // prime, so that what counts in cycles is not back where it began
constexpr std::size_t kMostAlignmentMemories = 4096;  // kept in a walk

/// What a lane answers: the stance to each of the others, as a digit, and the strength that it wants.
std::string answers(const AlignmentLanes& lanes, std::size_t lane, const News& news) {
  std::string text;
  LaneBytes stances;
  for (State other = 0; other < news.size; ++other)
    if (other != news.me) {
      lanes.stance(other, lane + 1, stances);
      text += static_cast<char>('0' + stances.at[lane]);
    }
  return text + '/' + std::to_string(lanes.arms(lane));
}

std::string in_round(int round) {
  return round == 0 ? "at the opening " : "in round " + std::to_string(round) + ' ';
}

/// It failed: what it did, and in which round.
class LifeFailure : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// What a lane answers at the opening and after each round of a life. Throws `LifeFailure`.
std::vector<std::string> life(AlignmentLanes& lanes, std::size_t lane, std::uint64_t number) {
  DrawnNews drawn(number);
  std::vector<std::string> all;
  for (int round = 0; round <= kRoundsOfLife; ++round) try {
      if (round > 0) {
        drawn.go_on();
        lanes.see(lane, drawn.news());
      } else {
        lanes.begin(lane, drawn.news());
      }
      all.push_back(answers(lanes, lane, drawn.news()));
    } catch (const StrategyFailure& failure) {
      if (round == 0) throw;
      throw LifeFailure(told(std::runtime_error(failure.reason()), round));
    }
  return all;
}

/// The first round in which two lives differ.
std::optional<int> difference(const std::vector<std::string>& one, const std::vector<std::string>& other) {
  for (std::size_t round = 0; round < one.size(); ++round)
    if (one[round] != other[round]) return static_cast<int>(round);
  return std::nullopt;
}

std::string describes_itself(const Alignment& alignment) {
  if (!alignment.info().about.ends_with('.'))
    return "info.about is '" + std::string(alignment.info().about) + "'; it must be a sentence that ends with a period";
  for (const Parameter& parameter : alignment.parameters()) {
    const std::string name(parameter.name);
    if (!is_strategy_name(name)) return "parameter name '" + name + "' is not made of a-z, 0-9 and -";
    if (!(parameter.low <= parameter.high)) return "parameter " + name + " has no range";
    if (parameter.meaning.empty()) return "parameter " + name + " has an empty meaning; it must be a sentence";
    if (!parameter.value)
      return "parameter " + name + " has no default; an alignment has no payoffs to resolve it from";
    if (!parameter.allows(*parameter.value))
      return "the default of parameter " + name + " is " + parameter.text(*parameter.value) + ", outside its range";
  }
  return "";
}

std::string stays_in_range(const Alignment& alignment) {
  const auto lanes = alignment.lanes();
  for (std::uint64_t number = 0; number < kLives; ++number) {
    lanes->fresh();
    life(*lanes, 0, number);
  }
  return "";
}

std::string holds_its_parameters(const Alignment& alignment) {
  for (const Parameter& parameter : alignment.parameters())
    for (const ParameterValue& value : parameter.extremes()) {
      const std::string set = "parameter " + std::string(parameter.name) + " set to " + parameter.text(value);
      const Alignment changed = alignment.with(parameter.name, value);
      for (const Parameter& read : changed.parameters())
        if (read.name == parameter.name && read.value != value) return set + " reads back as a different value";
      try {
        stays_in_range(changed);
      } catch (const std::bad_alloc&) {
        throw;
      } catch (const std::exception& failure) {
        return "with " + set + ", " + told(failure);
      }
    }
  return "";
}

std::string repeats_itself(const Alignment& alignment) {
  for (std::uint64_t number = 0; number < kLives; ++number) {
    const auto one = alignment.lanes();
    const auto other = alignment.lanes();
    if (const auto round = difference(life(*one, 0, number), life(*other, 0, number)))
      return in_round(*round) +
             "the same news led to two different answers; its fields must hold all that it remembers, as values: no "
             "static or global variables, no pointers to shared data, no clocks, files or rand()";
  }
  return "";
}

std::string remembers_nothing_between_repetitions(const Alignment& alignment) {
  const auto used = alignment.lanes();
  for (std::uint64_t number = 0; number < kLives; ++number) {
    used->fresh();
    const std::vector<std::string> again = life(*used, 0, number);
    const auto unused = alignment.lanes();
    if (const auto round = difference(again, life(*unused, 0, number)))
      return in_round(*round) +
             "a fresh copy answers differently than before; its fields must hold all that it "
             "remembers, as values: no static or global variables, no pointers to shared data";
  }
  return "";
}

/// Many lanes, each with a life of its own, side by side.
std::string lanes_are_strangers(const Alignment& alignment) {
  const auto together = alignment.lanes();
  std::vector<DrawnNews> drawn;
  std::vector<std::vector<std::string>> lived(kLives);
  for (std::uint64_t lane = 0; lane < kLives; ++lane) drawn.emplace_back(lane);
  for (int round = 0; round <= kRoundsOfLife; ++round) {
    for (std::size_t lane = 0; lane < kLives; ++lane) {
      if (round > 0) drawn[lane].go_on();
      if (round > 0)
        together->see(lane, drawn[lane].news());
      else
        together->begin(lane, drawn[lane].news());
    }
    for (std::size_t lane = 0; lane < kLives; ++lane)
      lived[lane].push_back(answers(*together, lane, drawn[lane].news()));
  }
  for (std::size_t lane = 0; lane < kLives; ++lane) {
    const auto alone = alignment.lanes();
    if (const auto round = difference(lived[lane], life(*alone, 0, lane)))
      return in_round(*round) +
             "a copy answers differently when other copies live beside it; copies must share no "
             "data: fields hold values, not pointers or references";
  }
  return "";
}

/// A lane is copied in the middle of a life; then the original goes another way.
std::string copies_act_alike(const Alignment& alignment) {
  for (std::uint64_t number = 0; number < kLives; ++number) {
    const auto whole = alignment.lanes();
    const std::vector<std::string> lived = life(*whole, 0, number);
    const auto lanes = alignment.lanes();
    DrawnNews drawn(number);
    lanes->begin(0, drawn.news());
    for (int round = 1; round <= kRoundsOfLife; ++round) {
      if (round % 20 == 0) {
        lanes->copy(0, 1);
        DrawnNews other(number + kKinds);
        for (int left = 0; left < 20; ++left, other.go_on()) lanes->see(0, other.news());
        lanes->copy(1, 0);
      }
      drawn.go_on();
      lanes->see(0, drawn.news());
      if (answers(*lanes, 0, drawn.news()) != lived[static_cast<std::size_t>(round)])
        return in_round(round) +
               "a copy of it answers differently than the original would have; copies must hold all "
               "that it remembers, and share nothing";
    }
  }
  return "";
}

std::string asking_is_not_an_event(const Alignment& alignment) {
  for (std::uint64_t number = 0; number < kLives; ++number) {
    const auto asked_often = alignment.lanes();
    const auto asked_once = alignment.lanes();
    DrawnNews drawn(number);
    asked_often->begin(0, drawn.news());
    asked_once->begin(0, drawn.news());
    for (int round = 1; round <= kRoundsOfLife; ++round) {
      const std::string first = answers(*asked_often, 0, drawn.news());
      if (answers(*asked_often, 0, drawn.news()) != first)
        return in_round(round) +
               "two calls of stance() or arms() gave different answers; they must change nothing, "
               "not even a mutable or static variable";
      drawn.go_on();
      asked_often->see(0, drawn.news());
      asked_once->see(0, drawn.news());
    }
    if (answers(*asked_often, 0, drawn.news()) != answers(*asked_once, 0, drawn.news()))
      return "whether it was asked before changes its answers; stance() and arms() must change nothing, not even a "
             "mutable or static variable";
  }
  return "";
}

/// Lanes 2k and 2k + 1 live alike; all lives have three states, so that many memories are met twice.
std::string memory_is_in_order(const Alignment& alignment) {
  if (!alignment.traits().ordered) return "";
  constexpr std::size_t kUsed = 32;
  const auto lanes = alignment.lanes();
  std::vector<DrawnNews> drawn;
  for (std::size_t lane = 0; lane < kUsed; ++lane) drawn.emplace_back(lane / 2 * kKinds);
  for (int round = 0; round <= kRoundsOfLife; ++round) {
    std::vector<std::string> said;
    for (std::size_t lane = 0; lane < kUsed; ++lane) {
      if (round > 0) drawn[lane].go_on();
      if (round > 0)
        lanes->see(lane, drawn[lane].news());
      else
        lanes->begin(lane, drawn[lane].news());
      LaneBytes stances;
      std::string all = std::to_string(lanes->arms(lane)) + '/';
      for (State other = 0; other < drawn[lane].news().size; ++other) {
        lanes->stance(other, lane + 1, stances);
        all += static_cast<char>('0' + stances.at[lane]);
      }
      said.push_back(std::move(all));
    }
    for (std::size_t lane = 0; lane < kUsed; ++lane)
      for (std::size_t other = 0; other < kUsed; ++other) {
        const bool is_equal = lanes->order(lane, other) == std::partial_ordering::equivalent;
        if (lane == other && !is_equal)
          return in_round(round) +
                 "its memory does not compare equal to itself: a field holds an unordered value, "
                 "such as NaN";
        if (lane / 2 == other / 2 && !is_equal)
          return in_round(round) +
                 "two copies that saw the same news have unequal memories; compare fields, not "
                 "addresses";
        if (is_equal && said[lane] != said[other])
          return in_round(round) +
                 "two memories that compare equal answer differently: operator<=> omits a field; "
                 "write = default";
      }
  }
  return "";
}

/// Memories that are kept by number answer as lanes that live.
std::string is_its_memories(const Alignment& alignment) {
  if (!alignment.traits().ordered) return "";
  const auto memories = alignment.memories();
  for (std::uint64_t number = 0; number < kLives && memories->size() < kMostAlignmentMemories; ++number) {
    const auto lanes = alignment.lanes();
    const std::vector<std::string> lived = life(*lanes, 0, number);
    DrawnNews drawn(number);
    std::size_t memory = memories->begin(0, drawn.news());
    for (int round = 0; round <= kRoundsOfLife; ++round) {
      if (round > 0) {
        drawn.go_on();
        memory = memories->see(memory, drawn.news());
      }
      std::string said;
      for (State other = 0; other < drawn.news().size; ++other)
        if (other != drawn.news().me)
          said += static_cast<char>('0' + static_cast<int>(memories->stance(memory, other)));
      if (said + '/' + std::to_string(memories->arms(memory)) != lived[static_cast<std::size_t>(round)])
        return in_round(round) +
               "it answers differently from the memory that it compares equal to: operator<=> omits "
               "a field, or data is kept outside the fields; write operator<=> = default";
    }
  }
  return "";
}

std::string note_on_order(const Alignment& alignment) {
  if (alignment.traits().ordered) return "";
  return "no operator<=>: systems with it can only be sampled, never solved exactly; add 'auto operator<=>(const "
         "NAME&) const = default;' with the name of the struct";
}

struct NamedLaw {
  Law law;
  std::string (*breach)(const Alignment&);
  std::string (*note)(const Alignment&) = nullptr;
};

// What would break many laws at once comes first, so that it is told by its own name.
const std::vector<NamedLaw>& named_laws() {
  static const std::vector<NamedLaw> all = {
      {{"describes_itself",
        "It has a sentence that says what it does, and each parameter has a range, a default and a meaning."},
       describes_itself},
      {{"stays_in_range", "Whatever it learns, it takes one of the four stances, and wants a strength in range."},
       stays_in_range},
      {{"holds_its_parameters",
        "Each parameter keeps the value that it is set to, and both ends of its range can be played."},
       holds_its_parameters},
      {{"repeats_itself", "The same news lead to the same answers."}, repeats_itself},
      {{"remembers_nothing_between_repetitions",
        "Every repetition begins from its initial state and does not depend on earlier ones."},
       remembers_nothing_between_repetitions},
      {{"asking_is_not_an_event", "Calls of stance() and arms() change nothing."}, asking_is_not_an_event},
      {{"lanes_are_strangers", "Copies share no data: lives side by side equal lives one by one."},
       lanes_are_strangers},
      {{"copies_act_alike", "A copy, made at any time, acts as the original would have."}, copies_act_alike},
      {{"memory_is_in_order",
        "If its memory can be compared, equal memories answer alike and each memory equals itself."},
       memory_is_in_order,
       note_on_order},
      {{"is_its_memories", "If its memory can be compared, its numbered memories answer as it does."}, is_its_memories},
  };
  return all;
}

const NamedLaw& named(const Law& law) {
  for (const NamedLaw& candidate : named_laws())
    if (candidate.law.name == law.name) return candidate;
  throw Error("no law of alignments is named '" + law.name + "'");
}

}  // namespace
}  // namespace of_alignments

const std::vector<Law>& alignment_laws() {
  static const std::vector<Law> all = [] {
    std::vector<Law> list;
    for (const of_alignments::NamedLaw& each : of_alignments::named_laws()) list.push_back(each.law);
    return list;
  }();
  return all;
}

std::string breach(const Alignment& alignment, const Law& law) {
  const of_alignments::NamedLaw& tried = of_alignments::named(law);
  try {
    return tried.breach(alignment);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& failure) {
    return told(failure);
  }
}

std::string note(const Alignment& alignment, const Law& law) {
  const of_alignments::NamedLaw& tried = of_alignments::named(law);
  return tried.note == nullptr ? "" : tried.note(alignment);
}

std::vector<std::string> diary(const Alignment& alignment) {
  std::vector<std::string> lines;
  for (std::uint64_t number = 0; number < of_alignments::kLives; ++number) {
    const auto lanes = alignment.lanes();
    lines.push_back(joined(of_alignments::life(*lanes, 0, number), " "));
  }
  return lines;
}

std::string parting_of_alignments(const std::vector<std::string>& one, const std::vector<std::string>& other) {
  if (one.size() != other.size()) return "it lived different lives";
  for (std::size_t i = 0; i < one.size(); ++i)
    if (const auto round = of_alignments::difference(split(one[i], ' '), split(other[i], ' ')))
      return of_alignments::in_round(*round) + "its answers differed";
  return "";
}

}  // namespace detente
