// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Commands in a document with what they print, in which a line `…` stands for any number of lines left out.
namespace transcript {

using Lines = std::vector<std::string>;

/// One command and what the document shows of its output.
struct Exchange {
  std::string command;  ///< without the prompt; lines that end in \ go on
  Lines asked;          ///< as the document has it
  Lines shown;
};

inline Lines joined(Lines lines, const Lines& more) {
  lines.insert(lines.end(), more.begin(), more.end());
  return lines;
}

/// Nothing where the block does not begin with a prompt.
inline std::optional<std::vector<Exchange>> exchanges(const Lines& block) {
  std::vector<Exchange> found;
  bool goes_on = false;
  for (const std::string& line : block) {
    const bool is_asked = goes_on || line.starts_with("$ ");
    if (!is_asked && found.empty()) return std::nullopt;
    if (!is_asked) {
      found.back().shown.push_back(line);
      continue;
    }
    if (!goes_on) found.emplace_back();
    goes_on = line.ends_with("\\");
    Exchange& exchange = found.back();
    exchange.command += (exchange.asked.empty() ? line.substr(2) : line) + '\n';
    exchange.asked.push_back(line);
  }
  return found;
}

inline bool is_shortened(const Lines& shown) {
  for (const std::string& line : shown)
    if (line == "…") return true;
  return false;
}

using Same = std::function<bool(const std::string& shown, const std::string& printed)>;

/// What was printed, shortened as `shown` is; nothing where a line of `shown` has no place any more.
inline std::optional<Lines> shortened(const Lines& shown, const Lines& printed, const Same& same) {
  Lines result;
  std::size_t next = 0;  // of what was printed
  for (std::size_t begin = 0; begin < shown.size();) {
    if (shown[begin] == "…") {
      result.push_back("…");
      ++begin;
      continue;
    }
    std::size_t end = begin;
    while (end < shown.size() && shown[end] != "…") ++end;
    const std::size_t length = end - begin;
    const auto fits = [&](std::size_t at) {
      for (std::size_t i = 0; i < length; ++i)
        if (!same(shown[begin + i], printed[at + i])) return false;
      return true;
    };
    if (next + length > printed.size()) return std::nullopt;
    const std::size_t last = printed.size() - length;
    std::size_t at = end == shown.size() && begin > 0 ? last : next;
    const std::size_t furthest = begin == 0 ? next : last;
    while (at <= furthest && !fits(at)) ++at;
    if (at > furthest || (end == shown.size() && at != last)) return std::nullopt;
    for (std::size_t i = 0; i < length; ++i) result.push_back(printed[at + i]);
    next = at + length;
    begin = end;
  }
  const bool is_open = !shown.empty() && shown.back() == "…";
  if (!is_open && next != printed.size()) return std::nullopt;
  return result;
}

/// A line whose numbers do not count, nor how they are set.
inline std::string without_numbers(const std::string& line) {
  std::string rest = line;
  for (const std::string_view sign : {"±", "−", "–", "↑", "↓"})
    for (std::size_t at = 0; (at = rest.find(sign)) != std::string::npos;) rest.replace(at, sign.size(), " ");
  std::string words;
  for (const char c : rest)
    if (std::string_view(" 0123456789.,%*").find(c) == std::string_view::npos) words += c;
  return words;
}

inline bool equal(const std::string& shown, const std::string& printed) {
  return shown == printed;
}
inline bool equal_but_for_numbers(const std::string& shown, const std::string& printed) {
  return without_numbers(shown) == without_numbers(printed);
}

/// What the document should show of this output: all of it, or shortened as it is now. Where numbers have changed, the
/// lines kept are those of the same words. Nothing where there are none.
inline std::optional<Lines> renewed(const Lines& shown, const Lines& printed) {
  if (!is_shortened(shown)) return printed;
  const std::optional<Lines> exact = shortened(shown, printed, equal);
  return exact ? exact : shortened(shown, printed, equal_but_for_numbers);
}

}  // namespace transcript
