// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/spirals/verdict.hpp>

#include <algorithm>
#include <utility>

#include <detente/text/text.hpp>

#include "spirals/breaker_names.hpp"
#include "spirals/sentence_parts.hpp"

namespace detente {
namespace {

constexpr double kTie = 1e-9;

std::string percent(double share) {
  return points(share) + "%";
}

bool is_of(const Breaker& breaker, BreakerClass kind) {
  return breaker.answer.kind && *breaker.answer.kind == kind;
}

/// The report, and who of it is spoken of.
class Speaker : private BreakerNames {
 public:
  Speaker(const SpiralDesign& design, const SpiralReport& report)
      : BreakerNames(design, report), design_(design), report_(report) {
    for (const Breaker& breaker : report.breakers) {
      if (breaker.role != "seeker" || alike(breaker).front() != &breaker) continue;
      (breaker.conduct.empty() ? answering_ : trivial_).push_back(&breaker);
      if (breaker.conduct.empty() && breaker.answer.ends && !is_baseline(breaker)) compared_.push_back(&breaker);
    }
  }

  std::vector<std::string> answer() const {
    if (report_.breakable.empty()) return {nothing_to_end()};
    if (compared_.empty())
      return {"No strategy that answers what it sees, other than the baseline " + baseline() +
              ", has spirals that could be compared."};
    const Breakers leaders = of_class(BreakerClass::ends);
    if (leaders.empty()) return {best_without_class()};
    const Breaker& best = *leaders.front();
    std::vector<std::string> said{name_with_clones(best) + " ends " + percent(*best.answer.ends) +
                                  " of the spirals that can be ended, where " + baseline() + " in the same seat ends " +
                                  percent(*best.answer.ends_baseline) + with_itself() + "."};
    said.push_back(cost(best));
    if (const Breaker* const cheaper = cheaper_than(best, leaders))
      said.push_back(name_with_clones(*cheaper) + " ends " + percent(*cheaper->answer.ends) + " for " +
                     percent(*cheaper->answer.cost) + ".");
    return said;
  }

  std::vector<std::string> beside() const {
    std::vector<std::string> said;
    if (!report_.hopeless.empty() && !report_.breakable.empty())
      said.push_back("Nobody brings back: " + joined(names(report_.hopeless)) + ".");
    if (!report_.without_spirals.empty() && !(report_.breakable.empty() && report_.hopeless.empty()))
      said.push_back("No spiral begins with: " + joined(names(report_.without_spirals)) + ".");
    if (!trivial_.empty()) said.push_back("Trivial: " + trivial() + ".");
    if (const std::string worlds = robust(); !worlds.empty()) said.push_back(worlds);
    return said;
  }

 private:
  const std::string& baseline() const { return design_.baseline.shown; }

  std::vector<std::string> names(const std::vector<std::size_t>& entrants) const {
    std::vector<std::string> list;
    for (const std::size_t entrant : entrants) list.push_back(design_.design.entrants[entrant].shown);
    return list;
  }

  /// "grit", "dove = generous-tit-for-tat".
  std::string name_with_clones(const Breaker& breaker) const {
    std::vector<std::string> list;
    for (const Breaker* const one : alike(breaker)) list.push_back(shown(*one));
    return joined(list, " = ");
  }

  Breakers of_class(BreakerClass kind) const {
    Breakers found;
    for (const Breaker* const one : compared_)
      if (is_of(*one, kind)) found.push_back(one);
    return found;
  }

  std::string nothing_to_end() const {
    if (design_.seekers.size() == report_.without_spirals.size()) {
      const std::string noise = weather(design_.design.request);
      return "No spiral begins in any match of these entrants " + (noise.empty() ? "without noise" : "under " + noise) +
             (design_.design.request.start == "peace" ? "" : ", apart from the crisis at its start") +
             ", so that there is none to end.";
    }
    return "No strategy of this field ends the spirals of anybody: nobody brings back " +
           joined(names(report_.hopeless)) + ".";
  }

  /// The baseline with its own copy, where it is an entrant.
  std::string with_itself() const {
    if (!report_.baseline_with_itself) return "";
    return " (" + percent(*report_.baseline_with_itself) + " with its own copy)";
  }

  static std::string cost(const Breaker& breaker) {
    if (!breaker.answer.cost) return "It has no cost to compare, because peace pays no more than conflict here.";
    const std::string sampled = breaker.answer.is_cost_exact ? "" : " (sampled)";
    if (*breaker.answer.cost < -kTie)
      return "It costs nothing: against its worst aggressor it keeps more than who always arms" + sampled + ".";
    return "It costs " + percent(*breaker.answer.cost) + " of what peace is worth" + sampled + ".";
  }

  /// The next of the front that costs less.
  static const Breaker* cheaper_than(const Breaker& best, const Breakers& leaders) {
    for (const Breaker* const one : leaders)
      if (one != &best && one->answer.front && one->answer.cost && best.answer.cost &&
          *one->answer.cost < *best.answer.cost - kTie)
        return one;
    return nullptr;
  }

