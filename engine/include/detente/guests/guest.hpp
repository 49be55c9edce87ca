// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include <detente/guests/asks.hpp>
#include <detente/strategy.hpp>

/// Strategies whose code runs elsewhere, behind a wall that keeps them from everything else.
namespace detente::guests {

/// A guest broke the rules: it stopped, ran out of steps or memory, or answered what makes no sense. One sentence.
class GuestFailure : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// One instance of a file of strategies. It knows nothing of other instances. Not for several threads at once.
class Guest {
 public:
  Guest() = default;
  Guest(const Guest&) = delete;
  Guest& operator=(const Guest&) = delete;
  virtual ~Guest() = default;

  /// Asks, and waits for the answer. `lanes`: how many repetitions the question is about, which limits its steps.
  /// Throws `GuestFailure`.
  virtual std::int32_t ask(Ask what, std::int32_t a = 0, std::int32_t b = 0, std::size_t lanes = 1) = 0;
  /// Where `kBuffer` bytes go back and forth; it may move with every ask.
  virtual unsigned char* buffer() = 0;
  /// From now on `back` leads to what it remembers at this moment.
  virtual void mark() = 0;
  /// It remembers what it remembered at `mark`, and nothing since: no match knows of another.
  virtual void back() = 0;
  /// It remembers what another instance of the same file remembers.
  virtual void become(const Guest& other) = 0;
};

/// Makes an instance. Throws `GuestFailure`.
using Arrival = std::function<std::unique_ptr<Guest>()>;

/// All strategies of a file, as a module would enter them; `Registry::admit` takes them. Throws `GuestFailure`, and
/// `Error` where the file was made for another version of the contract.
std::vector<std::shared_ptr<const Prototype>> prototypes(const Arrival& arrive);

}  // namespace detente::guests
