// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "guests/description.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

#include <detente/error.hpp>
#include <detente/text/text.hpp>

namespace detente::guests {
namespace {

constexpr std::int32_t kMostStrategies = 1000;
constexpr std::size_t kMostParameters = kBuffer / sizeof(Setting);
constexpr std::size_t kMostPresets = 256;

/// Reads fields, each of which is its length and its bytes.
class Fields {
 public:
  Fields(const unsigned char* at, std::size_t size) : at_(at), left_(size) {}

  std::string next() {
    std::uint32_t length = 0;
    take(&length, sizeof length);
    if (length > left_) refuse();
    std::string field(length, '\0');
    take(field.data(), length);
    return field;
  }
  /// A field that people will read on a terminal and in a page.
  std::string text() {
    std::string field = next();
    for (const char letter : field)
      if (static_cast<unsigned char>(letter) < 0x20 || letter == 0x7F)
        throw GuestFailure("what it says of itself holds a control character");
    return field;
  }
  std::size_t count(std::size_t most) {
    const auto number = read_whole(next());
    if (!number || *number < 0 || static_cast<std::size_t>(*number) > most) refuse();
    return static_cast<std::size_t>(*number);
  }
  double number() {
    const std::string field = next();
    double value = 0;
    if (field.size() != sizeof value) refuse();
    std::memcpy(&value, field.data(), sizeof value);
    if (!std::isfinite(value)) refuse();
    return value;
  }
  bool is_done() const { return left_ == 0; }
  [[noreturn]] static void refuse() { throw GuestFailure("what it says of itself cannot be read"); }

 private:
  void take(void* to, std::size_t size) {
    if (size > left_) refuse();
    std::memcpy(to, at_, size);
    at_ += size;
    left_ -= size;
  }

  const unsigned char* at_;
  std::size_t left_;
};

bool is_utf8(const std::string& text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto first = static_cast<unsigned char>(text[at]);
    const std::size_t length = first < 0x80             ? 1
                               : (first & 0xE0) == 0xC0 ? 2
                               : (first & 0xF0) == 0xE0 ? 3
                               : (first & 0xF8) == 0xF0 ? 4
                                                        : 0;
    if (length == 0 || at + length > text.size()) return false;
    std::uint32_t point = length == 1 ? first : first & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) {
      const auto byte = static_cast<unsigned char>(text[at + i]);
      if ((byte & 0xC0) != 0x80) return false;
      point = point << 6 | (byte & 0x3F);
    }
    constexpr std::array<std::uint32_t, 5> kLeast{0, 0, 0x80, 0x800, 0x10000};
    // Beyond ASCII there are control characters too, and those that turn the direction of writing.
    if (point < kLeast[length] || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) return false;
    if ((point >= 0x80 && point < 0xA0) || (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069))
      return false;
    at += length;
  }
  return true;
}

Traits traits_of(const std::string& letters) {
  const auto has = [&](char letter) { return letters.find(letter) != std::string::npos; };
  return {.graded = has('g'),
          .throws_dice = has('d'),
          .memory_throws_dice = has('m'),
          .ordered = has('o'),
          .speaks = has('s'),
          .listens = has('l'),
          .opens = has('p'),
          .turns = has('t')};
}

std::shared_ptr<const Description> read(Fields fields) {
  auto found = std::make_shared<Description>();
  for (std::string* const text :
       {&found->name, &found->alias, &found->about, &found->source, &found->against, &found->plays}) {
    *text = fields.text();
    if (!is_utf8(*text)) throw GuestFailure("what it says of itself is no plain text in UTF-8");
  }
  if (!is_strategy_name(found->name) || found->about.empty() || found->source.empty() || found->against.empty() ||
      found->against.size() != found->plays.size())
    throw GuestFailure("it lacks a name of a-z, 0-9 and -, a sentence about it, its source, or an example");
  const std::size_t levels = fields.count(kMaxLevels);
  if (levels < 2) Fields::refuse();
  found->traits = traits_of(fields.next());
  found->parameters.resize(fields.count(kMostParameters));
  for (Description::Item& item : found->parameters) {
    item.name = fields.text();
    item.meaning = fields.text();
    item.kind = static_cast<Parameter::Kind>(fields.count(2));
    item.low = fields.number();
    item.high = fields.number();
    if (!is_strategy_name(item.name) || !is_utf8(item.meaning) || item.low > item.high) Fields::refuse();
  }
  found->presets.resize(fields.count(kMostPresets));
  for (auto& [name, settings] : found->presets) {
    name = fields.text();
    settings = fields.text();
  }
  if (!fields.is_done()) Fields::refuse();
  found->info = {.name = found->name,
                 .alias = found->alias,
                 .about = found->about,
                 .source = found->source,
                 .against = found->against,
                 .plays = found->plays,
                 .levels = static_cast<int>(levels)};
  return found;
}

}  // namespace

std::vector<std::shared_ptr<const Description>> descriptions(Guest& guest) {
  std::vector<std::shared_ptr<const Description>> all;
  for (std::int32_t number = 0; number < kMostStrategies; ++number) {
    const std::int32_t bytes = guest.ask(Ask::describe, number);
    if (bytes == -1) break;
    if (bytes < 0 || static_cast<std::size_t>(bytes) > kBuffer) Fields::refuse();
    all.push_back(read(Fields(guest.buffer(), static_cast<std::size_t>(bytes))));
  }
  if (all.empty()) throw GuestFailure("it adds no strategy");
  return all;
}

void check_contract(Guest& guest) {
  const std::int32_t contract = guest.ask(Ask::contract);
  if (contract != kContract)
    throw Error("it was made for version " + std::to_string(contract) +
                " of the contract with guests, and this détente has version " + std::to_string(kContract) +
                "; compile it again");
}

}  // namespace detente::guests