  std::string best_without_class() const {
    const Breakers mixed = of_class(BreakerClass::mixed);
    if (!mixed.empty()) {
      const Breaker& best = *mixed.front();
      const Answer& answer = best.answer;
      const std::string but =
          answer.worse > 0 ? "fewer with " + std::to_string(answer.worse) + " of " + std::to_string(answer.compared) +
                                 (answer.compared == 1 ? " opponent" : " opponents")
                           : "spends more rounds in spirals (" + percent(*answer.in_spirals) + ", and " +
                                 percent(*answer.in_spirals_baseline) + " with " + baseline() + ")";
      return "No strategy that answers what it sees ends more spirals than " + baseline() + " without a drawback. " +
             name_with_clones(best) + " ends " + percent(*answer.ends) + " of the spirals that can be ended, where " +
             baseline() + " in the same seat ends " + percent(*answer.ends_baseline) + with_itself() + ", but " + but +
             ".";
    }
    const auto most = std::max_element(compared_.begin(), compared_.end(), [](const Breaker* a, const Breaker* b) {
      return *a->answer.gain < *b->answer.gain;
    });
    return "No strategy that answers what it sees ends more spirals than " + baseline() +
           " in the same seat by a percentage point or more: " + name_with_clones(**most) + " ends " +
           percent(*(*most)->answer.ends) + " of those that can be ended, and " + baseline() + " " +
           percent(*(*most)->answer.ends_baseline) + with_itself() + ".";
  }

  std::string trivial() const {
    std::vector<std::string> said;
    for (const Breaker* const one : trivial_) {
      std::vector<std::string> figures;
      if (one->answer.ends) figures.push_back(percent(*one->answer.ends));
      if (one->answer.ends && one->answer.cost) figures.push_back("cost " + percent(*one->answer.cost));
      said.push_back(name_with_clones(*one) + (figures.empty() ? "" : " (" + joined(figures) + ")"));
    }
    return joined(said);
  }

  /// For those that the answer names: in how many worlds they keep their class, and in which they do not.
  std::string robust() const {
    if (report_.robustness.empty()) return "";
    Breakers named = of_class(BreakerClass::ends);
    std::vector<std::string> said;
    for (const Breaker* const one : named) {
      if (!one->answer.front || !one->answer.robust) continue;
      const auto [kept, all] = *one->answer.robust;
      std::vector<std::string> lost;
      for (const Robustness& world : report_.robustness)
        if (world.entrant == one->entrant && !world.is_design && world.answer.kind &&
            world.answer.kind != one->answer.kind)
          lost.push_back(detente::world_name(world));
      if (all == 0) continue;
      said.push_back(shown(*one) + " in " + std::to_string(kept) + " of " + std::to_string(all) +
                     (lost.empty() ? "" : " (not " + listed(lost) + ")"));
    }
    if (said.empty()) return "";
    return "Ends spirals in worlds around this one that have any: " + joined(said, "; ") + "." + in_the_long_run(named);
  }

  /// Who ends the first spirals, but in endless matches is in them much longer than in those of the design.
  std::string in_the_long_run(const Breakers& named) const {
    constexpr double kMuch = 0.1;
    std::vector<std::string> said;
    for (const Robustness& world : report_.robustness) {
      const auto one = std::find_if(named.begin(), named.end(), [&](const Breaker* of) {
        return of->entrant == world.entrant && of->answer.front;
      });
      if (!world.is_endless || one == named.end() || !world.answer.in_spirals) continue;
      const double here = *(*one)->answer.in_spirals;
      if (*world.answer.in_spirals < here + kMuch) continue;
      said.push_back(shown(**one) + " spends " + percent(*world.answer.in_spirals) + " of the rounds in spirals (" +
                     percent(here) + " here)");
    }
    return said.empty() ? "" : " In endless matches " + joined(said, "; ") + ".";
  }

  const SpiralDesign& design_;
  const SpiralReport& report_;
  Breakers answering_, trivial_;  // seekers, by conduct; of those that play alike the first
  Breakers compared_;             // those that answer what they see and can be compared, without the baseline
};

}  // namespace

std::vector<const Breaker*> alike(const SpiralDesign& design, const SpiralReport& report, const Breaker& breaker) {
  return BreakerNames(design, report).alike(breaker);
}

std::string class_name(BreakerClass kind, const std::string& baseline) {
  switch (kind) {
    case BreakerClass::ends:
      return "ends spirals";
    case BreakerClass::mixed:
      return "mixed";
    case BreakerClass::like:
      return "like " + baseline;
    case BreakerClass::worse:
      return "does worse";
    case BreakerClass::restrained:
      return "always restrained";
    default:
      return "always hostile";
  }
}

std::string world_name(const Robustness& world) {
  if (world.is_endless) return "in endless matches";
  if (world.noise == Robustness::Noise::half) return "with half the noise";
  if (world.noise == Robustness::Noise::twice) return "with twice the noise";
  const std::string noise = world.noise == Robustness::Noise::both_ways           ? "errors both ways"
                            : world.noise == Robustness::Noise::towards_hostility ? "errors towards hostility"
                            : world.noise == Robustness::Noise::towards_restraint ? "errors towards restraint"
                                                                                  : "noise as here";
  return world.offence ? "with offence " + shortest(*world.offence) + " and " + noise : "with " + noise;
}

std::vector<std::string> verdict(const SpiralDesign& design, const SpiralReport& report) {
  return Speaker(design, report).answer();
}

std::vector<std::string> remarks(const SpiralDesign& design, const SpiralReport& report) {
  return Speaker(design, report).beside();
}

}  // namespace detente
