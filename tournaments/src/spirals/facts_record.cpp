// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "spirals/facts_record.hpp"

#include <bit>

#include "store/packing.hpp"

namespace detente {
namespace {

/// Numbers one after another, each list after its length.
class Writer {
 public:
  void put(double value) { numbers.push_back(std::bit_cast<std::uint64_t>(value)); }
  void put(std::uint64_t value) { numbers.push_back(value); }
  void put(bool value) { numbers.push_back(value ? 1 : 0); }
  void put(const std::optional<double>& value) {
    put(value.has_value());
    put(value.value_or(0));
  }
  void put(const std::vector<double>& values) {
    put(std::uint64_t{values.size()});
    for (const double value : values) put(value);
  }

  std::vector<std::uint64_t> numbers;
};

class Reader {
 public:
  explicit Reader(const std::vector<std::uint64_t>& numbers) : numbers_(numbers) {}

  std::uint64_t number() {
    if (next_ == numbers_.size()) is_short_ = true;
    return is_short_ ? 0 : numbers_[next_++];
  }
  double real() { return std::bit_cast<double>(number()); }
  std::optional<double> maybe() {
    const bool is_there = number() != 0;
    const double value = real();
    return is_there ? std::optional(value) : std::nullopt;
  }
  std::vector<double> list() {
    std::vector<double> values;
    const std::uint64_t count = number();
    for (std::uint64_t i = 0; i < count && !is_short_; ++i) values.push_back(real());
    return values;
  }
  bool is_whole() const { return !is_short_ && next_ == numbers_.size(); }

 private:
  const std::vector<std::uint64_t>& numbers_;
  std::size_t next_ = 0;
  bool is_short_ = false;
};

}  // namespace

std::string record(const Facts& facts) {
  Writer writer;
  writer.put(facts.is_exact);
  writer.put(facts.reached);
  writer.put(facts.durable_peace);
  writer.put(facts.durable_error);
  writer.put(facts.median_rounds.has_value());
  writer.put(static_cast<std::uint64_t>(facts.median_rounds.value_or(0)));
  writer.put(facts.crisis_peace);
  writer.put(facts.recovery_curve.peace);
  writer.put(facts.recovery_curve.error);
  writer.put(facts.proximate.has_value());
  for (const double share : facts.proximate.value_or(Proximate{}).share) writer.put(share);
  writer.put(facts.joint);
  writer.put(facts.episode_length);
  writer.put(facts.hostile_share);
  writer.put(facts.spiral_share);
  return packed(writer.numbers, 1, "");
}

std::optional<Facts> facts_of(std::string_view bytes) {
  const auto all = unpacked(bytes);
  if (!all) return std::nullopt;
  Reader reader(all->numbers);
  Facts facts;
  facts.is_exact = reader.number() != 0;
  facts.reached = reader.real();
  facts.durable_peace = reader.maybe();
  facts.durable_error = reader.real();
  const bool has_median = reader.number() != 0;
  const auto median = static_cast<std::int64_t>(reader.number());
  if (has_median) facts.median_rounds = median;
  facts.crisis_peace = reader.list();
  facts.recovery_curve.peace = reader.list();
  facts.recovery_curve.error = reader.list();
  const bool has_proximate = reader.number() != 0;
  Proximate proximate;
  for (double& share : proximate.share) share = reader.real();
  if (has_proximate) facts.proximate = proximate;
  facts.joint = reader.list();
  facts.episode_length = reader.maybe();
  facts.hostile_share = reader.real();
  facts.spiral_share = reader.real();
  return reader.is_whole() ? std::optional(facts) : std::nullopt;
}

}  // namespace detente
