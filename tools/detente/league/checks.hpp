// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include <detente/strategy/registry.hpp>

#include "json/results_json.hpp"

namespace detente::cli {

/// A law that a strategy breaks.
struct BrokenLaw {
  std::string strategy;
  std::string law;
  std::string sentence;  ///< the law
  std::string breach;    ///< what it did, and what to change
};

/// What is known of a file, whatever the league plays.
struct Check {
  std::string why = {};              ///< why it cannot be played; "" where it can
  std::vector<BrokenLaw> laws = {};  ///< that it breaks, whether it is played or not
};

/// Breaking it makes results wrong: who does is not played. The other laws are only told.
bool is_grave(const std::string& law);

/// Tries all laws. The first grave one that is broken is why it cannot be played.
Check tried(const std::vector<Strategy>& strategies);

/// Checks by content, in a file of the league's folder.
class Checks {
 public:
  /// Reads what is there; a file that cannot be read is none.
  explicit Checks(std::filesystem::path file);

  const Check* find(const std::string& code) const;
  /// From any thread. Now and then it is written.
  void keep(const std::string& code, Check check);
  /// Writes it, at most once a second unless `now`. Throws `RunFailure`.
  void write(bool now = true);
  /// The text of the file with those alone that are asked for.
  std::string text(const std::vector<std::string>& codes) const;

 private:
  std::filesystem::path file_;
  std::map<std::string, Check> checks_;
  mutable std::mutex mutex_;
  double written_ = 0;
};

}  // namespace detente::cli
