// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <string_view>
#include <utility>

#include <detente/spirals/verdict.hpp>
#include <detente/text/text.hpp>

#include "spirals/breaker_names.hpp"
#include "spirals/sentence_parts.hpp"

namespace detente {
namespace {

constexpr double kNoLift = 0.0005;  // what is shown as 0.0 percentage points
constexpr double kNever = 0.001;
constexpr double kTie = 1e-9;
constexpr std::size_t kFirst = 3;  // strategies whose figures are told where none is ahead

template <class Tell>
std::string listed(const Breakers& breakers, Tell tell) {
  std::vector<std::string> words;
  for (const Breaker* const breaker : breakers) words.push_back(tell(*breaker));
  return detente::listed(std::move(words));
}

/// The report, and who of it is spoken of.
class Speaker : private BreakerNames {
 public:
  Speaker(const SpiralDesign& design, const SpiralReport& report)
      : BreakerNames(design, report), design_(design), report_(report) {
    for (const Breaker& breaker : report.breakers) {
      if (breaker.role == "aggressor" || alike(breaker).front() != &breaker) continue;
      (breaker.conduct.empty() ? answering_ : ends_).push_back(&breaker);
      if (breaker.lift) measured_.push_back(&breaker);
    }
  }

  std::vector<std::string> sentences() {
    if (measured_.empty()) return {nothing_measured()};
    say_who_leads();
    if (!leaders_.empty()) {
      say_loss();
      say_luck();
      say_break_even();
    }
    say_ends();
    say_never();
    return said_;
  }

 private:
  /// "7.2 ±10.3", or with the ends of an interval that would reach beyond all lifts: "−75.3 [−100.0…−48.8]".
  static std::string lift(const Breaker& breaker) {
    const auto interval = lift_interval(breaker);
    if (!interval) return points(*breaker.lift);
    const auto [low, high] = *interval;
    const bool is_whole = high - low > 2 * *breaker.lift_error - kTie;
    return points(*breaker.lift) +
           (is_whole ? " ±" + points(*breaker.lift_error) : " [" + points(low) + "…" + points(high) + "]");
  }
  static double low(const Breaker& breaker) { return lift_interval(breaker)->front(); }
  static double high(const Breaker& breaker) { return lift_interval(breaker)->back(); }
  /// An interval without width is of exact lifts that are the same everywhere, or there is none.
  bool has_intervals() const {
    return std::all_of(measured_.begin(), measured_.end(),
                       [](const Breaker* one) { return one->lift_error.has_value(); });
  }

  std::string seekers() const {
    const std::size_t count = design_.seekers.size();
    return std::to_string(count) + (count == 1 ? " security seeker" : " security seekers");
  }
  std::string among() const {
    const std::string noise = weather(design_.design.request);
    return "Among " + seekers() + (noise.empty() ? " without noise" : " under " + noise);
  }
  std::string likelier() const {
    return "durable peace within " + std::to_string(design_.request.trial.horizon) + " rounds";
  }

  std::string nothing_measured() const {
    if (answering_.empty() && ends_.empty())
      return "There is no state but aggressors, so that nobody can break a spiral.";
    return among() +
           " no spiral comes about in any pair that lift compares, so that nobody can be said to break spirals.";
  }

  void say_who_leads() {
    Breakers others;  // than the baseline
    for (const Breaker* const breaker : answering_)
      if (breaker->lift && !is_baseline(*breaker)) others.push_back(breaker);
    if (others.empty()) {
      said_.push_back(among() + " there is no strategy that answers what it sees, other than the baseline " +
                      design_.baseline.name + ", that could be compared with it.");
      return;
    }
    std::stable_sort(others.begin(), others.end(),
                     [](const Breaker* a, const Breaker* b) { return *a->lift > *b->lift; });
    const Breaker& best = *others.front();
    const std::string& baseline = design_.baseline.name;
    if (*best.lift < kNoLift) {
      said_.push_back(among() + " no strategy that answers what it sees breaks more spirals than the baseline " +
                      baseline + ": the greatest lift is " + lift(best) + " percentage points, of " + full_name(best) +
                      ".");
      return;
    }
    if (!has_intervals()) {
      leaders_ = others;
      said_.push_back(among() + ", lift (how much likelier " + likelier() + " is than with " + baseline +
                      " in the seat) has no interval with fewer than " + std::to_string(kLeastOpponents) +
                      " opponents, so that nobody is called ahead: " +
                      listed(leaders_, [&](const Breaker& one) { return full_name(one) + " " + points(*one.lift); }) +
                      " percentage points.");
      return;
    }
    if (low(best) <= 0) {
      said_.push_back(among() + " no strategy that answers what it sees is told apart from the baseline " + baseline +
                      ": the greatest lift, of " + full_name(best) + ", is " + lift(best) +
                      " percentage points (95% over opponents), which does not exclude 0.");
      say_field(others);
      return;
    }
    say_best(best, others);
  }

