// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/ranks/ranks.hpp>

#include <algorithm>
#include <chrono>
#include <deque>
#include <map>
#include <thread>

#include <detente/error.hpp>

#include "play/exact_pairs.hpp"
#include "play/known_field.hpp"
#include "play/on_threads.hpp"
#include "play/refusals.hpp"
#include "play/unknown_pairs.hpp"
#include "ranks/messages.hpp"

namespace detente {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kFew = 64;            // pairs that a rank is given first
constexpr std::size_t kMost = 16 * kStrip;  // pairs that it is given at once
constexpr std::size_t kAhead = 2;           // portions that a rank has
constexpr double kPortion = 0.5;            // seconds that a portion should take,
constexpr double kOwnPortion = 0.05;        // and one of rank 0, whom the others wait for
constexpr double kCommit = 0.5;             // seconds after which what came is kept for good
constexpr double kSlack = 10;               // times the slowest answer that a rank may take
constexpr std::chrono::microseconds kIdle{300};

double since(Clock::time_point moment) {
  return std::chrono::duration<double>(Clock::now() - moment).count();
}

/// Plays portions of a design.
class Player {
 public:
  Player(const Design& design, tbb::task_arena& arena, const Watch& watch)
      : design_(design), arena_(arena), watch_{.progress = {}, .stop = watch.stop} {}

  PlayedPortion play(const Portion& portion) {
    PlayedPortion played{.number = portion.number, .solved = {}, .sampled = {}};
    Dropped dropped(design_);
    if (portion.task == Word::solve) {
      if (!solver_) solver_.emplace(design_, watch_.stop);
      played.solved = solver_->solve(portion.pairs, needs_exact(design_), arena_, watch_, &dropped);
      std::erase_if(played.solved, [](const PairResult& pair) { return pair.engine.empty() && !pair.hindrance; });
    } else {
      auto sampled = sampled_apart(design_, portion.pairs, arena_, watch_, dropped);
      for (std::size_t i = 0; i < sampled.size(); ++i)
        if (sampled[i]) played.sampled.emplace_back(portion.pairs[i], std::move(*sampled[i]));
    }
    return played;
  }

 private:
  const Design& design_;
  tbb::task_arena& arena_;
  Watch watch_;
  std::optional<ExactSolver> solver_;
};

/// What rank 0 knows of another one.
struct Follower {
  std::deque<Portion> at = {};   ///< that it plays, and the next one, so that it does not wait for rank 0
  Clock::time_point since = {};  ///< when it began with the first of them
  double rate = 0;               ///< pairs per second; 0 until it answered
  bool is_lost = false;
};

/// Rank 0.
class Leader {
 public:
  Leader(Communicator& ranks, const Design& design, const std::optional<Shard>& shard, KnownPairs& known,
         tbb::task_arena& arena, double patience, const Watch& watch)
      : ranks_(ranks),
        design_(design),
        shard_(shard),
        known_(known),
        watch_(watch),
        patience_(patience),
        player_(design, arena, watch),
        followers_(static_cast<std::size_t>(ranks.size())) {
    told_.pairs_of.resize(followers_.size());
  }

  Together lead() {
    if (!samples_all(design_.request)) {
      UnknownPairs unknown(design_, known_, shard_);
      left_ = UnknownPairs(design_, known_, shard_).count();
      all_ = std::max<std::size_t>(left_, 1);
      hand_out(Word::solve, [&](std::size_t most) { return unknown.next(most); });
    }
    if (!is_refused_) {
      const std::vector<Meeting> pairs = unsampled(design_, known_, shard_);
      Dropped failed(design_);
      check_tables(design_, pairs, watch_, failed);
      left_ = pairs.size();
      all_ = std::max<std::size_t>(left_, 1);
      std::size_t next = 0;
      hand_out(Word::sample, [&](std::size_t most) {
        const std::size_t end = std::min(pairs.size(), next + most);
        const std::vector<Meeting> some(pairs.begin() + static_cast<std::ptrdiff_t>(next),
                                        pairs.begin() + static_cast<std::ptrdiff_t>(end));
        next = end;
        return some;
      });
    }
    for (std::size_t rank = 1; rank < followers_.size(); ++rank) {
      if (followers_[rank].is_lost)
        told_.lost.push_back(static_cast<int>(rank));
      else
        ranks_.send(static_cast<int>(rank), std::string(1, static_cast<char>(Word::done)));
    }
    return told_;
  }

 private:
  template <class Next>
  void hand_out(Word task, Next next) {
    const auto portion = [&](std::size_t most) {
      if (!returned_.empty()) {
        Portion again = std::move(returned_.front());
        returned_.pop_front();
        return again;
      }
      Portion fresh{.number = 0, .task = task, .pairs = next(most)};
      left_ -= fresh.pairs.size();
      return fresh;
    };
    for (;;) {
      if (watch_.stop && watch_.stop()) throw Stopped();
      for (auto message = ranks_.received(); message; message = ranks_.received()) take(*message);
      bool has_work = true;
      for (std::size_t i = 0; i < kAhead * followers_.size() && has_work; ++i) {
        const std::size_t rank = i % followers_.size();
        Follower& follower = followers_[rank];
        if (rank > 0 && !follower.is_lost && follower.at.size() <= i / followers_.size())
          has_work = give(rank, portion(size_for(follower.rate, kPortion)));
      }
      const Portion own = has_work ? portion(size_for(own_rate_, kOwnPortion)) : Portion{};
      if (!own.pairs.empty()) {
        const Clock::time_point begin = Clock::now();
        keep(0, player_.play(own));
        own_rate_ = static_cast<double>(own.pairs.size()) / std::max(since(begin), 1e-6);
      } else if (is_idle()) {
        break;
      } else {
        std::this_thread::sleep_for(kIdle);
      }
      give_up_the_late();
      if (since(committed_) > kCommit) commit();
    }
    commit();
  }

