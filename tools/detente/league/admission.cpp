// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "league/admission.hpp"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <map>
#include <set>
#include <thread>

#include <fmt/core.h>
#include <detente/automata/notation.hpp>
#include <detente/automata/spelled.hpp>
#include <detente/error.hpp>
#include <detente/play/round_robin.hpp>

#include "programs/asking.hpp"
#include "terminal/interrupt.hpp"
#include "terminal/progress.hpp"
#include "terminal/terminal.hpp"

namespace detente::cli {
namespace {

/// What a candidate comes to when it is looked at alone.
struct Looked {
  std::string why = {};
  std::vector<std::shared_ptr<const Prototype>> prototypes = {};
  std::string code = {};     ///< what the store keeps it under; "" where it cannot be repeated
  std::string spelled = {};  ///< an automaton, as an entrant
  std::exception_ptr failure = {};
};

std::string slug(const std::string& text) {
  std::string label;
  for (const char letter : text) {
    const char small = letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    label += (small >= 'a' && small <= 'z') || (small >= '0' && small <= '9') ? small : '-';
  }
  constexpr std::size_t kLongest = 40;
  return label.substr(0, kLongest);
}

/// What tells the strategies of a file apart: its author, and its name where the author has several files.
std::vector<std::string> labels(const std::vector<Candidate>& candidates) {
  std::map<std::string, int> files;
  for (const Candidate& candidate : candidates) ++files[candidate.entry.author];
  std::vector<std::string> labels;
  std::set<std::string> taken;
  for (const Candidate& candidate : candidates) {
    const Entry& entry = candidate.entry;
    std::string label = slug(entry.author);
    if (files[entry.author] > 1) label += "-" + slug(std::filesystem::path(entry.name).stem().string());
    const std::string first = label;
    for (int number = 2; !taken.insert(label).second; ++number) label = fmt::format("{}-{}", first, number);
    labels.push_back(label);
  }
  return labels;
}

class Examiner {
 public:
  Examiner(const RoundOrder& order, const Request& alone, const std::vector<std::shared_ptr<Program>>& programs,
           Checks& checks, const Registry& built_in)
      : order_(order),
        alone_(alone),
        programs_(programs),
        checks_(checks),
        built_in_(built_in),
        labels_(labels(order.candidates)) {}

  Looked look_at(std::size_t i) const {
    const Candidate& candidate = order_.candidates[i];
    Looked looked{.why = candidate.entry.why};
    if (!looked.why.empty()) return looked;
    tell_parent("begin " + candidate.entry.name);
    try {
      if (const Check* const known = checks_.find(candidate.code); known != nullptr && !known->why.empty())
        looked.why = known->why;
      else if (candidate.entry.kind == EntryKind::automaton)
        look_at_automaton(i, looked);
      else
        look_at_code(i, known != nullptr, looked);
    } catch (const std::bad_alloc&) {
      looked.failure = std::current_exception();
    } catch (const Stopped&) {
      looked.failure = std::current_exception();
    } catch (const std::exception& refusal) {
      looked.why = harmless(refusal.what());
    }
    tell_parent("end " + candidate.entry.name);
    return looked;
  }
  const std::string& label(std::size_t i) const { return labels_[i]; }

