// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <random>
#include <vector>

/// The engine that a textbook would write: players behind virtual calls that read their histories, one generator, a
/// distribution for every draw. What the layers are measured against.
namespace naive {

enum Move : int { cooperate, defect };
using History = std::vector<Move>;

class Player {
 public:
  virtual ~Player() = default;
  virtual Move choose(const History& own, const History& other, std::mt19937& generator) = 0;
};

class TitForTat final : public Player {
 public:
  Move choose(const History&, const History& other, std::mt19937&) override {
    return other.empty() ? cooperate : other.back();
  }
};

class WinStayLoseShift final : public Player {
 public:
  Move choose(const History& own, const History& other, std::mt19937&) override {
    if (own.empty()) return cooperate;
    return own.back() == other.back() ? cooperate : defect;
  }
};

class Grim final : public Player {
 public:
  Move choose(const History&, const History& other, std::mt19937&) override {
    has_seen_ = !other.empty() && (has_seen_ || other.back() == defect);
    return has_seen_ ? defect : cooperate;
  }

 private:
  bool has_seen_ = false;
};

class GenerousTitForTat final : public Player {
 public:
  explicit GenerousTitForTat(double generosity) : forgives_(generosity) {}
  Move choose(const History&, const History& other, std::mt19937& generator) override {
    if (other.empty() || other.back() == cooperate) return cooperate;
    return forgives_(generator) ? cooperate : defect;
  }

 private:
  std::bernoulli_distribution forgives_;
};

/// Plays matches of two players, whose hands slip and who misread each other, and adds up rounds by [row][column].
inline std::array<std::array<std::uint64_t, 2>, 2> play(Player& row, Player& column, int rounds, double tremble,
                                                        double misperception, std::mt19937& generator) {
  std::bernoulli_distribution slips(tremble), misreads(misperception);
  const auto other = [](Move move) { return move == cooperate ? defect : cooperate; };
  std::array<std::array<std::uint64_t, 2>, 2> joint{};
  std::array<History, 2> done, seen;  // by seat: its own moves, and those that it saw
  for (int round = 0; round < rounds; ++round) {
    Move a = row.choose(done[0], seen[0], generator);
    Move b = column.choose(done[1], seen[1], generator);
    if (slips(generator)) a = other(a);
    if (slips(generator)) b = other(b);
    ++joint[static_cast<std::size_t>(a)][static_cast<std::size_t>(b)];
    done[0].push_back(a);
    done[1].push_back(b);
    seen[0].push_back(misreads(generator) ? other(b) : b);
    seen[1].push_back(misreads(generator) ? other(a) : a);
  }
  return joint;
}

}  // namespace naive
