// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "programs/description.hpp"

#include <array>
#include <cmath>

#include <fmt/core.h>
#include <detente/contract.hpp>
#include <detente/text/text.hpp>

#include "terminal/terminal.hpp"

namespace detente::cli {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kMostStrategies = 1000;
constexpr std::size_t kMostOfAList = 256;
constexpr std::size_t kLongestText = 2000;  // bytes

/// Text without what would steer a terminal or turn the direction of writing. The parser saw to UTF-8.
bool is_plain(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x20 || byte == 0x7F) return false;
    const auto next = [&](std::size_t i) {
      return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
    };
    if (byte == 0xC2 && next(1) < 0xA0) return false;
    if (byte == 0xE2 && next(1) == 0x80 && next(2) >= 0xAA && next(2) <= 0xAE) return false;  // U+202A…U+202E
    if (byte == 0xE2 && next(1) == 0x81 && next(2) >= 0xA6 && next(2) <= 0xA9) return false;  // U+2066…U+2069
  }
  return true;
}

/// Reads what one strategy says of itself.
class Reader {
 public:
  Reader(const Program& program, const Json& json, std::size_t number)
      : program_(program), json_(json), who_(fmt::format("strategy {} of its list", number + 1)) {
    if (!json.is_object()) refuse("is no JSON object");
  }

  [[noreturn]] void refuse(const std::string& what) const {
    program_.refuse(fmt::format("says that {} {}", who_, what));
  }

  std::string text(const Json& from, const char* key, bool is_needed) const {
    const auto found = from.find(key);
    if (found == from.end() && !is_needed) return "";
    if (found == from.end() || !found->is_string()) refuse(fmt::format("has no \"{}\"; it must be a text", key));
    std::string text = found->get<std::string>();
    if (!is_plain(text)) refuse(fmt::format("has a \"{}\" with control characters", key));
    if (text.size() > kLongestText) refuse(fmt::format("has a \"{}\" of more than {} bytes", key, kLongestText));
    if (text.empty() && is_needed) refuse(fmt::format("has an empty \"{}\"", key));
    return text;
  }
  bool truth(const char* key) const {
    const auto found = json_.find(key);
    if (found == json_.end()) return false;
    if (!found->is_boolean()) refuse(fmt::format("has a \"{}\" that is neither true nor false", key));
    return found->get<bool>();
  }
  double number(const Json& from, const char* key) const {
    const auto found = from.find(key);
    if (found == from.end() || !found->is_number() || !std::isfinite(found->get<double>()))
      refuse(fmt::format("has a parameter without a number as \"{}\"", key));
    return found->get<double>();
  }
  const Json& list(const char* key) const {
    static const Json none = Json::array();
    const auto found = json_.find(key);
    if (found == json_.end()) return none;
    if (!found->is_array() || found->size() > kMostOfAList)
      refuse(fmt::format("has \"{}\" that are no list of at most {}", key, kMostOfAList));
    return *found;
  }
  void name(const std::string& name) { who_ = "strategy '" + fitted(harmless(name), 60) + "'"; }

 private:
  const Program& program_;
  const Json& json_;
  std::string who_;
};

ProgramDescription::Item parameter(const Reader& reader, const Json& json) {
  if (!json.is_object()) reader.refuse("has a parameter that is no JSON object");
  ProgramDescription::Item item{.name = reader.text(json, "name", true),
                                .meaning = reader.text(json, "meaning", true),
                                .kind = Parameter::Kind::number,
                                .low = reader.number(json, "low"),
                                .high = reader.number(json, "high"),
                                .value = {}};
  if (!is_strategy_name(item.name)) reader.refuse("has a parameter whose name is not made of a-z, 0-9 and -");
  if (!(item.low <= item.high)) reader.refuse(fmt::format("has parameter {} without a range", item.name));
  const std::string kind = reader.text(json, "kind", false);
  if (kind == "whole")
    item.kind = Parameter::Kind::whole;
  else if (kind == "moves")
    item.kind = Parameter::Kind::moves;
  else if (!kind.empty() && kind != "number")
    reader.refuse(
        fmt::format("has parameter {} of kind '{}'; a kind is number, whole or moves", item.name, fitted(kind, 30)));
  const auto value = json.find("value");
  const bool is_resolved_later = value != json.end() && value->is_null() && item.kind == Parameter::Kind::number;
  if (value != json.end() && !is_resolved_later) item.value = value_of(*value, item.kind);
  if (!item.value && !is_resolved_later) reader.refuse(fmt::format("has parameter {} without a value", item.name));
  return item;
}

