// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include <detente/systems/play.hpp>

/// A system of finite automata, played from tables: equal to the last bit to `SystemMatch`, and many times as fast.
namespace detente {

/// The automata of a system, ready to be played by any number of threads.
class SystemTables {
 public:
  /// Of a system that `check_system` accepts, which must outlive it. Throws `Error` for rates that no draw can show.
  explicit SystemTables(const System& system);
  ~SystemTables();
  /// Moves it; what is left may only be destroyed.
  SystemTables(SystemTables&&) noexcept;

  /// Why the system cannot be played from tables, as the second half of a sentence; "" where it can.
  const std::string& hindrance() const;

  /// As `SystemMatch::play`, for a system without hindrance; who watches sees what everybody does.
  bool play(std::uint64_t first_repetition, std::size_t lanes, SystemTally& tally, const SystemMatch::Pulse& pulse = {},
            ActObserver* observer = nullptr) const;

 private:
  struct Plan;
  std::unique_ptr<const Plan> plan_;
};

}  // namespace detente
