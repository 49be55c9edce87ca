// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>

#include <nlohmann/json.hpp>

#include "programs/answers.hpp"
#include "programs/description.hpp"
#include "programs/program.hpp"

namespace detente::cli {

/// A strategy of a program with its parameters set, before any match or in one.
struct ProgramStrategy {
  std::shared_ptr<Program> program;
  std::shared_ptr<const ProgramDescription> description;
  nlohmann::json settings = nlohmann::json::object();
  std::optional<Briefing> briefing = {};

  /// A question about it: what is asked, and who it is. Programs remember nothing of it between seats.
  nlohmann::json question(const char* what) const {
    nlohmann::json question{{"do", what}, {"strategy", description->number}, {"settings", settings}};
    if (briefing) question["briefing"] = json_of(*briefing);
    return question;
  }
  /// Levels in which it thinks.
  int own_levels(int game_levels) const { return description->traits.graded ? game_levels : 2; }
};

/// Seats of it in a game of so many levels.
std::unique_ptr<Seats> program_seats(const ProgramStrategy& strategy, int levels);
/// Its memories; null where they cannot be numbered.
std::unique_ptr<Memories> program_memories(const ProgramStrategy& strategy, int levels);
/// All strategies of a program, which is asked for them. Throws `ProgramFailure`.
std::vector<std::shared_ptr<const Prototype>> program_prototypes(const std::shared_ptr<Program>& program);

/// A number for seats or memories of a program, given back in the end.
class ProgramSeat {
 public:
  explicit ProgramSeat(std::shared_ptr<Program> program) : program_(std::move(program)), number_(program_->number()) {}
  ~ProgramSeat() {
    if (!is_taken) return;
    try {
      program_->ask({{"do", "leave"}, {"seat", number_}});
    } catch (...) {  // whoever asks it next is told
    }
  }
  ProgramSeat(const ProgramSeat&) = delete;
  ProgramSeat& operator=(const ProgramSeat&) = delete;

  std::int64_t number() const { return number_; }

  bool is_taken = false;  ///< the program knows of it

 private:
  std::shared_ptr<Program> program_;
  std::int64_t number_;
};

}  // namespace detente::cli
