// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Reading and writing what users type: numbers, lists, names.
namespace detente {

/// The number that `text` is as a whole: decimal, or a fraction of two such as 1/18. Absent for anything else, for nan
/// and for infinities.
std::optional<double> read_number(std::string_view text);

/// The whole number that `text` is as a whole, sign allowed.
std::optional<std::int64_t> read_whole(std::string_view text);

/// The shortest digits that read back as the same double.
std::string shortest(double value);
/// A computed number for people, to twelve digits at most: 0.1 + 0.2 is 0.3.
std::string rounded(double value);
/// A number with commas: "1,125,750".
std::string grouped(std::uint64_t number);
/// The same as `shortest`, at the end of a text.
void add_shortest(double value, std::string& text);

/// Parts of `text` between separators, blanks around them removed; "" has no parts.
std::vector<std::string> split(std::string_view text, char separator);

/// `text` without blanks at its ends.
std::string_view trimmed(std::string_view text);

/// A text of at most about so many bytes: of a longer one the beginning and the end, with "…" between them, and no
/// character cut in two.
std::string shortened(std::string_view text, std::size_t most);

/// Up to three of `known` that are nearest to a misspelt word, as "; did you mean 'a' or 'b'?"; empty when none is
/// near.
std::string did_you_mean(std::string_view word, const std::vector<std::string>& known);

/// "a, b, c".
std::string joined(const std::vector<std::string>& words, std::string_view separator = ", ");

}  // namespace detente
