// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "properties/partial_walk.hpp"

#include <map>
#include <memory>
#include <vector>

#include "numerics/communicating_classes.hpp"

namespace detente {
namespace {

constexpr std::size_t kMostRounds = 1000;  // of memories that do not come to an end
constexpr double kMostSteps = 1e5;         // of distributions over memories, from memory to memory

/// Memories that are asked about one by one.
class Asked {
 public:
  Asked(std::unique_ptr<Memories> memories, bool listens, int levels, int peace_level)
      : memories_(std::move(memories)), listens_(listens), levels_(levels), peace_level_(peace_level) {}

  int levels() const { return levels_; }
  int peace_level() const { return peace_level_; }
  /// The chance of each level.
  LevelMix play(std::size_t memory) { return memories_->play(ready(memory)); }
  std::vector<Level> meant(std::size_t memory) {
    const LevelMix mix = play(memory);
    std::vector<Level> levels;
    for (Level level = 0; level < levels_; ++level)
      if (mix.chance[level] > 0) levels.push_back(level);
    return levels;
  }
  double hostility(std::size_t memory) {
    const LevelMix mix = play(memory);
    double sum = 0;
    for (int level = peace_level_ + 1; level < levels_; ++level) sum += mix.chance[static_cast<std::size_t>(level)];
    return sum;
  }
  std::size_t after(std::size_t memory, Level meant, Level mine, Level theirs) {
    return memories_->see(ready(memory), {.meant = meant, .mine = mine, .theirs = theirs, .verified = false});
  }

 private:
  /// The memory in which it plays: nobody says anything.
  std::size_t ready(std::size_t memory) { return listens_ ? memories_->hear(memory, {}) : memory; }

  std::unique_ptr<Memories> memories_;
  bool listens_;
  int levels_, peace_level_;
};

/// Memories in the order in which they are reached, up to a number of them.
class Reached {
 public:
  explicit Reached(std::size_t most) : most_(most) { add(0); }

  void add(std::size_t memory) {
    if (place_.try_emplace(memory, memories_.size()).second) memories_.push_back(memory);
  }
  /// Calls `expand` for one memory after the other, which adds those that follow; false from it stops. True where all
  /// were expanded.
  template <class Expand>
  bool walk(Expand expand) {
    for (; expanded_ < memories_.size(); ++expanded_)
      if (memories_.size() > most_ || !expand(memories_[expanded_])) return false;
    return true;
  }
  std::size_t expanded() const { return expanded_; }
  std::size_t at(std::size_t place) const { return memories_[place]; }
  std::size_t place(std::size_t memory) const { return place_.at(memory); }
  std::size_t size() const { return memories_.size(); }

