// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <detente/guests/guest.hpp>

namespace detente::guests {

/// What a guest says of one of its strategies, and what `info` and `parameters` refer to.
struct Description {
  Description() = default;
  Description(const Description&) = delete;
  Description& operator=(const Description&) = delete;

  std::string name, alias, about, source, against, plays;
  Info info;
  Traits traits;
  struct Item {
    std::string name, meaning;
    Parameter::Kind kind = Parameter::Kind::number;
    double low = 0, high = 0;
  };
  std::vector<Item> parameters;
  std::vector<std::pair<std::string, std::string>> presets;
};

/// Descriptions of all its strategies, in its order. Throws `GuestFailure` for what a strategy of this build could not
/// say of itself either, since then its file would not compile.
std::vector<std::shared_ptr<const Description>> descriptions(Guest& guest);

/// The answer to `Ask::contract` must be ours. Throws `Error`.
void check_contract(Guest& guest);

}  // namespace detente::guests
