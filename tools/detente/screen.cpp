// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "screen.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/round_robin.hpp>

#include "interrupt.hpp"

namespace detente::cli {
namespace {

bool continues_character(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

bool is_set(const char* variable) {
  const char* const value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

}  // namespace

Screen screen(int descriptor) {
  Screen screen;
  if (isatty(descriptor) != 1) return screen;
  screen.is_terminal = true;
  winsize size{};
  if (ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20) screen.width = size.ws_col;
  const char* const kind = std::getenv("TERM");
  screen.has_color = !is_set("NO_COLOR") && kind != nullptr && std::strcmp(kind, "dumb") != 0 && *kind != '\0';
  return screen;
}

std::size_t columns(std::string_view text) {
  std::size_t count = 0;
  for (const char byte : text)
    if (!continues_character(byte)) ++count;
  return count;
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
