// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <detente/design/design.hpp>
#include <detente/error.hpp>

/// Entrants as they are written, and as they are seated.
namespace detente {

/// A strategy does not play under these payoffs.
class Refusal : public Error {
 public:
  using Error::Error;
};

/// An entrant as written: strategy, motive, number.
struct EntrantName {
  Strategy strategy;   // or that to which it is the best response
  std::string motive;  // "" for none
  int number = 0;      // 0 where none was written
  bool is_response = false;
  std::string preset = {};  // what the strategy is called as a preset or a file; "" for others

  std::string canonical(int with_number) const;
};

/// Parts of a list of entrants. A piece `key=value` that does not begin a name belongs to the one before it.
std::vector<std::string> entrant_texts(std::string_view list);
/// Throws `Error`.
EntrantName parse_entrant(const std::string& text, const Registry& registry);

/// Canonical names in order: those without a number get the smallest one that is free.
std::vector<std::string> canonical_names(const std::vector<EntrantName>& names);

/// A state with its payoffs, its rates (those given for an entrant of that name), and told about the match. Throws
/// `Refusal` where it refuses the game.
Side seated(const Design& design, const Strategy& strategy, const std::string& name, const std::string& motive);
/// An entrant ready to be seated, under its canonical name.
Entrant entrant(const Design& design, const EntrantName& name, const std::string& canonical);

}  // namespace detente
