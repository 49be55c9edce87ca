// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "spirals/world.hpp"

namespace detente {

/// Facts as bytes, to the last bit.
std::string record(const Facts& facts);
/// What they hold; absent where they are damaged.
std::optional<Facts> facts_of(std::string_view bytes);

}  // namespace detente
