// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "ranks/messages.hpp"

#include <cstring>

#include "play/exact_pairs.hpp"
#include "store/records.hpp"

namespace detente {
namespace {

void put(std::uint32_t number, std::string& text) {
  text.append(reinterpret_cast<const char*>(&number), sizeof number);
}

void put(const std::string& bytes, std::string& text) {
  put(static_cast<std::uint32_t>(bytes.size()), text);
  text += bytes;
}

void put(const Meeting& meeting, std::string& text) {
  put(static_cast<std::uint32_t>(meeting.row), text);
  put(static_cast<std::uint32_t>(meeting.column), text);
}

/// Takes from the front of a text; nothing more once it is short.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  std::uint32_t number() {
    std::uint32_t number = 0;
    const std::string_view bytes = take(sizeof number);
    if (!bytes.empty()) std::memcpy(&number, bytes.data(), sizeof number);
    return number;
  }
  std::string_view bytes() { return take(number()); }
  Meeting meeting() {
    const std::size_t row = number();
    return {row, number()};
  }
  bool is_short() const { return is_short_; }
  bool is_over() const { return is_short_ || text_.empty(); }

 private:
  std::string_view take(std::size_t size) {
    is_short_ = is_short_ || size > text_.size();
    if (is_short_) return {};
    const std::string_view bytes = text_.substr(0, size);
    text_.remove_prefix(size);
    return bytes;
  }

  std::string_view text_;
  bool is_short_ = false;
};

}  // namespace

std::string text(const Portion& portion) {
  std::string text(1, static_cast<char>(portion.task));
  put(portion.number, text);
  for (const Meeting& meeting : portion.pairs) put(meeting, text);
  return text;
}

Portion portion_of(std::string_view text) {
  Portion portion{.number = 0, .task = static_cast<Word>(text.front()), .pairs = {}};
  Reader reader(text.substr(1));
  portion.number = reader.number();
  while (!reader.is_over()) portion.pairs.push_back(reader.meeting());
  return portion;
}

std::string text(const Design& design, const PlayedPortion& played) {
  std::string text(1, static_cast<char>(Word::answer));
  put(played.number, text);
  put(static_cast<std::uint32_t>(played.solved.size()), text);
  for (const PairResult& pair : played.solved) put(Meeting{pair.row, pair.column}, text);
  if (!played.solved.empty()) put(record(design, played.solved), text);
  for (const auto& [meeting, pair] : played.sampled) {
    put(meeting, text);
    put(record(design, pair), text);
  }
  return text;
}

std::optional<PlayedPortion> played_of(const Design& design, std::string_view text) {
  Reader reader(text.substr(1));
  PlayedPortion played{.number = reader.number(), .solved = {}, .sampled = {}};
  std::vector<Meeting> meetings(reader.number());
  for (Meeting& meeting : meetings) meeting = reader.meeting();
  if (!meetings.empty()) {
    auto solved = pairs_of(design, reader.bytes());
    if (!solved || solved->size() != meetings.size()) return std::nullopt;
    played.solved = std::move(*solved);
    for (std::size_t i = 0; i < meetings.size(); ++i) {
      PairResult& pair = played.solved[i];
      pair.row = meetings[i].row;
      pair.column = meetings[i].column;
      if (pair.hindrance && pair.hindrance->empty()) pair.hindrance = no_chain(design, meetings[i]);
    }
  }
  while (!reader.is_over()) {
    const Meeting meeting = reader.meeting();
    auto pair = sampled_of(design, reader.bytes());
    if (!pair) return std::nullopt;
    played.sampled.emplace_back(meeting, std::move(*pair));
  }
  if (reader.is_short()) return std::nullopt;
  return played;
}

}  // namespace detente