  /// What holds of these opponents, whether or not it would of others.
  void say_field(const Breakers& others) {
    Breakers first;
    for (const Breaker* const one : others)
      if (*one->lift >= kNoLift && first.size() < kFirst) first.push_back(one);
    const bool is_sampled =
        std::any_of(first.begin(), first.end(), [&](const Breaker* one) { return !one->is_loss_exact; });
    const auto figures = [&](const Breaker& one) {
      return "with " + name(one) + " " + points(*one.escape) + "% (" + points(*one.escape - *one.lift) + "% with " +
             design_.baseline.name + " in its seat; likelier against " + std::to_string(one.ahead) + " of " +
             std::to_string(one.opponents) + " opponents, less likely against " +
             (one.behind == 0 ? "none" : std::to_string(one.behind)) + ") at a loss of " + payoff(one.loss_to_worst);
    };
    said_.push_back("Against these very opponents spirals end in " + likelier() + ": " + listed(first, figures) +
                    " per round to the worst aggressor" + (is_sampled ? ", sampled" : "") + baseline_loss() + ".");
    Breakers known;
    for (const Breaker* const one : first)
      if (one->lift_up_only) known.push_back(one);
    if (!has_luck() || known.empty()) return;
    said_.push_back(without_luck() + std::string(known.size() == 1 ? "its lift is " : "lifts are ") +
                    listed(known,
                           [&](const Breaker& one) {
                             return (known.size() == 1 ? "" : name(one) + " ") + points(*one.lift_up_only);
                           }) +
                    " points.");
  }

  void say_best(const Breaker& best, const Breakers& others) {
    Breakers unsure;  // as good as the best, or no better than the baseline
    for (const Breaker* const breaker : others)
      if (high(*breaker) + kTie >= low(best)) (low(*breaker) > 0 ? leaders_ : unsure).push_back(breaker);
    const std::string than = " percentage points likelier than with " + design_.baseline.name + " there";
    if (leaders_.size() == 1) {
      std::string sentence = among() + ", " + full_name(best) + " breaks " +
                             (others.size() == 1 ? "more spirals than " + design_.baseline.name : "spirals best") +
                             ": with it in the seat " + likelier() + " is " + lift(best) + than;
      const std::size_t behind = others.size() - 1 - unsure.size();
      if (behind > 0 && unsure.empty()) sentence += ", and the interval of no other reaches that far";
      said_.push_back(sentence + ".");
    } else {
      said_.push_back(among() + ", " +
                      listed(leaders_, [&](const Breaker& one) { return full_name(one) + " (" + lift(one) + ")"; }) +
                      " break more spirals than " + design_.baseline.name +
                      " (in brackets, by how many percentage points " + likelier() +
                      " is likelier with them in the seat); their 95% intervals overlap, so that none of them is "
                      "ahead.");
    }
    if (!unsure.empty())
      said_.push_back("The " + std::string(unsure.size() == 1 ? "interval of " : "intervals of ") +
                      listed(unsure, [&](const Breaker& one) { return full_name(one) + " (" + lift(one) + ")"; }) +
                      (unsure.size() == 1 ? " reaches" : " reach") + " both " + (leaders_.size() == 1 ? "it" : "them") +
                      " and no lift at all.");
  }

  std::string aggressor(const Breaker& breaker) const {
    if (breaker.worst_aggressor != "greedy best response") return breaker.worst_aggressor;
    return breaker.bound == "omniscient" ? "an omniscient greedy best response" : "the greedy best response";
  }
  std::string loss(const Breaker& breaker) const {
    return payoff(breaker.loss_to_worst) + " per round to " + aggressor(breaker);
  }

  std::string baseline_loss() const {
    for (const Breaker& breaker : report_.breakers)
      if (breaker.role != "aggressor" && name(breaker) == design_.baseline.name)
        return "; " + name(breaker) + " loses " + payoff(breaker.loss_to_worst);
    return "";
  }

