// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "terminal/terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <cstring>

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/play/round_robin.hpp>
#include <detente/text/text.hpp>

#include "terminal/interrupt.hpp"

namespace detente::cli {
namespace {

constexpr std::size_t kLongestWord = 1000;  // bytes that are shown
constexpr std::size_t kLongestSentence = 16'000;
bool is_among_ranks = false;      // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)
constexpr char kEscape = '\x1b';  // begins what sets a colour, which an m ends

bool continues_character(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

bool is_set(const char* variable) {
  const char* const value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

/// A character of UTF-8, or one byte that begins none.
struct Character {
  std::size_t bytes;
  bool is_shown;  ///< it neither steers a terminal nor turns the direction of writing
};

Character character_at(std::string_view text) {
  const auto first = static_cast<unsigned char>(text.front());
  if (first < 0x80U) return {1, first >= 0x20U && first != 0x7FU};
  const std::size_t bytes = first >= 0xF0U && first < 0xF5U ? 4 : first >= 0xE0U && first < 0xF0U ? 3 : 2;
  if (first < 0xC2U || first >= 0xF5U || text.size() < bytes) return {1, false};
  std::uint32_t point = first & (0xFFU >> (bytes + 1));
  for (std::size_t i = 1; i < bytes; ++i) {
    const auto next = static_cast<unsigned char>(text[i]);
    if ((next & 0xC0U) != 0x80U) return {1, false};
    point = point << 6U | (next & 0x3FU);
  }
  const bool is_too_long = (bytes == 3 && point < 0x800U) || (bytes == 4 && point < 0x10000U);
  const bool is_surrogate = point >= 0xD800U && point < 0xE000U;
  if (is_too_long || is_surrogate || point > 0x10FFFFU) return {1, false};
  const bool is_control = point < 0xA0U || point == 0x2028U || point == 0x2029U;
  const bool turns = point == 0x61CU || point == 0x200EU || point == 0x200FU ||
                     (point >= 0x202AU && point <= 0x202EU) || (point >= 0x2066U && point <= 0x2069U);
  return {bytes, !is_control && !turns};
}

}  // namespace

void have_no_terminal() {
  is_among_ranks = true;
}

Terminal terminal(int descriptor) {
  Terminal terminal;
  if (is_among_ranks || isatty(descriptor) != 1) return terminal;
  terminal.is_terminal = true;
  winsize size{};
  if (ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20) terminal.width = size.ws_col;
  const char* const kind = std::getenv("TERM");
  terminal.has_color = !is_set("NO_COLOR") && kind != nullptr && std::strcmp(kind, "dumb") != 0 && *kind != '\0';
  return terminal;
}

std::size_t columns(std::string_view text) {
  std::size_t count = 0;
  bool is_color = false;
  for (const char byte : text) {
    is_color = is_color || byte == kEscape;
    if (!is_color && !continues_character(byte)) ++count;
    is_color = is_color && byte != 'm';
  }
  return count;
}

std::string harmless(std::string_view text) {
  std::string shown;
  while (!text.empty()) {
    const Character next = character_at(text);
    if (next.is_shown)
      shown += text.substr(0, next.bytes);
    else
      shown += '?';
    text.remove_prefix(next.bytes);
  }
  return shown;
}

std::string presentable(std::string_view text) {
  std::string shown;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    shown += shortened(text.substr(0, end), kLongestWord);
    if (end < text.size()) shown += ' ';
    text.remove_prefix(std::min(end + 1, text.size()));
    if (shown.size() > 2 * kLongestSentence) break;
  }
  return harmless(shortened(shown, kLongestSentence));
}

std::string fitted(std::string_view text, std::size_t width) {
  if (columns(text) <= width) return std::string(text);
  std::size_t end = 0;
  for (std::size_t kept = 0; end < text.size(); ++end)
    if (!continues_character(text[end]) && ++kept >= width) break;
  return std::string(text.substr(0, end)) + (width > 0 ? "…" : "");
}

std::string wrapped(std::string_view text, std::size_t width, std::size_t indent) {
  std::string lines;
  std::size_t used = indent;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (word.empty()) continue;
    const bool is_first = used == indent;
    if (!is_first && used + 1 + columns(word) > width) {
      lines += '\n' + std::string(indent, ' ');
      used = indent;
    } else if (!is_first) {
      lines += ' ';
      ++used;
    }
    lines += word;
    used += columns(word);
  }
  return lines;
}

void write_error(std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = write(STDERR_FILENO, text.data(), text.size());
    if (written < 0 && errno == EINTR && !interrupted()) continue;
    if (written <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

void tell(const std::string& sentence) {
  write_error("detente: " + presentable(sentence) + '\n');
}

void tell_lines(std::string_view text) {
  std::string lines = "detente: ";
  for (std::size_t end = 0; end != std::string_view::npos && lines.size() < kLongestSentence;) {
    end = text.find('\n');
    lines += presentable(text.substr(0, end)) + '\n';
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  write_error(lines);
}

void write_out(std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = write(STDOUT_FILENO, text.data(), text.size());
    if (written >= 0) {
      text.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno == EINTR) {
      if (interrupted()) throw Stopped();
    } else {
      throw RunFailure(fmt::format("standard output cannot be written: {}", std::strerror(errno)));
    }
  }
}

}  // namespace detente::cli
