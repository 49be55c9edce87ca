// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "judging/judgement.hpp"

#include <algorithm>

#include <fmt/core.h>
#include <detente/laws/alignment_laws.hpp>
#include <detente/laws/laws.hpp>

namespace detente::cli {
namespace {

constexpr std::string_view kFirst = "describes_itself";  // holds whatever else is broken
constexpr std::string_view kExample = "plays_its_example";
constexpr std::string_view kOutside = "depends_on_nothing_outside";
constexpr std::string_view kMemory = "uses_its_own_memory";

/// A breach, and the law that it is of.
struct Finding {
  std::string law;
  std::string breach;
};

/// The laws, in the order in which they are shown; two of them are tried from outside.
std::vector<Ruling> untried(bool is_alignment, bool has_sanitizers) {
  std::vector<Ruling> rulings;
  for (const Law& law : is_alignment ? alignment_laws() : laws()) {
    rulings.push_back({.law = law.name, .sentence = law.sentence});
    if (law.name != kFirst) continue;
    rulings.push_back(
        {.law = std::string(kOutside),
         .sentence = is_alignment ? "It answers the same in every process: it uses no clock, random generator, file or "
                                    "environment."
                                  : "It plays the same in every process: it uses no clock, random generator, file or "
                                    "environment."});
    if (has_sanitizers)
      rulings.push_back(
          {.law = std::string(kMemory), .sentence = "It uses only its own memory and has no undefined behaviour."});
  }
  return rulings;
}

/// The first breach but of what the strategy says of itself, or how it was cut short.
std::optional<Finding> finding(const TriedStrategy& tried) {
  for (const TriedLaw& law : tried.laws)
    if (!law.breach.empty() && law.law != kFirst) return Finding{law.law, law.breach};
  if (tried.cut_short)
    return Finding{tried.cut_short->law.empty() ? "stays_in_range" : tried.cut_short->law, tried.cut_short->sentence};
  return std::nullopt;
}

/// The one thing to say, the cause before what follows from it.
std::optional<Finding> cause(const Evidence& evidence) {
  if (!evidence.foreign_calls.empty()) return Finding{std::string(kOutside), evidence.foreign_calls};
  const auto& sanitized = evidence.sanitized;
  // A loop without end may count until it overflows, which the sanitizers then tell.
  if (evidence.tried.cut_short && evidence.tried.cut_short->is_timeout) return finding(evidence.tried);
  if (sanitized && sanitized->cut_short && sanitized->cut_short->is_misuse)
    return Finding{std::string(kMemory), sanitized->cut_short->sentence};
  const std::optional<Finding> found = finding(evidence.tried);
  if (found && found->law != kExample) return found;  // what it plays by chance may differ from its example
  if (evidence.again && !evidence.tried.diary.empty() && !evidence.again->diary.empty()) {
    const std::string difference = evidence.tried.is_alignment
                                       ? parting_of_alignments(evidence.tried.diary, evidence.again->diary)
                                       : parting(evidence.tried.diary, evidence.again->diary);
    if (!difference.empty())
      return Finding{std::string(kOutside),
                     fmt::format("two processes gave different results for the same {}: {}; it reads an "
                                 "uninitialised variable, an address, or something outside the program",
                                 evidence.tried.is_alignment ? "news" : "match", difference)};
  }
  if (found) return found;
  if (sanitized && !(sanitized->cut_short && sanitized->cut_short->is_timeout)) return finding(*sanitized);
  return std::nullopt;
}

/// What the tries say of a law.
void rule(Ruling& ruling, const Evidence& evidence) {
  for (const TriedLaw& law : evidence.tried.laws)
    if (law.law == ruling.law) {
      ruling.is_obeyed = law.breach.empty();
      ruling.breach = law.breach;
      ruling.note = law.note;
    }
  const bool is_slow = evidence.sanitized && evidence.sanitized->cut_short;
  if (ruling.law == kOutside || (ruling.law == kMemory && !is_slow)) ruling.is_obeyed = true;
  if (ruling.law == kMemory && is_slow)
    ruling.note = "took too much time or memory under the sanitizers to finish; --patience allows more time";
  if (ruling.law == kOutside && !evidence.generator.empty() && !evidence.tried.is_alignment)
    ruling.note = fmt::format(
        "has its own random generator ({}), which gives the same numbers in every match; return chance(p) from play(), "
        "or use the Rng in see(Seen, Rng&)",
        evidence.generator);
}

}  // namespace

std::size_t Verdict::count(std::optional<bool> obeyed) const {
  return static_cast<std::size_t>(
      std::count_if(rulings.begin(), rulings.end(), [&](const Ruling& ruling) { return ruling.is_obeyed == obeyed; }));
}

Verdict judged(const Evidence& evidence) {
  Verdict verdict{.strategy = evidence.tried.name,
                  .is_alignment = evidence.tried.is_alignment,
                  .is_name_taken = evidence.tried.is_name_taken,
                  .rulings = untried(evidence.tried.is_alignment, evidence.sanitized.has_value())};
  const std::optional<Finding> found = cause(evidence);
  for (Ruling& ruling : verdict.rulings) {
    if (!found || ruling.law == kFirst) {
      rule(ruling, evidence);
    } else if (ruling.law == found->law) {
      ruling.is_obeyed = false;
      ruling.breach = found->breach;
    }
  }
  return verdict;
}

}  // namespace detente::cli
