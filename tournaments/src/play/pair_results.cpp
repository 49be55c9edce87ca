// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/play/pair_results.hpp>

#include <algorithm>

namespace detente {
namespace {

constexpr std::size_t kPiece = 1024;  // pairs that are read at once
constexpr int kMiddleAge = 10;        // between a spiral and a lock-in

}  // namespace

std::vector<int> told_ages(const Ages& ages) {
  std::vector<int> told{ages.spiral, std::clamp(kMiddleAge, ages.spiral, ages.lock_in), ages.lock_in};
  told.erase(std::unique(told.begin(), told.end()), told.end());
  return told;
}

void PairResults::each(std::size_t first, std::size_t end, const std::function<void(const PairResult&)>& act) const {
  const std::vector<PairResult> piece = source_ ? source_(first, end) : std::vector<PairResult>{};
  for (std::size_t i = first; i < end; ++i) act(source_ ? piece[i - first] : pairs_[i]);
}

PairResults::Iterator::Iterator(const PairResults* of, std::size_t place) : of_(of), place_(place) {
  if (of_->source_ && place_ < of_->count_) read();
}

PairResults::Iterator& PairResults::Iterator::operator++() {
  ++place_;
  if (of_->source_ && place_ < of_->count_ && place_ - first_ == piece_->size()) read();
  return *this;
}

void PairResults::Iterator::read() {
  first_ = place_;
  piece_ =
      std::make_shared<const std::vector<PairResult>>(of_->source_(place_, std::min(of_->count_, place_ + kPiece)));
}

}  // namespace detente
