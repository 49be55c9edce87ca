// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "numerics/thin_elimination.hpp"

#include <algorithm>
#include <queue>

#include <detente/error.hpp>

namespace detente {
namespace {

using Entry = ThinElimination::Entry;

constexpr std::size_t kSmall = 256;    // states that a matrix takes apart as fast
constexpr std::size_t kFull = 4;       // a matrix is faster where one in so many chances is there
constexpr std::size_t kPatience = 64;  // states between two looks at whether to give up
constexpr std::uint32_t kNowhere = 0xFFFFFFFF;

/// The chain that is left: chances from each state, and which states have some to it.
class Remainder {
 public:
  explicit Remainder(std::vector<std::vector<Entry>>& chances)
      : chances_(chances), from_(chances.size()), place_(chances.size(), kNowhere), states_(chances.size()) {
    for (std::uint32_t state = 0; state < chances.size(); ++state)
      for (const auto& [to, chance] : chances[state]) from_[to].push_back(state);
    for (const auto& list : chances) entries_ += list.size();
    // The first state stays, as that which every other must reach.
    for (std::uint32_t state = 1; state < chances.size(); ++state) queue_.emplace(work(state), state);
  }

  bool is_full() const { return kFull * entries_ > states_ * states_; }
  /// The state that touches the fewest others; absent where only the first is left.
  std::optional<std::uint32_t> next() {
    while (!queue_.empty()) {
      const auto [expected, state] = queue_.top();
      queue_.pop();
      if (!from_[state].empty() && expected == work(state)) return state;
    }
    return std::nullopt;
  }

  /// Leads all who lead to a state past it: calls `pass` with each and its chance, for the factor.
  template <class Pass>
  std::vector<Entry> take_out(std::uint32_t state, Pass pass) {
    const std::vector<Entry> to = std::move(chances_[state]);
    const std::vector<std::uint32_t> from = std::move(from_[state]);
    chances_[state].clear();
    from_[state].clear();
    for (const auto& [target, chance] : to) std::erase(from_[target], state);
    entries_ -= to.size();
    --states_;
    for (const std::uint32_t one : from) lead_past(one, state, to, pass);
    for (const std::uint32_t one : from) queue(one);
    for (const auto& [target, chance] : to) queue(target);
    return to;
  }

 private:
  std::size_t work(std::uint32_t state) const { return chances_[state].size() * from_[state].size(); }
  void queue(std::uint32_t state) {
    if (state != 0) queue_.emplace(work(state), state);
  }

  template <class Pass>
  void lead_past(std::uint32_t one, std::uint32_t state, const std::vector<Entry>& to, Pass pass) {
    std::vector<Entry>& row = chances_[one];
    for (std::uint32_t i = 0; i < row.size(); ++i) place_[row[i].first] = i;
    const std::uint32_t last = row.back().first;
    const std::uint32_t hole = place_[state];
    const double times = pass(one, row[hole].second);
    row[hole] = row.back();
    place_[last] = hole;
    place_[state] = kNowhere;
    row.pop_back();
    --entries_;
    for (const auto& [target, chance] : to) {
      if (target == one) continue;
      if (place_[target] != kNowhere) {
        row[place_[target]].second += times * chance;
        continue;
      }
      row.emplace_back(target, times * chance);
      from_[target].push_back(one);
      ++entries_;
    }
    for (const auto& [target, chance] : row) place_[target] = kNowhere;
  }

