// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "terminal/ink.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace detente::cli {
namespace {

constexpr std::array<std::string_view, 5> kBegin{"", "\x1b[1m", "\x1b[32m", "\x1b[33m", "\x1b[31m"};
constexpr std::string_view kEnd = "\x1b[0m";
constexpr std::array<std::string_view, 8> kHeights{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
constexpr std::array<std::string_view, 8> kWidths{"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};

std::string repeated(std::string_view block, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += block;
  return text;
}

}  // namespace

std::string inked(std::string_view text, Ink ink, bool has_color) {
  if (!has_color || ink == Ink::plain || text.empty()) return std::string(text);
  return std::string(kBegin[static_cast<std::size_t>(ink)]) + std::string(text) + std::string(kEnd);
}

std::string inked_moves(std::string_view moves, bool has_color) {
  std::string text;
  for (std::size_t begin = 0; begin < moves.size();) {
    const std::size_t end = std::min(moves.find_first_not_of(moves[begin], begin), moves.size());
    const Ink ink = moves[begin] == 'C' ? Ink::green : moves[begin] == 'D' ? Ink::red : Ink::plain;
    text += inked(moves.substr(begin, end - begin), ink, has_color);
    begin = end;
  }
  return text;
}

std::string climate_bar(double peace, double friction, std::size_t width, bool has_color) {
  const auto place = [&](double share) {
    return static_cast<std::size_t>(std::lround(std::clamp(share, 0.0, 1.0) * static_cast<double>(width)));
  };
  const std::size_t calm = place(peace), tense = place(peace + friction);
  return inked(repeated("█", calm), Ink::green, has_color) +
         inked(repeated("▒", tense - calm), Ink::yellow, has_color) +
         inked(repeated("░", width - tense), Ink::red, has_color);
}

std::string share_bar(double share, std::size_t width) {
  const auto eighths =
      static_cast<std::size_t>(std::lround(std::clamp(share, 0.0, 1.0) * 8.0 * static_cast<double>(width)));
  return repeated("█", eighths / 8) + std::string(kWidths[eighths % 8]);
}

std::string sparkline(const std::vector<std::optional<double>>& values, double least, double most) {
  std::string line;
  for (const std::optional<double>& value : values) {
    if (!value) {
      line += ' ';
      continue;
    }
    const double place = most > least ? (*value - least) / (most - least) : 0.5;
    line += kHeights[static_cast<std::size_t>(std::clamp(std::floor(8 * place), 0.0, 7.0))];
  }
  return line;
}

}  // namespace detente::cli
