// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "text/engines_text.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <vector>

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/text/text.hpp>

#include "terminal/terminal.hpp"

namespace detente::cli {
namespace {

constexpr std::size_t kNamed = 6;  // entrants and pairs that one line names

bool is_exact(const PairResult& pair) {
  return pair.engine == "exact";
}

std::size_t exact_pairs(const Results& results) {
  const auto found = results.pairs_of.find("exact");
  return found == results.pairs_of.end() ? 0 : found->second;
}

std::string counted(std::int64_t count, const char* one, const char* more) {
  return fmt::format("{} {}", count, count == 1 ? one : more);
}

std::string sample_size(const Request& asked) {
  return fmt::format("{}, seed {}", counted(asked.repetitions, "repetition", "repetitions"), asked.seed);
}

/// "tables", or "40 tables, 5 objects": who sampled.
std::string samplers(const Results& results) {
  std::map<std::string, std::size_t, std::greater<>> pairs_of(results.pairs_of.begin(), results.pairs_of.end());
  pairs_of.erase("exact");
  if (pairs_of.size() == 1) return pairs_of.begin()->first;
  std::string text;
  for (const auto& [engine, pairs] : pairs_of) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", pairs, engine);
  return text;
}

std::string pair_name(const Design& design, const PairResult& pair) {
  return design.entrants[pair.row].name + " – " + design.entrants[pair.column].name;
}

/// Who was sampled: entrants of whose pairs none is exact, then the other pairs.
std::string sampled_names(const Design& design, const Results& results) {
  std::vector<bool> has_exact(design.entrants.size());
  for (const PairResult& pair : results.pairs)
    if (is_exact(pair)) has_exact[pair.row] = has_exact[pair.column] = true;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < design.entrants.size(); ++i)
    if (!has_exact[i]) names.push_back("those of " + design.entrants[i].name);
  for (const PairResult& pair : results.pairs)
    if (!is_exact(pair) && has_exact[pair.row] && has_exact[pair.column]) names.push_back(pair_name(design, pair));
  const std::size_t more = names.size() > kNamed ? names.size() - kNamed : 0;
  names.resize(names.size() - more);
  return joined(names) + (more > 0 ? fmt::format(" and {} more", more) : "");
}

bool is_beyond(const Check& check) {
  return check.standard_errors > check.bound;
}

/// "the worst disagreement is 3.1 standard errors (tit-for-tat – grim), bound 5.9"
std::string disagreement(const Design& design, const Results& results) {
  const PairResult worst = *worst_check(results);
  const bool is_only = results.pairs.size() == 1;
  const std::string where = is_only ? "" : fmt::format(" ({})", pair_name(design, worst));
  const Check& check = *worst.check;
  const char* const which = is_only ? "" : "largest ";
  return std::isfinite(check.standard_errors)
             ? fmt::format("the {}difference is {:.1f} standard errors{}, limit {:.1f}", which, check.standard_errors,
                           where, check.bound)
             : fmt::format("the {}difference is infinite in standard errors{}, because the exact score has no variance",
                           which, where);
}

}  // namespace

std::string engines_line(const Design& design, const Results& results, int width) {
  const auto all = results.pairs.size();
  const std::size_t exact = exact_pairs(results);
  const std::string whole = all == 1 ? "the only pair" : fmt::format("all {} pairs", all);
  const std::string size = sample_size(design.request);
  const std::string line = exact == all ? fmt::format("Exact: {}, so scores have no sampling error", whole)
                           : exact == 0
                               ? fmt::format("Sampled ({}): {}, {}", samplers(results), whole, size)
                               : fmt::format("Exact: {} of {} pairs; {} sampled ({}) with {}: {}", exact, all,
                                             all - exact, samplers(results), size, sampled_names(design, results));
  return wrapped(line, static_cast<std::size_t>(width), 0) + '\n';
}

std::string sampled_tests(const std::vector<Coverage>& coverage) {
  std::vector<std::string> words;
  for (const Coverage& found : coverage)
    if (found.sampled > 0) words.push_back(fmt::format("{} of {} {}", found.sampled, found.pairs, found.test));
  if (words.size() < 2) return joined(words);
  const std::string last = words.back();
  words.pop_back();
  return joined(words) + " and " + last;
}

std::string coverage_line(const Design& design, const std::vector<Coverage>& coverage, int width) {
  const std::string tests = sampled_tests(coverage);
  if (tests.empty()) return "";
  const bool has_escapes = std::any_of(coverage.begin(), coverage.end(), [](const Coverage& one) {
    return one.sampled > 0 && one.test.starts_with("escapes");
  });
  return wrapped(fmt::format("Tests of spirals, sampled with {}{}: {}", sample_size(design.request),
                             has_escapes ? " (escapes: in blocks of 64, until their mean is known to one point)" : "",
                             tests),
                 static_cast<std::size_t>(width), 0) +
         '\n';
}

std::string left_out_line(const Design& design, int width) {
  std::vector<std::string> names, failed;
  for (const auto& [name, refusal] : design.left_out) names.push_back(name);
  for (const Forfeit& forfeit : design.forfeits) failed.push_back(forfeit.strategy);
  const std::string failures = failed.empty() ? ""
                                              : wrapped(fmt::format("Left out: {}, which failed", joined(failed)),
                                                        static_cast<std::size_t>(width), 0) +
                                                    '\n';
  if (names.empty()) return failures;
  return failures +
         wrapped(fmt::format("Left out: {}, which {} the game ('detente show' shows why)", joined(names),
                             names.size() == 1 ? "refuses" : "refuse"),
                 static_cast<std::size_t>(width), 0) +
         '\n';
}

std::string engine_line(const Design& design, const PairResult& pair, int width) {
  const std::string how =
      pair.joint_memories ? counted(static_cast<std::int64_t>(*pair.joint_memories), "joint memory", "joint memories")
                          : sample_size(design.request) + (pair.hindrance ? " (" + *pair.hindrance + ")" : "");
  return wrapped(fmt::format("Engine: {}, {}", pair.engine, how), static_cast<std::size_t>(width), 0) + '\n';
}

std::string check_paragraph(const Design& design, const Results& results, int width) {
  if (design.request.engine != "check") return "";
  const std::optional<PairResult> worst = worst_check(results);
  const auto count = static_cast<std::int64_t>(exact_pairs(results));
  std::string words = "Check: no pair is exact, so no pair could be compared.";
  if (worst) {
    words = fmt::format(
        "Check: {}solved exactly and sampled with {}; {}.",
        results.pairs.size() == 1 ? "" : counted(count, "pair", "pairs") + " ", sample_size(design.request),
        worst->check->standard_errors == 0 ? "exact and sampled scores are equal" : disagreement(design, results));
  }
  return '\n' + wrapped(words, static_cast<std::size_t>(width), 0) + '\n';
}

void require_agreement(const Design& design, const Results& results) {
  if (design.request.engine != "check") return;
  const auto beyond = std::count_if(results.pairs.begin(), results.pairs.end(),
                                    [](const PairResult& pair) { return pair.check && is_beyond(*pair.check); });
  if (beyond == 0) return;
  throw RunFailure(fmt::format("exact and sampled scores of {} differ by more than sampling error; {}",
                               counted(beyond, "pair", "pairs"), disagreement(design, results)));
}

}  // namespace detente::cli