std::shared_ptr<const ProgramDescription> description(Reader reader, const Json& json, std::size_t number) {
  auto found = std::make_shared<ProgramDescription>();
  found->number = number;
  found->name = reader.text(json, "name", true);
  reader.name(found->name);
  if (!is_strategy_name(found->name)) reader.refuse("has a name that is not made of a-z, 0-9 and -");
  found->alias = reader.text(json, "alias", false);
  found->about = reader.text(json, "about", true);
  found->source = reader.text(json, "source", true);
  found->against = reader.text(json, "against", true);
  found->plays = reader.text(json, "plays", true);
  if (found->against.size() != found->plays.size())
    reader.refuse(R"(has an example whose "against" and "plays" differ in length)");
  int levels = 2;
  if (const auto given = json.find("levels"); given != json.end()) {
    if (!given->is_number_integer() || *given < 2 || *given > kMaxLevels)
      reader.refuse("has \"levels\" that are no whole number in 2…16");
    levels = given->get<int>();
  }
  found->traits = {.graded = reader.truth("graded"),
                   .throws_dice = reader.truth("chances"),
                   .memory_throws_dice = false,
                   .ordered = reader.truth("enumerable"),
                   .speaks = reader.truth("speaks"),
                   .listens = reader.truth("listens"),
                   .opens = reader.truth("opens"),
                   .turns = reader.truth("turns")};
  found->begins = reader.truth("begins");
  found->verifies = reader.truth("verified");
  for (const Json& item : reader.list("parameters")) found->parameters.push_back(parameter(reader, item));
  for (const Json& preset : reader.list("presets")) {
    if (!preset.is_object()) reader.refuse("has a preset that is no JSON object");
    found->presets.emplace_back(reader.text(preset, "name", true), reader.text(preset, "settings", true));
  }
  found->fill_info(levels);
  return found;
}

}  // namespace

nlohmann::json json_of(const ParameterValue& value, Parameter::Kind kind) {
  if (const auto* const moves = std::get_if<LongMoves>(&value)) return moves->text();
  const double number = std::get<double>(value);
  return kind == Parameter::Kind::whole ? Json(static_cast<std::int64_t>(number)) : Json(number);
}

std::optional<ParameterValue> value_of(const nlohmann::json& json, Parameter::Kind kind) {
  if (kind == Parameter::Kind::moves) {
    if (!json.is_string()) return std::nullopt;
    const auto& text = json.get_ref<const std::string&>();
    if (text.size() > LongMoves::kMost || text.find_first_not_of("CD") != std::string::npos) return std::nullopt;
    return LongMoves(text);
  }
  if (!json.is_number() || !std::isfinite(json.get<double>())) return std::nullopt;
  return json.get<double>();
}

std::vector<std::shared_ptr<const ProgramDescription>> read_hello(const Program& program,
                                                                  const nlohmann::json& answer) {
  const auto version = answer.find("detente");
  if (version == answer.end() || !version->is_number_integer())
    program.refuse("does not answer \"hello\" as the protocol détente/1 has it: \"detente\" is missing");
  if (*version != kProtocol)
    program.refuse(
        fmt::format("speaks version {} of the protocol; this détente speaks version {}", version->dump(), kProtocol));
  const auto list = answer.find("strategies");
  if (list == answer.end() || !list->is_array() || list->empty()) program.refuse("names no strategy");
  if (list->size() > kMostStrategies)
    program.refuse(fmt::format("names {} strategies; at most {} are taken", list->size(), kMostStrategies));
  std::vector<std::shared_ptr<const ProgramDescription>> all;
  for (const Json& one : *list) {
    all.push_back(description(Reader(program, one, all.size()), one, all.size()));
    for (std::size_t i = 0; i + 1 < all.size(); ++i)
      if (all[i]->name == all.back()->name)
        program.refuse(fmt::format("has two strategies named '{}'", fitted(all[i]->name, 60)));
  }
  return all;
}

}  // namespace detente::cli