  std::vector<std::vector<Entry>>& chances_;
  std::vector<std::vector<std::uint32_t>> from_;
  std::vector<std::uint32_t> place_;  // in the row at hand, by target
  std::size_t states_, entries_ = 0;
  using Expected = std::pair<std::size_t, std::uint32_t>;  // work that a state was expected to be, and the state
  std::priority_queue<Expected, std::vector<Expected>, std::greater<>> queue_;
};

}  // namespace

ThinElimination::ThinElimination(std::vector<std::vector<Entry>> chances, std::vector<double> escape,
                                 const std::function<bool()>& give_up)
    : size_(chances.size()) {
  if (size_ > kSmall) thin_out(chances, escape, give_up);
  std::vector<std::uint32_t> place(size_, 0);
  for (const Gone& gone : gone_) place[gone.state] = kNowhere;
  for (std::uint32_t state = 0; state < size_; ++state) {
    if (place[state] == kNowhere) continue;
    place[state] = static_cast<std::uint32_t>(core_.size());
    core_.push_back(state);
  }
  const auto size = static_cast<Eigen::Index>(core_.size());
  Elimination::Matrix matrix = Elimination::Matrix::Zero(size, size);
  for (const std::uint32_t state : core_)
    for (const auto& [to, chance] : chances[state]) matrix(place[state], place[to]) = chance;
  rest_.emplace(std::move(matrix), of_core(escape), give_up);
}

void ThinElimination::thin_out(std::vector<std::vector<Entry>>& chances, std::vector<double>& escape,
                               const std::function<bool()>& give_up) {
  Remainder left(chances);
  while (!left.is_full()) {
    const auto state = left.next();
    if (!state) return;
    if (give_up && gone_.size() % kPatience == 0 && give_up()) throw GivenUp();
    Gone gone{.state = *state, .leave = escape[*state], .to = {}, .from = {}};
    for (const auto& [to, chance] : chances[*state]) gone.leave += chance;
    if (gone.leave == 0) throw RunFailure("some probabilities are so small that their products underflow");
    gone.to = left.take_out(*state, [&](std::uint32_t from, double chance) {
      const double times = chance / gone.leave;
      gone.from.emplace_back(from, times);
      escape[from] += times * escape[*state];
      return times;
    });
    gone_.push_back(std::move(gone));
  }
}

std::vector<double> ThinElimination::of_core(const std::vector<double>& all) const {
  std::vector<double> values;
  for (const std::uint32_t state : core_) values.push_back(all[state]);
  return values;
}

void ThinElimination::put_core(const std::vector<double>& values, std::vector<double>& all) const {
  for (std::size_t i = 0; i < core_.size(); ++i) all[core_[i]] = values[i];
}

std::vector<double> ThinElimination::stationary() const {
  if (gone_.empty()) return rest_->stationary();
  std::vector<double> share(size_, 0.0);
  put_core(rest_->stationary(), share);
  double sum = 1;
  for (std::size_t i = gone_.size(); i-- > 0;) {
    double& here = share[gone_[i].state];
    for (const auto& [from, times] : gone_[i].from) here += share[from] * times;
    sum += here;
    if (sum > 1e150) {  // the core may be so rare that what is around it overflows
      for (double& value : share) value /= sum;
      sum = 1;
    }
  }
  for (double& value : share) value /= sum;
  return share;
}

std::vector<double> ThinElimination::visits(const std::vector<double>& start) const {
  // Arrivals in states that went early are passed on to the later ones; then each state's rounds follow from theirs.
  std::vector<double> visits = start;
  for (const Gone& gone : gone_) {
    visits[gone.state] /= gone.leave;
    if (visits[gone.state] == 0) continue;
    for (const auto& [to, chance] : gone.to) visits[to] += visits[gone.state] * chance;
  }
  put_core(rest_->visits(of_core(visits)), visits);
  for (std::size_t i = gone_.size(); i-- > 0;)
    for (const auto& [from, times] : gone_[i].from) visits[gone_[i].state] += visits[from] * times;
  return visits;
}

std::vector<double> ThinElimination::values(const std::vector<double>& gain) const {
  std::vector<double> value = gain;
  for (const Gone& gone : gone_)
    for (const auto& [from, times] : gone.from) value[from] += times * value[gone.state];
  put_core(rest_->values(of_core(value)), value);
  for (std::size_t i = gone_.size(); i-- > 0;) {
    double& here = value[gone_[i].state];
    for (const auto& [to, chance] : gone_[i].to) here += chance * value[to];
    here /= gone_[i].leave;
  }
  return value;
}

}  // namespace detente
