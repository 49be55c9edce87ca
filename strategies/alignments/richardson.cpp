// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>

#include <detente/systems/alignment.hpp>

using namespace detente;

namespace {

struct Richardson {
  static constexpr Info info{
      .name = "richardson",
      .about = "Arms by fear of the others' strength and grievance, against the fatigue of its own.",
      .source =
          "Richardson (1960), x' = fear·Σy − fatigue·x + grievance, a round at a time; it does not fear allies, "
          "and wants whole strengths of at least 1"};
  static constexpr auto params() {
    return std::array{
        Param<Richardson>{"fear", &Richardson::fear, 0, 2, "Strength wanted for each unit that others hold."},
        Param<Richardson>{"fatigue", &Richardson::fatigue, 0, 2, "Strength given up for each unit that it holds."},
        Param<Richardson>{"grievance", &Richardson::grievance, -10, 10, "Strength wanted whatever others hold."}};
  }
  double fear = 0.1, fatigue = 0.3, grievance = 1;
  int wanted = 1;
  auto operator<=>(const Richardson&) const = default;

  Stance stance(State) const { return Stance::none; }
  int arms() const { return wanted; }
  void begin(const News& news) { see(news); }
  void see(const News& news) {
    const int own = news.at(news.me).strength;
    int others = 0;
    for (State state = 0; state < news.size; ++state)
      if (state != news.me && !news.is_ally(state)) others += news.at(state).strength;
    const double wish = own + fear * others - fatigue * own + grievance;
    wanted = static_cast<int>(std::clamp(std::floor(wish + 0.5), 1.0, double{kMostArms}));
  }
};

}  // namespace

DETENTE_ALIGNMENTS(catalogue) {
  catalogue.add<Richardson>();
}
