// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace detente::cli {

/// JSON written value by value at the end of a text, laid out as `text` lays out a document. A document of the same
/// values would take a hundred allocations for each pair.
class JsonText {
 public:
  /// `indent`: of the line on which the first value stands.
  JsonText(std::string& text, std::size_t indent) : text_(text), indent_(indent) {}

  /// A bracket or a brace.
  void open(char bracket) {
    begin();
    text_ += bracket;
    indent_ += kStep;
    is_first_ = true;
    has_place_ = false;
  }
  void close(char bracket) {
    indent_ -= kStep;
    if (!is_first_) break_line();
    text_ += bracket;
    is_first_ = has_place_ = false;
  }
  /// Plain letters: nothing in them is escaped.
  void key(std::string_view name) {
    begin();
    text_ += '"';
    text_ += name;
    text_ += "\": ";
    has_place_ = true;
  }
  /// A value as it stands in the text.
  void word(std::string_view value) {
    begin();
    text_ += value;
  }
  void number(double value) {
    begin();
    if (!std::isfinite(value)) {
      text_ += "null";
      return;
    }
    std::array<char, 64> digits;
    // Theirs, which a document takes as well: now and then it takes a digit more than the shortest.
    text_.append(digits.data(), nlohmann::detail::to_chars(digits.data(), digits.data() + digits.size(), value));
  }
  void whole(std::int64_t value) {
    begin();
    std::array<char, 24> digits;
    text_.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr);
  }
  void number(const std::optional<double>& value) { value ? number(*value) : word("null"); }
  template <class Numbers>
  void numbers(const Numbers& values) {
    open('[');
    for (const auto& value : values) number(value);
    close(']');
  }

 private:
  static constexpr std::size_t kStep = 2;

  void begin() {
    if (!has_place_) {
      if (!is_first_) text_ += ',';
      break_line();
    }
    is_first_ = has_place_ = false;
  }
  void break_line() {
    text_ += '\n';
    text_.append(indent_, ' ');
  }

  std::string& text_;
  std::size_t indent_;
  bool is_first_ = true;   // nothing is in the innermost brackets yet
  bool has_place_ = true;  // the next value stands where the text ends
};

}  // namespace detente::cli
