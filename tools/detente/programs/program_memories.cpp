// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <map>
#include <unordered_map>

#include <fmt/core.h>

#include "programs/asking.hpp"

namespace detente::cli {
namespace {

constexpr std::size_t kFirstRows = 32;
constexpr std::size_t kMostRows = 1024;
constexpr std::size_t kMostEntries = 16384;  // of all rows of an answer

/// Memories in the order in which they are met here, so that results do not depend on how a program numbers them. Rows
/// are fetched ahead, each time twice as many, since a walk asks for most of them.
class ProgramMemories final : public Memories {
 public:
  ProgramMemories(ProgramStrategy strategy, int levels)
      : strategy_(std::move(strategy)),
        by_{*strategy_.program, *strategy_.description, strategy_.own_levels(levels)},
        seat_(strategy_.program),
        most_(std::max<std::size_t>(1, std::min(kFirstRows, kMostEntries / by_.inputs()))),
        slips_(!strategy_.briefing || has_errors(strategy_.briefing->tremble)) {
    met(0);
  }

  std::size_t size() const override { return theirs_.size(); }
  LevelMix play(std::size_t memory) const override { return row(memory).play; }
  Signal say(std::size_t memory) const override { return traits().speaks ? row(memory).said : Signal{}; }
  bool open(std::size_t memory) const override { return traits().opens && row(memory).is_open; }
  std::size_t hear(std::size_t memory, Signal heard) override {
    if (!traits().listens) return memory;
    const bool is_silence = heard == Signal{};
    if (is_silence)
      if (const std::int64_t silent = row(memory).silent; silent >= 0) return met(silent);
    const auto [found, is_new] = heard_.try_emplace({memory, heard}, 0);
    if (is_new) {
      try {
        found->second = met(after(memory, "heard", json_of(heard, traits().graded)));
      } catch (...) {
        heard_.erase(found);
        throw;
      }
    }
    return found->second;
  }
  std::size_t see(std::size_t memory, const LevelSeen& round) override {
    const std::size_t input = by_.input(round);
    std::int64_t next = row(memory).next[input];
    if (next < 0 && round.mine != round.meant && !slips_) {
      slips_ = true;  // it slips after all
      fetch(theirs_[memory]);
      next = row(memory).next[input];
    }
    if (next < 0) {  // as in a crisis, in which it does what it does not mean
      const auto letter = [&](Level level) { return std::string(1, letter_of(level, traits().graded)); };
      next = after(memory, "saw", {letter(round.meant), letter(round.mine), letter(round.theirs), round.verified});
      rows_.at(theirs_[memory]).next[input] = next;
    }
    return met(next);
  }
  std::size_t turn(std::size_t memory, const Briefing& briefing) override {
    return traits().turns ? met(after(memory, "turned", json_of(briefing))) : memory;
  }

 private:
  static bool has_errors(const Errors& errors) {
    const auto is_there = [](double rate) { return rate > 0; };
    return std::any_of(errors.up.begin(), errors.up.end(), is_there) ||
           std::any_of(errors.down.begin(), errors.down.end(), is_there);
  }
  const Traits& traits() const { return strategy_.description->traits; }

  /// The number here of a memory of theirs.
  std::size_t met(std::int64_t theirs) {
    const auto [found, is_new] = ours_.try_emplace(theirs, theirs_.size());
    if (is_new) theirs_.push_back(theirs);
    return found->second;
  }
  const MemoryRow& row(std::size_t memory) const {
    const std::int64_t theirs = theirs_[memory];
    const auto found = rows_.find(theirs);
    if (found != rows_.end()) return found->second;
    fetch(theirs);
    return rows_.at(theirs);
  }
  void fetch(std::int64_t from) const {
    const std::size_t most = std::max<std::size_t>(1, std::min({most_, kMostRows, kMostEntries / by_.inputs()}));
    nlohmann::json question = strategy_.question("rows");
    question["seat"] = seat_.number();
    question["levels"] = by_.levels;
    question["from"] = from;
    question["most"] = most;
    question["slips"] = slips_;
    const auto answer = strategy_.program->ask(question);
    seat_.is_taken = true;
    std::vector<MemoryRow> rows = read_rows(by_, answer, most);
    if (rows.empty()) strategy_.program->refuse(fmt::format("named memory {}, of which it gives no row", from));
    for (std::size_t i = 0; i < rows.size(); ++i)
      rows_.insert_or_assign(from + static_cast<std::int64_t>(i), std::move(rows[i]));
    most_ = std::min(2 * most_, kMostRows);
  }
  std::int64_t after(std::size_t memory, const char* what, const nlohmann::json& event) const {
    static_cast<void>(row(memory));  // so that the program knows of it
    return read_memory(by_,
                       strategy_.program->ask(
                           {{"do", "after"}, {"seat", seat_.number()}, {"memory", theirs_[memory]}, {what, event}}));
  }

  ProgramStrategy strategy_;
  Answering by_;
  mutable ProgramSeat seat_;
  mutable std::size_t most_;
  bool slips_;
  std::vector<std::int64_t> theirs_;                          // by our number
  std::unordered_map<std::int64_t, std::size_t> ours_;        // by theirs
  mutable std::unordered_map<std::int64_t, MemoryRow> rows_;  // by theirs
  std::map<std::pair<std::size_t, Signal>, std::size_t> heard_;
};

}  // namespace

std::unique_ptr<Memories> program_memories(const ProgramStrategy& strategy, int levels) {
  if (!strategy.description->traits.ordered) return nullptr;
  return std::make_unique<ProgramMemories>(strategy, levels);
}

}  // namespace detente::cli
