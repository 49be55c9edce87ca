// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "files/compiler_message.hpp"

#include <algorithm>
#include <array>

#include <fmt/core.h>

namespace detente::cli {
namespace {

struct SureFault {
  std::string_view warning;
  std::string_view sentence;
};

// Each is undefined behaviour on every path that the compiler speaks of, and both compilers know all of them. What a
// beginner may leave as it is, such as an unused variable, a comparison of signed and unsigned or a narrowing, is not
// here; nor are warnings that guess, such as maybe-uninitialized, since the sanitizers then look at what happens.
constexpr std::array kSureFaults{
    SureFault{"return-type", "a function may end without a return; every path needs one"},
    SureFault{"uninitialized", "a variable is read before it has a value; initialise it where it is declared"},
    SureFault{"array-bounds", "an index lies outside its array"},
    SureFault{"div-by-zero", "a whole number is divided by zero"},
    SureFault{"infinite-recursion", "a function recurses infinitely"},
    SureFault{"shift-count-overflow", "a number is shifted by as many bits as it has, or more"},
    SureFault{"shift-count-negative", "a number is shifted by a negative number of bits"},
    SureFault{"nonnull", "a null pointer is passed to a function that does not accept one"},
    SureFault{"free-nonheap-object", "memory is freed that was not allocated"},
};

/// The line of a message that holds a text; empty where none does.
std::string_view line_with(std::string_view message, std::string_view text) {
  const std::size_t at = message.find(text);
  if (at == std::string_view::npos) return {};
  const std::size_t begin = message.rfind('\n', at) == std::string_view::npos ? 0 : message.rfind('\n', at) + 1;
  return message.substr(begin, message.find('\n', at) - begin);
}

/// "in line 12 " of "file.cpp:12:5: error: …"; empty for a line about another file.
std::string place(std::string_view line, const std::string& source) {
  if (!line.starts_with(source + ':')) return "";
  const std::string_view rest = line.substr(source.size() + 1);
  const std::string_view number = rest.substr(0, rest.find(':'));
  return number.empty() || !std::all_of(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; })
             ? ""
             : fmt::format("in line {} ", number);
}

/// What a static_assert of ours says; empty where there is none.
std::string assertion(std::string_view message) {
  for (const std::string_view sign : {"static assertion failed: ", "static_assert failed"}) {
    const std::size_t at = message.find(sign);
    if (at == std::string_view::npos) continue;
    std::string_view line = message.substr(at + sign.size());
    line = line.substr(0, line.find('\n'));
    const std::size_t quote = line.find('"');  // clang quotes the sentence, and may name the condition before it
    if (quote != std::string_view::npos) line = line.substr(quote + 1, line.rfind('"') - quote - 1);
    return std::string(line);
  }
  return "";
}

/// Names of détente that are written as if they were everybody's.
bool lacks_namespace(std::string_view message) {
  for (const std::string_view name : {"Info", "Move", "Mix", "Seen", "Level", "LevelSeen"})
    for (const std::string& said :
         {fmt::format("'{}' does not name a type", name), fmt::format("unknown type name '{}'", name)})
      if (message.find(said) != std::string_view::npos) return true;
  return false;
}

}  // namespace

std::vector<std::string> options_of_sure_faults() {
  std::vector<std::string> options;
  for (const SureFault& fault : kSureFaults) options.push_back("-Werror=" + std::string(fault.warning));
  return options;
}

std::string explained(std::string_view message, const std::filesystem::path& source) {
  // The missing names break all else that the contract asks for, so that this comes first.
  if (message.find("is not a namespace-name") != std::string_view::npos ||
      message.find("use of undeclared identifier 'detente'") != std::string_view::npos)
    return "it does not declare the namespace detente; write '#include <detente/strategy.hpp>' at the top";
  if (lacks_namespace(message))
    return "the names of détente, such as Info and Move, are not visible; write 'using namespace detente;' after the "
           "#include lines";
  const std::string sentence = assertion(message);
  if (!sentence.empty()) return sentence;
  for (const SureFault& fault : kSureFaults)
    for (const std::string& sign :
         {fmt::format("[-Werror={}", fault.warning), fmt::format("[-Werror,-W{}", fault.warning)}) {
      const std::string_view line = line_with(message, sign);
      if (!line.empty()) return place(line, source.string()) + std::string(fault.sentence);
    }
  return "";
}

}  // namespace detente::cli
