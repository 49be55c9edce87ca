// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "page/results_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/play/round_robin.hpp>

#include "page/page.hpp"
#include "page/page_sample.hpp"
#include "page/results_shape.hpp"
#include "terminal/interrupt.hpp"

namespace detente::cli {
namespace {

constexpr std::size_t kMostRead = 256 * kMegabyte;  // bytes; results of 256 entrants have 60 MB

/// Reads with the system's own calls, which a signal ends.
std::string contents(const std::string& path) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error))
    throw Error(fmt::format("'{}' is a folder; name the results file in it, as in '{}'", path,
                            (std::filesystem::path(path) / "results.json").string()));
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  std::string text;
  std::array<char, 1 << 16> part{};
  ssize_t count = file < 0 ? -1 : 1;
  while (count > 0 && text.size() <= kMostRead && !interrupted() && (count = read(file, part.data(), part.size())) > 0)
    text.append(part.data(), static_cast<std::size_t>(count));
  const int fault = errno;
  if (file >= 0) close(file);
  if (interrupted()) throw Stopped();
  if (count < 0) throw Error(fmt::format("'{}' cannot be read: {}", path, std::strerror(fault)));
  if (text.empty()) throw Error(fmt::format("'{}' is empty; it should hold results as JSON", path));
  if (text.size() > kMostRead)
    throw Error(fmt::format(
        "'{}' has more than {} MB, too much for a report; 'detente run --output' makes one of a field of any size, or "
        "write the results with --pairs none",
        path, kMostRead / kMegabyte));
  return text;
}

}  // namespace

Document read_results(const std::string& path) {
  Document results = read_json(path, contents(path));
  check_shape(results.json, path);
  const auto standings = results.json.find("standings");
  if (standings != results.json.end() && standings->is_array() && standings->size() > kMostOnPage)
    results.json = sampled_page(std::move(results.json), page_sample(*standings));
  return results;
}

}  // namespace detente::cli
