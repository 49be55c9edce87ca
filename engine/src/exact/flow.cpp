// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "exact/flow.hpp"

#include <algorithm>
#include <numeric>

#include "numerics/ordered_sums.hpp"

namespace detente {
namespace {

/// Through full matrices: for each kind of outcome, those columns of its matrix that anything leads to, four at a time.
class Matrices final : public Flow {
 public:
  Matrices(const Chain& chain, const std::vector<Carried>& start)
      : size_(chain.size()),
        first_(first_place(chain.branches)),
        wide_((first_ + size_ + 3) / 4 * 4),
        strips_(strips_of(chain, first_)) {
    matrix_.resize(strips_.size() * size_ * 4);
    chances_.resize(chain.kinds.size() * wide_);
    std::vector<std::size_t> strip_of(chain.kinds.size() * wide_ / 4);
    for (std::size_t i = 0; i < strips_.size(); ++i)
      strip_of[strips_[i].kind * (wide_ / 4) + strips_[i].column / 4] = i;
    for (std::size_t point = 0; point < size_; ++point)
      for (std::uint32_t i = chain.first_outcome[point]; i < chain.first_outcome[point + 1]; ++i) {
        const std::size_t kind = chain.outcomes[i].kind;
        chances_[kind * wide_ + first_ + point] = chain.outcomes[i].chance;
        for (std::uint32_t b = chain.outcomes[i].first_branch; b < chain.outcomes[i + 1].first_branch; ++b) {
          const std::size_t place = first_ + chain.branches[b].target;
          const std::size_t strip = strip_of[kind * (wide_ / 4) + place / 4];
          matrix_[(strip * size_ + point) * 4 + place % 4] += chain.branches[b].chance;
        }
      }
    for (std::vector<double>& values : now_) values.resize(wide_);
    for (std::vector<double>& values : next_) values.resize(wide_);
    for (std::size_t point = 0; point < start.size(); ++point)
      for (std::size_t i = 0; i < 3; ++i) now_[i][first_ + point] = start[point][i];
  }

  /// Whether that is the faster way: a strip takes a point no longer than two branches. Strips are counted as if the
  /// first point began one, since which way it is decides the last digits.
  static bool suit(const Chain& chain) {
    constexpr std::size_t kFewPoints = 128;
    return chain.size() <= kFewPoints && strips_of(chain, 0).size() * chain.size() <= 2 * chain.branches.size();
  }

  void count(std::vector<Carried>& of_kind) override { has_wide_registers() ? count_wide(of_kind) : count_up(of_kind); }
  void pass(const std::vector<std::array<double, 2>>& gain) override {
    has_wide_registers() ? pass_wide(gain) : pass_on(gain);
    std::swap(now_, next_);
  }
  Carried at(std::size_t point) const override {
    return {now_[0][first_ + point], now_[1][first_ + point], now_[2][first_ + point]};
  }

 private:
  /// A strip of four columns of one kind's matrix.
  struct Strip {
    std::size_t kind, column;
  };

  static std::vector<Strip> strips_of(const Chain& chain, std::size_t first) {
    const std::size_t quarter = (first + chain.size() + 3) / 4;
    std::vector<bool> is_met(chain.kinds.size() * quarter);
    for (std::size_t i = 0; i + 1 < chain.outcomes.size(); ++i)
      for (std::uint32_t b = chain.outcomes[i].first_branch; b < chain.outcomes[i + 1].first_branch; ++b)
        is_met[chain.outcomes[i].kind * quarter + (first + chain.branches[b].target) / 4] = true;
    std::vector<Strip> strips;
    for (std::size_t place = 0; place < is_met.size(); ++place)
      if (is_met[place]) strips.push_back({place / quarter, place % quarter * 4});
    return strips;
  }

  DETENTE_WIDE void count_wide(std::vector<Carried>& of_kind) const { count_up(of_kind); }
  DETENTE_WIDE void pass_wide(const std::vector<std::array<double, 2>>& gain) { pass_on(gain); }

