// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "text/short_values.hpp"

#include <algorithm>

#include <fmt/core.h>
#include <detente/text/text.hpp>

#include "terminal/terminal.hpp"

namespace detente::cli {
namespace {

constexpr std::size_t kLongest = 15;

}  // namespace

bool is_numbered(const Axis& axis) {
  return std::any_of(axis.values.begin(), axis.values.end(),
                     [](const std::string& value) { return columns(value) > kLongest; });
}

std::string short_value(const Axis& axis, std::size_t value) {
  return is_numbered(axis) ? fmt::format("({})", value + 1) : axis.values[value];
}

std::string numbered_values(const Axis& axis, std::size_t width) {
  if (!is_numbered(axis)) return "";
  std::vector<std::string> values;
  for (std::size_t i = 0; i < axis.values.size(); ++i) values.push_back(fmt::format("({}) {}", i + 1, axis.values[i]));
  return wrapped(fmt::format("{}: {}", axis.key, joined(values)), width, 2) + '\n';
}

}  // namespace detente::cli
