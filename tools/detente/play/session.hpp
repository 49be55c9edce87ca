// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string_view>

#include <detente/hand/hand.hpp>

#include "play/seating.hpp"
#include "terminal/raw_keys.hpp"
#include "terminal/terminal.hpp"

namespace detente::cli {

/// Where what a person reads during a match goes to.
struct Screen {
  std::function<void(std::string_view)> show;
  Terminal terminal;
};

/// Keys become rounds. `ends_with_line`: a text of keys ends with its first line.
class Session {
 public:
  Session(const Seating& seating, HandMatch& match, RawKeys& keys, const Screen& screen, bool ends_with_line)
      : seating_(seating), match_(match), keys_(keys), screen_(screen), ends_with_line_(ends_with_line) {}

  /// Plays until the match is over, the person ends it, or no key is left. Throws `Error` for a character of a text
  /// that is no key.
  void play();
  /// The person looked at what truly happened.
  bool has_peeked() const { return has_peeked_; }

 private:
  bool obey(char key);
  void speak(Signal::Kind kind);
  void play_level(Level level);
  void peek();
  void refuse(char key);

  const Seating& seating_;
  HandMatch& match_;
  RawKeys& keys_;
  const Screen& screen_;
  bool ends_with_line_;
  bool is_open_ = false, was_told_ = false, has_peeked_ = false;
};

}  // namespace detente::cli