 private:
  void look_at_automaton(std::size_t i, Looked& looked) const {
    const Candidate& candidate = order_.candidates[i];
    const Automaton automaton = automaton_of_file(candidate.entry.contents, candidate.entry.name);
    looked.spelled = automaton_strategy(automaton, labels_[i]).name();
    require_play(looked.spelled, built_in_);
  }
  void look_at_code(std::size_t i, bool is_checked, Looked& looked) const {
    const Candidate& candidate = order_.candidates[i];
    looked.prototypes = programs_[i] ? program_prototypes(programs_[i])
                                     : guests::prototypes(native_guest(candidate.file, order_.limits));
    if (std::all_of(looked.prototypes.begin(), looked.prototypes.end(),
                    [&](const auto& one) { return !programs_[i] || one->traits().ordered; }))
      looked.code = candidate.code;
    Registry one = built_in_;
    one.admit(
        {{.prototypes = looked.prototypes, .origin = candidate.entry.name, .label = labels_[i], .code = looked.code}});
    std::vector<Strategy> strategies;
    for (const Strategy& strategy : one.strategies())
      if (one.origin(strategy.info().name) == candidate.entry.name) strategies.push_back(strategy);
    if (strategies.empty()) throw Error("it holds no strategy");
    if (!is_checked) {
      Check check = tried(strategies);
      looked.why = check.why;
      checks_.keep(candidate.code, std::move(check));
      if (!looked.why.empty()) return;
    }
    for (const Strategy& strategy : strategies) require_play(std::string(strategy.info().name), one);
  }
  /// Throws where a strategy refuses the game, or fails when it is told about it.
  void require_play(const std::string& strategy, const Registry& registry) const {
    Request request = alone_;
    request.also = {strategy};
    make_design(request, registry);
  }

  const RoundOrder& order_;
  const Request& alone_;
  const std::vector<std::shared_ptr<Program>>& programs_;
  Checks& checks_;
  const Registry& built_in_;
  std::vector<std::string> labels_;
};

std::vector<Looked> all_looked_at(const Examiner& examiner, std::size_t count, int threads) {
  std::vector<Looked> all(count);
  std::atomic<std::size_t> next = 0, done = 0;
  Progress progress;
  const auto work = [&] {
    for (std::size_t i = next++; i < count && !interrupted(); i = next++) {
      all[i] = examiner.look_at(i);
      progress.show(static_cast<double>(++done) / static_cast<double>(count));
    }
  };
  std::vector<std::thread> others;
  for (int i = 1; i < threads; ++i) others.emplace_back(work);
  work();
  for (std::thread& other : others) other.join();
  if (interrupted()) throw Stopped();
  for (const Looked& looked : all)
    if (looked.failure) std::rethrow_exception(looked.failure);
  return all;
}

}  // namespace

Admission admitted(const RoundOrder& order, const Request& alone, const std::vector<std::shared_ptr<Program>>& programs,
                   int threads, Checks& checks, Registry& registry) {
  const std::vector<Candidate>& candidates = order.candidates;
  const Examiner examiner(order, alone, programs, checks, registry);
  const int workers = order.checks_alone ? 1
                      : threads > 0      ? threads
                                         : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  const std::vector<Looked> looked = all_looked_at(examiner, candidates.size(), workers);
  std::vector<Registry::Newcomers> newcomers;
  for (std::size_t i = 0; i < candidates.size(); ++i)
    if (looked[i].why.empty() && looked[i].spelled.empty())
      newcomers.push_back({.prototypes = looked[i].prototypes,
                           .origin = candidates[i].entry.name,
                           .label = examiner.label(i),
                           .code = looked[i].code});
  registry.admit(std::move(newcomers));
  std::map<std::string, std::vector<std::string>> names;  // by file
  for (const Strategy& strategy : registry.strategies())
    names[registry.origin(strategy.info().name)].emplace_back(strategy.info().name);
  Admission admission;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const Entry& entry = candidates[i].entry;
    admission.why.push_back(looked[i].why);
    if (!looked[i].why.empty()) continue;
    const std::vector<std::string> mine =
        looked[i].spelled.empty() ? names[entry.name] : std::vector{looked[i].spelled};
    for (const std::string& name : mine) {
      admission.entrants.push_back(name);
      admission.owners[name] = {entry.author, entry.name};
      tell_parent("name " + entry.name + '\t' + name);
    }
  }
  return admission;
}

void tell_parent(const std::string& line) {
  const std::string whole = line + '\n';
  if (write(kTellDescriptor, whole.data(), whole.size()) < 0) return;  // nobody listens
}

}  // namespace detente::cli
