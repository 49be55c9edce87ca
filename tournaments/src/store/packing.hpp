// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace detente {

/// 32 digits that name a content (XXH3, 128 bits).
std::string hash(std::string_view content);
/// What tells that content was changed, with what it belongs to.
std::int64_t check_sum(std::string_view content, const std::vector<std::int64_t>& belongs_to);

/// Rows of so many whole numbers, with bytes of equal place together, compressed (zstd, level 1).
std::string packed(const std::vector<std::uint64_t>& numbers, std::size_t columns, std::string_view rest);
/// What was packed; absent where it is damaged.
struct Unpacked {
  std::vector<std::uint64_t> numbers;  ///< row by row
  std::size_t columns;
  std::string rest;
};
std::optional<Unpacked> unpacked(std::string_view bytes);

}  // namespace detente
