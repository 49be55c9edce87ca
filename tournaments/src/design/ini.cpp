// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <detente/design/design.hpp>
#include <detente/error.hpp>
#include <detente/text/text.hpp>

namespace detente {
namespace {

/// A line without its comment: `#` at the start or after a blank. `tit-for-tat#2` holds none.
std::string_view without_comment(std::string_view line) {
  for (std::size_t i = 0; i < line.size(); ++i)
    if (line[i] == '#' && (i == 0 || line[i - 1] == ' ' || line[i - 1] == '\t')) return line.substr(0, i);
  return line;
}

}  // namespace

std::vector<IniEntry> parse_ini(std::string_view text, const std::string& name) {
  std::vector<IniEntry> entries;
  int number = 0;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);  // a byte order mark
  while (!text.empty()) {
    ++number;
    const std::size_t end = text.find('\n');
    const std::string_view line = trimmed(without_comment(text.substr(0, end)));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.empty()) continue;
    const std::string where = name + ", line " + std::to_string(number);
    if (line.find('\0') != std::string_view::npos) throw Error(where + " holds a zero byte; a design is plain text");
    const std::size_t equals = line.find('=');
    if (equals == std::string_view::npos || equals == 0)
      throw Error(where + ": '" + std::string(line.substr(0, 60)) + "' is not 'key = value'");
    entries.push_back(
        {std::string(trimmed(line.substr(0, equals))), std::string(trimmed(line.substr(equals + 1))), number});
  }
  return entries;
}

std::vector<IniEntry> read_ini(const std::string& path) {
  std::error_code unreadable;  // told when it is opened
  if (std::filesystem::is_directory(path, unreadable)) throw Error("'" + path + "' is a folder, not a file");
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) throw Error("'" + path + "' cannot be read: " + std::strerror(errno != 0 ? errno : EIO));
  std::ostringstream text;
  text << file.rdbuf();
  return parse_ini(text.str(), path);
}

}  // namespace detente