  /// In the order of points, wherever the first one stands.
  [[gnu::always_inline]] inline double total(const Four& sums) const {
    return first_ == 0 ? (sums[0] + sums[1]) + (sums[2] + sums[3]) : (sums[3] + sums[0]) + (sums[1] + sums[2]);
  }
  [[gnu::always_inline]] inline void count_up(std::vector<Carried>& of_kind) const {
    for (std::size_t kind = 0; kind < of_kind.size(); ++kind) {
      const double* const chances = chances_.data() + kind * wide_;
      Four sums[3] = {};
      for (std::size_t point = 0; point < wide_; point += 4)
        for (std::size_t i = 0; i < 3; ++i)
          sums[i] += four_at(now_[i].data() + point).value * four_at(chances + point).value;
      for (std::size_t i = 0; i < 3; ++i) of_kind[kind][i] = total(sums[i]);
    }
  }
  [[gnu::always_inline]] inline void pass_on(const std::vector<std::array<double, 2>>& gain) {
    for (std::vector<double>& values : next_)
      for (std::size_t place = 0; place < wide_; place += 4) four_at(values.data() + place).value = Four{};
    std::size_t strip = 0;
    for (; strip + 2 <= strips_.size(); strip += 2) pass_strips<2>(strip, gain);
    if (strip < strips_.size()) pass_strips<1>(strip, gain);
  }
  /// Several at once, so that what is at a point is fetched once for all.
  template <std::size_t kStrips>
  [[gnu::always_inline]] inline void pass_strips(std::size_t first, const std::vector<std::array<double, 2>>& gain) {
    const double* const chance = now_[0].data() + first_;
    const double* const row = now_[1].data() + first_;
    const double* const column = now_[2].data() + first_;
    const double* const matrix = matrix_.data() + first * size_ * 4;
    Four chances[kStrips] = {}, rows[kStrips] = {}, columns[kStrips] = {};
    for (std::size_t point = 0; point < size_; ++point)
      for (std::size_t i = 0; i < kStrips; ++i) {
        const Four entries = four_at(matrix + (i * size_ + point) * 4).value;
        chances[i] += entries * chance[point];
        rows[i] += entries * row[point];
        columns[i] += entries * column[point];
      }
    for (std::size_t i = 0; i < kStrips; ++i) {
      const Strip& strip = strips_[first + i];
      four_at(next_[0].data() + strip.column).value += chances[i];
      four_at(next_[1].data() + strip.column).value += rows[i] + chances[i] * gain[strip.kind][0];
      four_at(next_[2].data() + strip.column).value += columns[i] + chances[i] * gain[strip.kind][1];
    }
  }

  std::size_t size_;
  std::size_t first_;  // place of the first point
  std::size_t wide_;   // places, in fours
  std::vector<Strip> strips_;
  std::vector<double> matrix_;                     // [strip][point][4]
  std::vector<double> chances_;                    // [kind][place]
  std::array<std::vector<double>, 3> now_, next_;  // chance, row, column, by place
};

/// Along the branches, the other way round: what flows into each point is summed up in registers. One lane each for
/// chance, row and column.
class Branches final : public Flow {
 public:
  Branches(const Chain& chain, const std::vector<Carried>& start)
      : chain_(chain),
        now_(chain.size()),
        of_outcome_(chain.outcomes.size()),
        first_of_point_(chain.size() + 1),
        first_of_kind_(chain.kinds.size() + 1),
        into_point_(chain.branches.size()),
        into_kind_(chain.outcomes.size() - 1) {
    for (const Chain::Branch& branch : chain.branches) ++first_of_point_[branch.target + 1];
    for (std::size_t i = 0; i < into_kind_.size(); ++i) ++first_of_kind_[chain.outcomes[i].kind + 1];
    std::partial_sum(first_of_point_.begin(), first_of_point_.end(), first_of_point_.begin());
    std::partial_sum(first_of_kind_.begin(), first_of_kind_.end(), first_of_kind_.begin());
    std::vector<std::uint32_t> next_of_point = first_of_point_;
    std::vector<std::uint32_t> next_of_kind = first_of_kind_;
    for (std::uint32_t point = 0; point < chain.size(); ++point)
      for (std::uint32_t i = chain.first_outcome[point]; i < chain.first_outcome[point + 1]; ++i) {
        into_kind_[next_of_kind[chain.outcomes[i].kind]++] = {point, chain.outcomes[i].chance};
        for (std::uint32_t b = chain.outcomes[i].first_branch; b < chain.outcomes[i + 1].first_branch; ++b)
          into_point_[next_of_point[chain.branches[b].target]++] = {i, chain.branches[b].chance};
      }
    for (std::size_t point = 0; point < start.size(); ++point)
      for (std::size_t i = 0; i < 3; ++i) now_[point].of[i] = start[point][i];
  }