  void say_loss() {
    const bool is_sampled =
        std::any_of(leaders_.begin(), leaders_.end(), [&](const Breaker* one) { return !one->is_loss_exact; });
    const std::string sampled = is_sampled ? " (sampled)" : "";
    const std::string compared = baseline_loss();
    if (leaders_.size() == 1) {
      said_.push_back("It loses " + loss(*leaders_[0]) + sampled + ", its worst aggressor" + compared + ".");
      return;
    }
    if (is_sampled || !has_intervals()) {
      said_.push_back(
          "To its worst aggressor each loses" + sampled + ": " +
          listed(leaders_, [&](const Breaker& one) { return name(one) + " " + payoff(one.loss_to_worst); }) +
          " per round" + compared + ".");
      return;
    }
    Breakers sorted = leaders_;
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const Breaker* a, const Breaker* b) { return a->loss_to_worst < b->loss_to_worst; });
    const auto is_as_low = [&](const Breaker* one) { return one->loss_to_worst <= sorted[0]->loss_to_worst + kTie; };
    const Breakers least(sorted.begin(), std::partition_point(sorted.begin(), sorted.end(), is_as_low));
    if (least.size() == sorted.size())
      said_.push_back("They lose the same to their worst aggressors: " + payoff(sorted[0]->loss_to_worst) +
                      " per round" + compared + ".");
    else
      said_.push_back("Of these, " + listed(least, [&](const Breaker& one) { return name(one); }) +
                      (least.size() == 1 ? " loses" : " lose") + " least to the worst aggressor, " + loss(*least[0]) +
                      ", and " + name(*sorted.back()) + " most, " + payoff(sorted.back()->loss_to_worst) + compared +
                      ".");
  }

  /// Errors that end spirals by mistake.
  bool has_luck() const {
    const Request& asked = design_.design.request;
    bool is_so = asked.misperception.down > 0 || asked.tremble.down > 0;
    for (const auto* const own : {&asked.tremble_of, &asked.misperception_of})
      for (const auto& [entrant, rates] : *own) is_so = is_so || rates.down > 0;
    return is_so;
  }

  /// What a game sets itself stays where the design's errors go one way alone.
  std::string without_luck() const {
    return design_.design.game.confusion.value_or(0) > 0
               ? "Where errors go towards hostility alone, except that offence and defence are still mistaken for each "
                 "other, "
               : "Where errors go towards hostility alone, so that none ends a spiral, ";
  }

  /// What is left of lift without them?
  void say_luck() {
    Breakers known;
    for (const Breaker* const breaker : leaders_)
      if (breaker->lift_up_only) known.push_back(breaker);
    if (!has_luck() || known.empty()) return;
    if (leaders_.size() == 1)
      said_.push_back(without_luck() + "its lift is " + points(*known[0]->lift_up_only) + " percentage points.");
    else
      said_.push_back(without_luck() + "lifts are: " +
                      listed(known, [&](const Breaker& one) { return name(one) + " " + points(*one.lift_up_only); }) +
                      " points.");
  }

  void say_break_even() {
    if (leaders_.size() != 1 || !leaders_[0]->break_even || !leaders_[0]->is_loss_exact) return;
    const Breaker& one = *leaders_[0];
    if (!(one.advantage[0] > 0)) return;
    said_.push_back("It earns more than " + design_.baseline.name +
                    (*one.break_even >= 1 ? " among seekers, and no less against the worst aggressor."
                                          : " as long as at most " + points(*one.break_even) +
                                                "% of all states are aggressors of the worst kind."));
  }

  /// What takes no notice of the other is no answer to a spiral, whatever its lift.
  void say_ends() {
    std::vector<std::string> ends;
    for (const std::string_view conduct : {"always restrained", "always hostile"})
      for (const Breaker* const breaker : ends_)
        if (breaker->conduct == conduct && breaker->lift)
          ends.push_back(std::string(conduct) + ", " + full_name(*breaker) + " has a lift of " + lift(*breaker) +
                         " and loses " + loss(*breaker) + (!breaker->is_loss_exact ? " (sampled)" : ""));
    if (!ends.empty()) said_.push_back("The trivial ends: " + joined(ends, "; ") + ".");
  }

  /// Escapes are from all seekers.
  bool is_any_sampled() const {
    return std::any_of(report_.breakers.begin(), report_.breakers.end(),
                       [&](const Breaker& one) { return !one.is_lift_exact; });
  }

  void say_never() {
    if (is_any_sampled()) return;
    Breakers never;
    bool is_everybody = true;
    for (const Breakers* const group : {&answering_, &ends_})
      for (const Breaker* const breaker : *group) {
        if (!breaker->escape) continue;
        is_everybody = is_everybody && *breaker->escape < kNever;
        if (*breaker->escape < kNever) never.push_back(breaker);
      }
    if (never.empty()) return;
    said_.push_back(
        (is_everybody ? "Whoever is" : "With " + listed(never, [&](const Breaker& one) { return name(one); })) +
        " in the seat" + (is_everybody ? "," : "") + " less than one spiral in a thousand ends in " + likelier() + ".");
  }

  const SpiralDesign& design_;
  const SpiralReport& report_;
  Breakers answering_, ends_;  // by conduct, without aggressors
  Breakers measured_;          // those that have a lift
  Breakers leaders_;           // nobody is ahead of them
  std::vector<std::string> said_;
};

}  // namespace

std::vector<std::string> verdict(const SpiralDesign& design, const SpiralReport& report) {
  return Speaker(design, report).sentences();
}

}  // namespace detente
