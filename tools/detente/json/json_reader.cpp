// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "json/json_reader.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/play/round_robin.hpp>

#include "terminal/interrupt.hpp"
#include "terminal/terminal.hpp"

namespace detente::cli {
namespace {

constexpr std::size_t kDeepest = 32;  // no results are nested deeper
constexpr std::size_t kTold = 60;     // columns of a text from the file
constexpr std::size_t kFewKeys = 8;   // that are compared with each other rather than sorted

/// A place in a text on the way through which somebody asks now and then for an end.
class Watched {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  explicit Watched(const char* at) : at_(at) {}

  reference operator*() const { return *at_; }
  Watched& operator++() {
    ++at_;
    if (reinterpret_cast<std::uintptr_t>(at_) % kPortion == 0 && interrupted()) throw Stopped();
    return *this;
  }
  Watched operator++(int) { return std::exchange(*this, Watched(at_ + 1)); }
  bool operator==(const Watched& other) const { return at_ == other.at_; }
  bool operator!=(const Watched& other) const { return at_ != other.at_; }

 private:
  static constexpr std::uintptr_t kPortion = 1 << 16;  // bytes

  const char* at_;
};

/// Where a text cannot be read any further: "line 3, column 14".
std::string place(const std::string& text, std::size_t byte) {
  const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(byte, text.size()));
  const auto line = std::count(text.begin(), end, '\n') + 1;
  const std::size_t before = byte == 0 ? std::string::npos : text.rfind('\n', byte - 1);
  return fmt::format("line {}, column {}", line, before == std::string::npos ? byte + 1 : byte - before);
}

/// A key that an object gives twice.
std::optional<std::string> repeated_key(const Json::object_t& object) {
  std::vector<std::string_view> keys;
  keys.reserve(object.size());
  for (const auto& [key, value] : object) keys.push_back(key);
  if (keys.size() <= kFewKeys) {
    for (std::size_t i = 0; i < keys.size(); ++i)
      for (std::size_t j = 0; j < i; ++j)
        if (keys[i] == keys[j]) return std::string(keys[i]);
    return std::nullopt;
  }
  std::sort(keys.begin(), keys.end());
  const auto twice = std::adjacent_find(keys.begin(), keys.end());
  return twice == keys.end() ? std::nullopt : std::optional(std::string(*twice));
}

/// Makes a document of what a parser finds. The parser's own way searches an object for each key that it adds.
class Builder : public nlohmann::json_sax<Json> {
 public:
  Builder(std::string file, const std::string& text, Json& root) : file_(std::move(file)), text_(text), root_(root) {}

  bool null() override { return add(nullptr); }
  bool boolean(bool value) override { return add(value); }
  bool number_integer(number_integer_t value) override { return add(value); }
  bool number_unsigned(number_unsigned_t value) override { return add(value); }
  bool number_float(number_float_t value, const string_t&) override { return add(value); }
  bool string(string_t& value) override { return add(std::move(value)); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(Json::object()); }
  bool start_array(std::size_t) override { return open(Json::array()); }
  bool key(string_t& value) override {
    // A vector below, which does not ask whether the key is there.
    auto& object = static_cast<Json::object_t::Container&>(open_.back()->get_ref<Json::object_t&>());
    object.emplace_back(std::move(value), nullptr);
    return true;
  }
  bool end_object() override {
    if (const auto twice = repeated_key(open_.back()->get_ref<const Json::object_t&>()))
      throw Error(fmt::format("'{}' gives the key '{}' twice in one object", file_, in_a_sentence(*twice)));
    return end_array();
  }
  bool end_array() override {
    open_.pop_back();
    return true;
  }
  bool parse_error(std::size_t byte, const std::string&, const nlohmann::detail::exception& fault) override {
    if (dynamic_cast<const Json::parse_error*>(&fault) == nullptr)
      throw Error(fmt::format("'{}' holds a number that is too large", file_));
    // The byte is that of what it cannot read, counted from 1.
    if (byte > text_.size())
      throw Error(fmt::format("'{}' is truncated: its JSON ends early, at {}", file_, place(text_, text_.size())));
    throw Error(
        fmt::format("'{}' is not JSON: it cannot be read at {}", file_, place(text_, byte == 0 ? 0 : byte - 1)));
  }

 private:
  Json& placed(Json&& value) {
    if (open_.empty()) return root_ = std::move(value);
    Json& around = *open_.back();
    if (around.is_array()) {
      around.get_ref<Json::array_t&>().push_back(std::move(value));
      return around.get_ref<Json::array_t&>().back();
    }
    return around.get_ref<Json::object_t&>().back().second = std::move(value);
  }
  bool add(Json&& value) {
    placed(std::move(value));
    return true;
  }
  bool open(Json&& value) {
    if (open_.size() >= kDeepest) throw Error(fmt::format("'{}' is nested too deeply for a results file", file_));
    open_.push_back(&placed(std::move(value)));
    return true;
  }

  std::string file_;
  const std::string& text_;
  Json& root_;
  std::vector<Json*> open_;  // the innermost last; only that one grows
};

/// Empties a value from its leaves on: what is empty needs no memory to go.
void dismantle(Json& value) {
  if (value.is_array()) {
    auto& parts = value.get_ref<Json::array_t&>();
    for (; !parts.empty(); parts.pop_back()) dismantle(parts.back());
  } else if (value.is_object()) {
    auto& parts = value.get_ref<Json::object_t&>();
    for (; !parts.empty(); parts.pop_back()) dismantle(parts.back().second);
  }
}

}  // namespace

Document::~Document() {  // NOLINT(bugprone-exception-escape)
  dismantle(json);
}

Document read_json(const std::string& file, const std::string& text) {
  Document document;
  Builder builder(file, text, document.json);
  // The parser takes a zero byte for the end.
  if (const std::size_t zero = text.find('\0'); zero != std::string::npos)
    throw Error(fmt::format("'{}' is not JSON: there is a zero byte at {}", file, place(text, zero)));
  Json::sax_parse(Watched(text.data()), Watched(text.data() + text.size()), &builder);
  return document;
}

std::string in_a_sentence(const std::string& text) {
  const std::string quoted = Json(fitted(text, kTold)).dump();
  return quoted.substr(1, quoted.size() - 2);
}

}  // namespace detente::cli
