// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "league/round_process.hpp"

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <map>
#include <optional>

#include <fmt/core.h>
#include <detente/play/round_robin.hpp>
#include <detente/text/text.hpp>

#include "files/process.hpp"
#include "terminal/interrupt.hpp"

namespace detente::cli {
namespace {

constexpr int kLook = 50;  // milliseconds

/// What it tells, until it ends.
std::string told_by(Process& process, int told) {
  std::string text;
  std::array<char, 4096> piece{};
  const auto take = [&] {
    pollfd look{.fd = told, .events = POLLIN, .revents = 0};
    if (poll(&look, 1, kLook) <= 0) return false;
    const ssize_t count = read(told, piece.data(), piece.size());
    if (count > 0) text.append(piece.data(), static_cast<std::size_t>(count));
    return count > 0;
  };
  while (!process.ended()) {
    if (interrupted()) throw Stopped();
    if (!take()) usleep(kLook * 100);
  }
  while (take()) {
  }
  return text;
}

/// The text between quotes, the last words' way: 'x'.
std::vector<std::string> quoted(const std::string& words) {
  std::vector<std::string> names;
  for (std::size_t at = words.find('\''); at != std::string::npos; at = words.find('\'', at)) {
    const std::size_t end = words.find('\'', at + 1);
    if (end == std::string::npos) break;
    names.push_back(words.substr(at + 1, end - at - 1));
    at = end + 1;
  }
  return names;
}

class Telling {
 public:
  explicit Telling(const std::string& text) {
    for (const std::string& line : split(text, '\n')) {
      if (line.starts_with("begin ")) {
        begun_.push_back(line.substr(6));
      } else if (line.starts_with("end ")) {
        begun_.erase(std::remove(begun_.begin(), begun_.end(), line.substr(4)), begun_.end());
      } else if (line.starts_with("name ")) {
        const std::size_t tab = line.find('\t');
        files_[line.substr(tab + 1)] = line.substr(5, tab - 5);
      } else if (line.starts_with("detente: ")) {
        words_ = line.substr(9);
      }
    }
  }

  /// Who ended a process that came to this end.
  void blame(RoundEnd& end) const {
    const std::size_t colon = words_.rfind(": ");
    end.how = colon != std::string::npos ? words_.substr(colon + 2)
                                         : fmt::format("it ended the process (signal {})", end.status - 128);
    if (!begun_.empty()) {
      end.culprits = begun_;
      end.is_unclear = begun_.size() > 1;
      return;
    }
    const bool is_one = words_.starts_with("strategy '");
    for (const std::string& name : quoted(words_.substr(0, colon))) {
      if (const auto file = files_.find(name); file != files_.end()) end.culprits.push_back(file->second);
      if (is_one) break;  // the others are its opponents
    }
    std::sort(end.culprits.begin(), end.culprits.end());
    end.culprits.erase(std::unique(end.culprits.begin(), end.culprits.end()), end.culprits.end());
  }

 private:
  std::vector<std::string> begun_;
  std::map<std::string, std::string> files_;  // by strategy
  std::string words_;
};

}  // namespace

RoundEnd round_played(const RoundOrder& order, const std::filesystem::path& scratch) {
  const std::filesystem::path file = scratch / "order.json";
  {
    std::ofstream out(file, std::ios::binary);
    out << order.text();
    out.close();
    if (!out) throw RunFailure(fmt::format("'{}' cannot be written", file.string()));
  }
  auto [told, tells] = make_pipe();
  Process process({.command = {"/proc/self/exe", std::string(kLeagueRoundWord), file.string()},
                   .descriptors = {{tells.number(), kTellDescriptor}}});
  tells.close();
  const std::string text = told_by(process, told.number());
  const int status = *process.ended();
  RoundEnd end{.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status)};
  if (end.status != 0) Telling(text).blame(end);
  return end;
}

}  // namespace detente::cli
