// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "hosting/last_words.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstring>

#include <detente/strategy/acting.hpp>

#include "terminal/progress.hpp"
#include "terminal/unfinished.hpp"

namespace detente::cli {
namespace {

constexpr std::size_t kMostOfName = 200;  // bytes
constexpr int kFailed = 1;

int other_listener = -1;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

/// Who it was: the subject of the sentence, up to its colon.
void add_subject(const Acting& scope, LastWords& words) {
  const auto& names = scope.names();
  const auto seat = scope.seat();
  if (scope.task() != nullptr) {
    const bool is_file = names[0].find('/') != std::string_view::npos || names[0].ends_with(".so");
    words.add(is_file ? "module " : "strategy ").add_name(names[0]).add(" failed ").add(scope.task());
    return;
  }
  if (seat)
    words.add("strategy ").add_name(names[*seat]).add(" failed in the pair ");
  else
    words.add("one of the two strategies failed in the pair ");
  words.add_name(names[0]).add(" – ").add_name(names[1]);
  if (scope.round() != Acting::kNoRound) words.add(", round ").add(scope.round());
}

}  // namespace

LastWords& LastWords::add(std::string_view text) {
  for (const char c : text.substr(0, kRoom - 2 - size_)) {
    const auto byte = static_cast<unsigned char>(c);
    text_[size_++] = byte < 0x20U || byte == 0x7FU ? '?' : c;
  }
  return *this;
}

LastWords& LastWords::add_name(std::string_view name) {
  add("'").add(name.substr(0, kMostOfName));
  return add(name.size() > kMostOfName ? "…'" : "'");
}

LastWords& LastWords::add(std::int64_t number) {
  std::array<char, 24> digits{};
  std::size_t at = digits.size();
  std::uint64_t rest = number < 0 ? 0 - static_cast<std::uint64_t>(number) : static_cast<std::uint64_t>(number);
  do {
    digits[--at] = static_cast<char>('0' + rest % 10);
    rest /= 10;
  } while (rest != 0);
  if (number < 0) digits[--at] = '-';
  return add(std::string_view(&digits[at], digits.size() - at));
}

const char* LastWords::line() {
  text_[size_] = '\n';
  text_[size_ + 1] = '\0';
  return text_.data();
}

void also_tell_last_words(int descriptor) {
  other_listener = descriptor;
}

void end_with_words(std::string_view how, std::string_view of_us) noexcept {
  LastWords words;
  const Acting* const scope = acting();
  words.add("detente: ");
  if (scope != nullptr)
    add_subject(*scope, words);
  else
    words.add("internal error of détente");
  words.add(": ").add(scope != nullptr ? how : of_us);
  clear_bar();
  const char* const line = words.line();
  if (other_listener >= 0 && write(other_listener, line, std::strlen(line)) < 0) other_listener = -1;
  end_at_once(kFailed, line);
}

}  // namespace detente::cli
