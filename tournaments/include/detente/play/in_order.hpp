// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace detente {

/// Makes many texts on several threads (0: all cores) and hands them over one after the other, in order. Only a few of
/// them exist at a time. Whatever `make` or `take` throws ends it.
void in_order(std::size_t count, int threads, const std::function<std::string(std::size_t)>& make,
              const std::function<void(std::string_view)>& take);

}  // namespace detente
