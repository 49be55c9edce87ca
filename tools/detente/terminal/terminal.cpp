// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "terminal/terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
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
constexpr char kEscape = '\x1b';  // begins what sets a colour, which an m ends

bool continues_character(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

bool is_set(const char* variable) {
  const char* const value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

}  // namespace

Terminal terminal(int descriptor) {
  Terminal terminal;
  if (isatty(descriptor) != 1) return terminal;
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
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool is_c1 = byte == 0xC2U && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0U;
    if (is_c1) ++i;
    shown += is_c1 || byte < 0x20U || byte == 0x7FU ? '?' : text[i];
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
