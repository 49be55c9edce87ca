// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "text/strips.hpp"

#include <algorithm>
#include <string_view>

#include <fmt/core.h>

namespace detente::cli {
namespace {

constexpr std::size_t kGroup = 10;

constexpr std::string_view kGreen = "\x1b[32m";
constexpr std::string_view kYellow = "\x1b[33m";
constexpr std::string_view kRed = "\x1b[31m";
constexpr std::string_view kPlain = "\x1b[0m";

std::string_view color(char mark, int levels) {
  if (mark == ' ') return kPlain;
  const int level = mark == 'C' ? 0 : mark == 'D' ? 1 : mark <= '9' ? mark - '0' : mark - 'a' + 10;
  return 3 * level < levels - 1 ? kGreen : 3 * level > 2 * (levels - 1) ? kRed : kYellow;
}

/// Part of a strip in groups of ten, coloured where it shows moves.
std::string in_groups(const Strip& strip, std::size_t first, std::size_t last, int levels, bool has_color) {
  std::string text;
  std::string_view now = kPlain;
  for (std::size_t i = first; i < last; ++i) {
    if (i > first && (i - first) % kGroup == 0) text += ' ';
    const std::string_view wanted = has_color && strip.is_moves ? color(strip.marks[i], levels) : kPlain;
    if (wanted != now) text += now = wanted;
    text += strip.marks[i];
  }
  if (now != kPlain) text += kPlain;
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

std::string ruler(std::size_t first, std::size_t last) {
  std::string text;
  for (std::size_t i = first; i < last; i += kGroup) text += fmt::format("{:<{}}", i + 1, kGroup + 1);
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

bool is_blank(const Strip& strip, std::size_t first, std::size_t last) {
  return strip.marks.find_first_not_of(' ', first) >= last;
}

}  // namespace

std::string strips_text(const std::vector<Strip>& strips, std::size_t rounds, int levels, const Terminal& terminal,
                        const std::function<std::string(std::size_t first, std::size_t last)>& after) {
  const auto width = static_cast<std::size_t>(terminal.width);
  std::size_t margin = 7;
  for (const Strip& strip : strips) margin = std::max(margin, columns(strip.label));
  margin += 2;
  const std::size_t groups = std::max<std::size_t>((width - std::min(width, margin) + 1) / (kGroup + 1), 1);
  std::string text;
  for (std::size_t first = 0; first < rounds; first += groups * kGroup) {
    const std::size_t last = std::min(first + groups * kGroup, rounds);
    text += fmt::format("\n{:<{}}{}\n", "round", margin, ruler(first, last));
    for (const Strip& strip : strips)
      if (!is_blank(strip, first, last))
        text += strip.label + std::string(margin - columns(strip.label), ' ') +
                in_groups(strip, first, last, levels, terminal.has_color) + '\n';
    if (after) text += after(first, last);
  }
  return text;
}

std::string meaning_of_levels(int levels) {
  return levels == 2 ? "C restraint, D hostility" : fmt::format("0 restraint … {:x} full hostility", levels - 1);
}

}  // namespace detente::cli
