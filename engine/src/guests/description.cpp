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

constexpr std::int32_t kMostStrategies = 100;
constexpr std::size_t kLongestName = 60;       // letters; a file's label may follow
constexpr std::size_t kLongestText = 2000;     // bytes
constexpr std::size_t kLongestExample = 2000;  // rounds
constexpr std::size_t kMostParameters = kBuffer / sizeof(Setting);
constexpr std::size_t kMostPresets = 256;
constexpr double kLargestNumber = 9007199254740992;  // 2⁵³: whole numbers are exact so far

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
  std::string text(std::size_t most = kLongestText) {
    std::string field = next();
    for (const char letter : field)
      if (static_cast<unsigned char>(letter) < 0x20 || letter == 0x7F)
        throw GuestFailure("what it says of itself holds a control character");
    if (!is_utf8(field)) throw GuestFailure("what it says of itself is no plain text in UTF-8");
    if (field.size() > most)
      throw GuestFailure("what it says of itself is too long: a text of " + std::to_string(field.size()) +
                         " bytes, where " + std::to_string(most) + " are allowed");
    return field;
  }
  std::string name() {
    std::string field = text(kLongestName);
    if (!is_strategy_name(field)) throw GuestFailure("a name in what it says of itself is not made of a-z, 0-9 and -");
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
  found->name = fields.name();
  for (std::string* const text : {&found->alias, &found->about, &found->source}) *text = fields.text();
  for (std::string* const moves : {&found->against, &found->plays}) *moves = fields.text(kLongestExample);
  if (found->about.empty() || found->source.empty() || found->against.empty() ||
      found->against.size() != found->plays.size())
    throw GuestFailure("it lacks a sentence about it, its source, or an example");
  const std::size_t levels = fields.count(kMaxLevels);
  if (levels < 2) Fields::refuse();
  for (const std::string* const moves : {&found->against, &found->plays})
    if (moves->find_first_not_of("CDcd0123456789abcdef") != std::string::npos)
      throw GuestFailure("its example holds a letter that is no move");
  found->traits = traits_of(fields.next());
  found->parameters.resize(fields.count(kMostParameters));
  for (Description::Item& item : found->parameters) {
    item.name = fields.name();
    item.meaning = fields.text();
    item.kind = static_cast<Parameter::Kind>(fields.count(2));
    item.low = fields.number();
    item.high = fields.number();
    const bool is_moves = item.kind == Parameter::Kind::moves;
    const double least = is_moves ? 0 : -kLargestNumber;
    const double most = is_moves ? kMostMoves : kLargestNumber;
    if (item.low > item.high || item.low < least || item.high > most) Fields::refuse();
  }
  found->presets.resize(fields.count(kMostPresets));
  for (auto& [name, settings] : found->presets) {
    name = fields.name();
    settings = fields.text();
  }
  if (!fields.is_done()) Fields::refuse();
  found->fill_info(static_cast<int>(levels));
  return found;
}

}  // namespace

std::vector<std::shared_ptr<const Description>> descriptions(Guest& guest) {
  std::vector<std::shared_ptr<const Description>> all;
  for (std::int32_t number = 0;; ++number) {
    const std::int32_t bytes = guest.ask(Ask::describe, number);
    if (bytes == -1) break;
    if (number == kMostStrategies)
      throw GuestFailure("it adds more than " + std::to_string(kMostStrategies) + " strategies");
    if (bytes == -2) throw GuestFailure("what it says of itself takes more than 16 KiB");
    if (bytes < 0 || static_cast<std::size_t>(bytes) > kBuffer) Fields::refuse();
    all.push_back(read(Fields(guest.buffer(), static_cast<std::size_t>(bytes))));
  }
  if (all.empty()) throw GuestFailure("it adds no strategy");
  for (std::size_t i = 0; i < all.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (all[i]->name == all[j]->name) throw GuestFailure("it adds two strategies named '" + all[i]->name + "'");
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