 private:
  std::size_t most_;
  std::size_t expanded_ = 0;
  std::vector<std::size_t> memories_;
  std::map<std::size_t, std::size_t> place_;
};

/// Adds where a round without a slip leads, the other doing at most `most`.
void follow(Asked& asked, Reached& reached, std::size_t memory, Level least, Level most) {
  for (const Level own : asked.meant(memory))
    for (Level other = least; other <= most; ++other) reached.add(asked.after(memory, own, own, other));
}

std::optional<bool> is_deterministic(Asked& asked, std::size_t most) {
  bool has_die = false;
  Reached reached(most);
  const bool is_whole = reached.walk([&](std::size_t memory) {
    const std::vector<Level> meant = asked.meant(memory);
    has_die = meant.size() > 1;
    if (has_die) return false;
    for (Level mine = 0; mine < asked.levels(); ++mine)
      for (Level theirs = 0; theirs < asked.levels(); ++theirs)
        reached.add(asked.after(memory, meant[0], mine, theirs));
    return true;
  });
  return has_die ? std::optional(false) : is_whole ? std::optional(true) : std::nullopt;
}

std::optional<bool> is_nice(Asked& asked, std::size_t most) {
  bool is_hostile = false;
  Reached reached(most);
  const bool is_whole = reached.walk([&](std::size_t memory) {
    is_hostile = asked.hostility(memory) > 0;
    if (is_hostile) return false;
    follow(asked, reached, memory, 0, static_cast<Level>(asked.peace_level()));
    return true;
  });
  return is_hostile ? std::optional(false) : is_whole ? std::optional(true) : std::nullopt;
}

using Chances = std::map<std::size_t, double>;

Chances later(Asked& asked, const Chances& now, Level other) {
  Chances next;
  for (const auto& [memory, chance] : now) {
    const LevelMix mix = asked.play(memory);
    for (const Level own : asked.meant(memory)) next[asked.after(memory, own, own, other)] += chance * mix.chance[own];
  }
  return next;
}

double hostility(Asked& asked, const Chances& now) {
  double sum = 0;
  for (const auto& [memory, chance] : now) sum += chance * asked.hostility(memory);
  return sum;
}

/// How many memories an unbroken level of the other leads to; absent where they are too many.
std::optional<std::size_t> led_to(Asked& asked, Level other, std::size_t most) {
  Reached reached(most);
  const bool is_whole = reached.walk([&](std::size_t memory) {
    follow(asked, reached, memory, other, other);
    return true;
  });
  return is_whole ? std::optional(reached.size()) : std::nullopt;
}

std::optional<bool> is_retaliating(Asked& asked, std::size_t most) {
  const auto top = static_cast<Level>(asked.levels() - 1);
  const auto provoked_to = led_to(asked, top, most);
  const auto indulged_to = led_to(asked, 0, most);
  Chances provoked{{0, 1.0}}, indulged{{0, 1.0}};
  double steps = 0;
  const bool has_end = provoked_to && indulged_to;
  const std::size_t rounds = has_end ? *provoked_to + *indulged_to : kMostRounds;
  for (std::size_t round = 0; steps < kMostSteps; ++round) {
    if (hostility(asked, provoked) > hostility(asked, indulged) + 1e-12) return true;
    if (round > rounds) return has_end ? std::optional(false) : std::nullopt;
    steps += static_cast<double>(provoked.size() + indulged.size());
    provoked = later(asked, provoked, top);
    indulged = later(asked, indulged, 0);
  }
  return std::nullopt;
}

std::optional<bool> is_forgiving(Asked& asked, std::size_t most) {
  Reached reached(most);
  const bool is_whole = reached.walk([&](std::size_t memory) {
    follow(asked, reached, memory, 0, static_cast<Level>(asked.levels() - 1));
    return true;
  });
  // Who is expanded leads to what is known; from the others anything may follow, peace too.
  const std::size_t known = reached.expanded();
  Graph under_restraint;
  for (std::size_t place = 0; place < known; ++place) {
    for (const Level own : asked.meant(reached.at(place))) {
      const std::size_t next = reached.place(asked.after(reached.at(place), own, own, 0));
      under_restraint.to.push_back(static_cast<std::uint32_t>(std::min(next, known)));
    }
    under_restraint.end_node();
  }
  under_restraint.end_node();  // stands for all that is not known
  const Classes classes = communicating_classes(under_restraint);
  for (std::size_t c = 0; c < classes.members.size(); ++c)
    if (classes.is_closed[c])
      for (const std::size_t member : classes.members[c])
        if (member < known && asked.hostility(reached.at(member)) > 0) return false;
  return is_whole ? std::optional(true) : std::nullopt;
}

}  // namespace

Proved proved(const Strategy& strategy, int levels, int peace_level, std::size_t most_memories) {
  const auto asked = [&] { return Asked(strategy.memories(levels), strategy.traits().listens, levels, peace_level); };
  if (!strategy.memories(levels)) return {};
  Asked for_dice = asked(), for_niceness = asked(), for_answers = asked(), for_forgiveness = asked();
  return {.is_deterministic = is_deterministic(for_dice, most_memories),
          .is_nice = is_nice(for_niceness, most_memories),
          .is_retaliating = is_retaliating(for_answers, most_memories),
          .is_forgiving = is_forgiving(for_forgiveness, most_memories)};
}

}  // namespace detente
