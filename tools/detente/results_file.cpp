// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "results_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/round_robin.hpp>

#include "interrupt.hpp"
#include "results_shape.hpp"

namespace detente::cli {
namespace {

constexpr int kDeepest = 32;  // no results are nested deeper

/// Reads with the system's own calls, which a signal ends.
std::string contents(const std::string& path) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error))
    throw Error(fmt::format("'{}' is a folder; name the results in it, as in '{}'", path,
                            (std::filesystem::path(path) / "results.json").string()));
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  std::string text;
  std::array<char, 1 << 16> part{};
  ssize_t count = file < 0 ? -1 : 1;
  while (count > 0 && (count = read(file, part.data(), part.size())) > 0)
    text.append(part.data(), static_cast<std::size_t>(count));
  const int fault = errno;
  if (file >= 0) close(file);
  if (interrupted()) throw Stopped();
  if (count < 0) throw Error(fmt::format("'{}' cannot be read: {}", path, std::strerror(fault)));
  return text;
}

/// Where a text cannot be read any further: "line 3, column 14".
std::string place(const std::string& text, std::size_t byte) {
  const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(byte, text.size()));
  const auto line = std::count(text.begin(), end, '\n') + 1;
  const std::size_t before = byte == 0 ? std::string::npos : text.rfind('\n', byte - 1);
  return fmt::format("line {}, column {}", line, before == std::string::npos ? byte + 1 : byte - before);
}

Json parsed(const std::string& path, const std::string& text) {
  if (text.empty()) throw Error(fmt::format("'{}' is empty; it should hold results as JSON", path));
  const auto is_shallow = [&](int depth, Json::parse_event_t, const Json&) {
    if (depth > kDeepest) throw Error(fmt::format("'{}' is nested deeper than any results are", path));
    return true;
  };
  try {
    return Json::parse(text, is_shallow);
  } catch (const Json::parse_error& fault) {  // its byte is that of what it cannot read, counted from 1
    if (fault.byte > text.size())
      throw Error(
          fmt::format("'{}' is cut short: it ends in the middle of its JSON, at {}", path, place(text, text.size())));
    throw Error(fmt::format("'{}' is not JSON: it cannot be read at {}", path,
                            place(text, fault.byte == 0 ? 0 : fault.byte - 1)));
  } catch (const Json::exception&) {  // a number beyond all doubles
    throw Error(fmt::format("'{}' holds a number that is too large", path));
  }
}

}  // namespace

Json read_results(const std::string& path) {
  Json results = parsed(path, contents(path));
  check_shape(results, path);
  return results;
}

}  // namespace detente::cli
