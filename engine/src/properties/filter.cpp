// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/properties/filter.hpp>

#include <algorithm>
#include <limits>
#include <vector>

#include <detente/error.hpp>
#include <detente/text/text.hpp>

namespace detente {
namespace {

using Answer = std::optional<bool>;

struct Fact {
  const char* name;
  Answer (*of)(const Listed&);
};
constexpr Fact kFacts[] = {
    {"deterministic", [](const Listed& listed) { return listed.character.is_deterministic; }},
    {"stochastic",
     [](const Listed& listed) {
       const Answer is_deterministic = listed.character.is_deterministic;
       return is_deterministic ? Answer(!*is_deterministic) : std::nullopt;
     }},
    {"nice", [](const Listed& listed) { return listed.character.is_nice; }},
    {"retaliating", [](const Listed& listed) { return listed.character.is_retaliating; }},
    {"forgiving", [](const Listed& listed) { return listed.character.is_forgiving; }},
    {"uses-length", [](const Listed& listed) { return listed.character.uses_length; }},
    {"uses-payoffs", [](const Listed& listed) { return listed.character.uses_payoffs; }},
    {"enumerable", [](const Listed& listed) { return Answer(listed.character.states.has_value()); }},
    {"graded", [](const Listed& listed) { return Answer(listed.strategy.traits().graded); }},
    {"speaks", [](const Listed& listed) { return Answer(listed.strategy.traits().speaks); }},
    {"listens", [](const Listed& listed) { return Answer(listed.strategy.traits().listens); }},
    {"opens", [](const Listed& listed) { return Answer(listed.strategy.traits().opens); }},
};

struct Measure {
  const char* name;
  std::optional<double> (*of)(const Listed&);
};
constexpr Measure kMeasures[] = {
    {"memory", [](const Listed& listed) { return listed.character.memory; }},
    {"states",
     [](const Listed& listed) {
       const auto states = listed.character.states;
       return states ? std::optional<double>(static_cast<double>(*states)) : std::nullopt;
     }},
};

bool holds(double a, const std::string& sign, double b) {
  if (sign == "<") return a < b;
  if (sign == "<=") return a <= b;
  if (sign == ">") return a > b;
  if (sign == ">=") return a >= b;
  return (a == b) == (sign == "=" || sign == "==");
}

std::string with_hyphens(std::string family) {
  std::replace(family.begin(), family.end(), ' ', '-');
  return family;
}

class Reader {
 public:
  explicit Reader(const std::string& text) : text_(text) {
    std::size_t at = 0;
    const auto is_sign = [](char c) { return std::string_view("<>=!").find(c) != std::string_view::npos; };
    const auto is_word = [&](char c) { return !is_sign(c) && c != '(' && c != ')' && c != ' ' && c != '\t'; };
    while (at < text.size()) {
      const std::size_t begin = at++;
      const char first = text[begin];
      if (first == ' ' || first == '\t') continue;
      while (at < text.size() && ((is_sign(first) && is_sign(text[at])) || (is_word(first) && is_word(text[at])))) ++at;
      words_.push_back({text.substr(begin, at - begin), begin});
    }
    words_.push_back({"", text.size()});
  }

  Filter all() {
    Filter filter = alternatives(0);
    if (!now().empty()) fail("'and', 'or' or the end");
    return filter;
  }

 private:
  struct Word {
    std::string text;
    std::size_t place;
  };
  static constexpr int kDeepest = 100;  // parentheses and `not`s within each other

  const std::string& now() const { return words_[next_].text; }
  bool take(const char* word) {
    if (now() != word) return false;
    ++next_;
    return true;
  }
  [[noreturn]] void fail(const std::string& wanted, const std::string& hint = "") const {
    throw Error("'" + text_ + "' cannot be read: " + (now().empty() ? "the end" : "'" + now() + "'") + " at column " +
                std::to_string(words_[next_].place + 1) + " where " + wanted + " is expected" + hint);
  }

  Filter alternatives(int depth) {
    Filter any = conjunction(depth);
    while (take("or"))
      any = [a = std::move(any), b = conjunction(depth)](const Listed& listed) -> Answer {
        const Answer left = a(listed), right = b(listed);
        if (left.value_or(false) || right.value_or(false)) return true;
        return left && right ? Answer(false) : std::nullopt;
      };
    return any;
  }
  Filter conjunction(int depth) {
    Filter each = factor(depth);
    while (take("and"))
      each = [a = std::move(each), b = factor(depth)](const Listed& listed) -> Answer {
        const Answer left = a(listed), right = b(listed);
        if (!left.value_or(true) || !right.value_or(true)) return false;
        return left && right ? Answer(true) : std::nullopt;
      };
    return each;
  }
  Filter factor(int depth) {
    if (depth > kDeepest) fail("less nesting");
    if (take("not"))
      return [inner = factor(depth + 1)](const Listed& listed) -> Answer {
        const Answer answer = inner(listed);
        return answer ? Answer(!*answer) : std::nullopt;
      };
    if (take("(")) {
      Filter inner = alternatives(depth + 1);
      if (!take(")")) fail("')'");
      return inner;
    }
    return property();
  }
  Filter property() {
    for (const Fact& fact : kFacts)
      if (take(fact.name)) return fact.of;
    for (const Measure& measure : kMeasures)
      if (take(measure.name)) return comparison(measure);
    if (take("family")) return family();
    std::vector<std::string> known{"family"};
    for (const Fact& fact : kFacts) known.emplace_back(fact.name);
    for (const Measure& measure : kMeasures) known.emplace_back(measure.name);
    const std::string near = did_you_mean(now(), known);
    fail("a property", near.empty() ? "; there are " + joined(known) : near);
  }
  std::string sign() {
    for (const char* sign : {"<", "<=", ">", ">=", "=", "==", "!="})
      if (take(sign)) return sign;
    fail("<, <=, >, >=, = or !=");
  }
  Filter comparison(const Measure& measure) {
    const std::string how = sign();
    const auto number =
        now() == "infinite" ? std::optional<double>(std::numeric_limits<double>::infinity()) : read_number(now());
    if (!number) fail("a number or 'infinite'");
    ++next_;
    return [measure, how, with = *number](const Listed& listed) -> Answer {
      const auto value = measure.of(listed);
      return value ? Answer(holds(*value, how, with)) : std::nullopt;
    };
  }
  Filter family() {
    const bool is_other = now() == "!=";
    if (!take("=") && !take("==") && !take("!=")) fail("= or !=");
    if (now().empty()) fail("the name of a family, such as second-tournament");
    return [wanted = words_[next_++].text, is_other](const Listed& listed) {
      return Answer((with_hyphens(listed.family) == wanted) != is_other);
    };
  }

  std::string text_;
  std::vector<Word> words_;
  std::size_t next_ = 0;
};

}  // namespace

Filter read_filter(const std::string& text) {
  return Reader(text).all();
}

}  // namespace detente
