// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>

/// Formulas as the literature's tables write them: numbers, names, + - * / ** and parentheses, with Python's binding.
class Formula {
 public:
  using Values = std::map<char, double>;

  /// What the formula comes to where each name has that value. Throws `std::invalid_argument`.
  static double value(std::string_view text, const Values& values) {
    Formula formula(text, values);
    const double result = formula.sum();
    if (!formula.rest_.empty()) formula.fail();
    return result;
  }

 private:
  Formula(std::string_view text, const Values& values) : rest_(text), values_(values) { skip(); }

  double sum() {
    double total = product();
    for (;;)
      if (takes("+"))
        total += product();
      else if (takes("-"))
        total -= product();
      else
        return total;
  }
  double product() {
    double total = signed_power();
    for (;;)
      if (takes("*"))
        total *= signed_power();
      else if (takes("/"))
        total /= signed_power();
      else
        return total;
  }
  double signed_power() { return takes("-") ? -signed_power() : power(); }
  double power() {
    const double base = atom();
    return takes("**") ? std::pow(base, signed_power()) : base;
  }
  double atom() {
    if (takes("(")) {
      const double inside = sum();
      if (!takes(")")) fail();
      return inside;
    }
    if (rest_.empty()) fail();
    if (const auto named = values_.find(rest_.front()); named != values_.end()) {
      rest_.remove_prefix(1);
      skip();
      return named->second;
    }
    const std::size_t digits = rest_.find_first_not_of("0123456789.");
    if (digits == 0) fail();
    const double number = std::stod(std::string(rest_.substr(0, digits)));
    rest_.remove_prefix(std::min(digits, rest_.size()));
    skip();
    return number;
  }

  bool takes(std::string_view sign) {
    if (!rest_.starts_with(sign) || (sign == "*" && rest_.starts_with("**"))) return false;
    rest_.remove_prefix(sign.size());
    skip();
    return true;
  }
  void skip() { rest_.remove_prefix(std::min(rest_.find_first_not_of(' '), rest_.size())); }
  [[noreturn]] void fail() const { throw std::invalid_argument("no formula from '" + std::string(rest_) + "' on"); }

  std::string_view rest_;
  const Values& values_;
};