  void count(std::vector<Carried>& of_kind) override { has_wide_registers() ? count_wide(of_kind) : count_up(of_kind); }
  void pass(const std::vector<std::array<double, 2>>& gain) override {
    has_wide_registers() ? pass_wide(gain) : pass_on(gain);
  }
  Carried at(std::size_t point) const override {
    const auto& of = now_[point].of;
    return {of[0], of[1], of[2]};
  }

 private:
  struct Lanes {
    double of[4] = {};
  };
  struct Part {
    std::uint32_t from;  // an outcome, or a point
    double chance;
  };

  DETENTE_WIDE void count_wide(std::vector<Carried>& of_kind) const { count_up(of_kind); }
  DETENTE_WIDE void pass_wide(const std::vector<std::array<double, 2>>& gain) { pass_on(gain); }

  /// In four sums, of every fourth part each: one alone would wait for itself.
  [[gnu::always_inline]] static inline void sum(const Lanes* of, const Part* parts, std::uint32_t first,
                                                std::uint32_t end, Lanes& total) {
    Four sums[4] = {};
    std::uint32_t i = first;
    for (; i + 4 <= end; i += 4)
      for (std::uint32_t k = 0; k < 4; ++k) sums[k] += four_at(of[parts[i + k].from].of).value * parts[i + k].chance;
    for (; i < end; ++i) sums[0] += four_at(of[parts[i].from].of).value * parts[i].chance;
    four_at(total.of).value = (sums[0] + sums[1]) + (sums[2] + sums[3]);
  }
  [[gnu::always_inline]] inline void count_up(std::vector<Carried>& of_kind) const {
    for (std::size_t kind = 0; kind < of_kind.size(); ++kind) {
      Lanes total;
      sum(now_.data(), into_kind_.data(), first_of_kind_[kind], first_of_kind_[kind + 1], total);
      of_kind[kind] = {total.of[0], total.of[1], total.of[2]};
    }
  }
  [[gnu::always_inline]] inline void pass_on(const std::vector<std::array<double, 2>>& gain) {
    for (std::size_t point = 0; point < chain_.size(); ++point) {
      const Four here = four_at(now_[point].of).value;
      for (std::uint32_t i = chain_.first_outcome[point]; i < chain_.first_outcome[point + 1]; ++i) {
        const auto& [row, column] = gain[chain_.outcomes[i].kind];
        four_at(of_outcome_[i].of).value = here + here[0] * Four{0, row, column, 0};
      }
    }
    for (std::size_t point = 0; point < chain_.size(); ++point)
      sum(of_outcome_.data(), into_point_.data(), first_of_point_[point], first_of_point_[point + 1], now_[point]);
  }

  const Chain& chain_;
  std::vector<Lanes> now_;                                     // by point
  std::vector<Lanes> of_outcome_;                              // what each holds with its gain, before its chance
  std::vector<std::uint32_t> first_of_point_, first_of_kind_;  // one more at the end
  std::vector<Part> into_point_, into_kind_;                   // in the order of the chain
};

}  // namespace

std::unique_ptr<Flow> begin_flow(const Chain& chain, const std::vector<Carried>& start) {
  if (Matrices::suit(chain)) return std::make_unique<Matrices>(chain, start);
  return std::make_unique<Branches>(chain, start);
}

std::size_t first_place(const std::vector<Chain::Branch>& branches) {
  const bool returns =
      std::any_of(branches.begin(), branches.end(), [](const Chain::Branch& branch) { return branch.target == 0; });
  return returns ? 0 : 3;
}

}  // namespace detente