  bool is_idle() const {
    return returned_.empty() && std::none_of(followers_.begin(), followers_.end(), [](const Follower& follower) {
             return !follower.at.empty() && !follower.is_lost;
           });
  }

  std::size_t size_for(double rate, double seconds) const {
    const std::size_t share = left_ / (4 * followers_.size()) + 1;
    const std::size_t in_time = rate == 0 ? kFew : static_cast<std::size_t>(rate * seconds) + 1;
    return std::clamp(std::min(share, in_time), std::size_t{1}, kMost);
  }

  bool give(std::size_t rank, Portion portion) {
    if (portion.pairs.empty()) return false;
    portion.number = ++numbers_;
    ranks_.send(static_cast<int>(rank), text(portion));
    Follower& follower = followers_[rank];
    if (follower.at.empty()) follower.since = Clock::now();
    follower.at.push_back(std::move(portion));
    return true;
  }

  void take(const Communicator::Message& message) {
    if (message.text.front() == static_cast<char>(Word::failure)) throw RunFailure(message.text.substr(1));
    const auto played = played_of(design_, message.text);
    if (!played) throw RunFailure("rank " + std::to_string(message.from) + " sent what cannot be read");
    Follower& from = followers_[static_cast<std::size_t>(message.from)];
    keep(static_cast<std::size_t>(message.from), *played);
    from.is_lost = false;  // late, but here; what it had may be played twice, which changes nothing
    const auto answered = std::find_if(from.at.begin(), from.at.end(),
                                       [&](const Portion& portion) { return portion.number == played->number; });
    if (answered == from.at.end()) return;
    const double seconds = since(from.since);
    slowest_ = std::max(slowest_, seconds);
    from.rate = static_cast<double>(answered->pairs.size()) / std::max(seconds, 1e-6);
    from.at.erase(answered);
    from.since = Clock::now();
  }

  void keep(std::size_t rank, const PlayedPortion& played) {
    detente::keep(played.solved, known_);
    for (const auto& [meeting, pair] : played.sampled) known_.keep_sampled(meeting, pair);
    const auto exact = std::count_if(played.solved.begin(), played.solved.end(),
                                     [](const PairResult& pair) { return !pair.hindrance; });
    const std::size_t pairs = static_cast<std::size_t>(exact) + played.sampled.size();
    told_.pairs += pairs;
    told_.pairs_of[rank] += pairs;
    done_ += played.solved.size() + played.sampled.size();
    if (watch_.progress) watch_.progress(std::min(1.0, static_cast<double>(done_) / static_cast<double>(all_)));
    if (needs_exact(design_) && std::any_of(played.solved.begin(), played.solved.end(),
                                            [](const PairResult& pair) { return pair.hindrance.has_value(); }))
      is_refused_ = true;
  }

  void give_up_the_late() {
    for (Follower& follower : followers_) {
      if (follower.at.empty() || follower.is_lost) continue;
      if (since(follower.since) < std::max(patience_, kSlack * slowest_)) continue;
      follower.is_lost = true;
      for (Portion& portion : follower.at) returned_.push_back(std::move(portion));
      follower.at.clear();
    }
  }

  void commit() {
    known_.commit();
    committed_ = Clock::now();
  }

  Communicator& ranks_;
  const Design& design_;
  std::optional<Shard> shard_;
  KnownPairs& known_;
  const Watch& watch_;
  double patience_;
  Player player_;
  std::vector<Follower> followers_;  // by rank; that of rank 0 is not used
  std::deque<Portion> returned_;     // of ranks that were lost
  std::size_t left_ = 0, all_ = 1, done_ = 0;
  std::uint32_t numbers_ = 0;
  double own_rate_ = 0, slowest_ = 0;
  bool is_refused_ = false;  // some pair is not exact though all have to be
  Clock::time_point committed_ = Clock::now();
  Together told_;
};

}  // namespace

Together lead(Communicator& ranks, const Design& design, const std::optional<Shard>& shard, KnownPairs& known,
              int threads, double patience, const Watch& watch) {
  return on_threads(threads, [&](tbb::task_arena& arena) {
    return Leader(ranks, design, shard, known, arena, patience, watch).lead();
  });
}

bool follow(Communicator& ranks, const Design& design, int threads, const Watch& watch) {
  return on_threads(threads, [&](tbb::task_arena& arena) {
    Player player(design, arena, watch);
    for (;;) {
      if (watch.stop && watch.stop()) throw Stopped();
      const auto message = ranks.received();
      if (!message) {
        std::this_thread::sleep_for(kIdle);
        continue;
      }
      if (message->text.front() == static_cast<char>(Word::done)) return true;
      if (message->text.front() == static_cast<char>(Word::end)) return false;
      try {
        ranks.send(0, text(design, player.play(portion_of(message->text))));
      } catch (const Stopped&) {
        throw;
      } catch (const std::exception& fault) {
        ranks.send(0, std::string(1, static_cast<char>(Word::failure)) + fault.what());
        throw;
      }
    }
  });
}

bool has_ended(Communicator& ranks) {
  for (auto message = ranks.received(); message; message = ranks.received())
    if (message->text.front() == static_cast<char>(Word::end)) return true;
  return false;
}

void end(Communicator& ranks) {
  for (int rank = 1; rank < ranks.size(); ++rank) ranks.send(rank, std::string(1, static_cast<char>(Word::end)));
}

}  // namespace detente
