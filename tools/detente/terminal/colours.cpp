// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "terminal/colours.hpp"

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

std::string coloured(std::string_view text, Colour colour, bool has_color) {
  if (!has_color || colour == Colour::plain || text.empty()) return std::string(text);
  return std::string(kBegin[static_cast<std::size_t>(colour)]) + std::string(text) + std::string(kEnd);
}

std::string coloured_moves(std::string_view moves, bool has_color) {
  std::string text;
  for (std::size_t begin = 0; begin < moves.size();) {
    const std::size_t end = std::min(moves.find_first_not_of(moves[begin], begin), moves.size());
    const Colour colour = moves[begin] == 'C' ? Colour::green : moves[begin] == 'D' ? Colour::red : Colour::plain;
    text += coloured(moves.substr(begin, end - begin), colour, has_color);
    begin = end;
  }
  return text;
}

std::string climate_bar(double peace, double friction, std::size_t width, bool has_color) {
  const auto place = [&](double share) {
    return static_cast<std::size_t>(std::lround(std::clamp(share, 0.0, 1.0) * static_cast<double>(width)));
  };
  const std::size_t calm = place(peace), tense = place(peace + friction);
  return coloured(repeated("█", calm), Colour::green, has_color) +
         coloured(repeated("▒", tense - calm), Colour::yellow, has_color) +
         coloured(repeated("░", width - tense), Colour::red, has_color);
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
