// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "arguments/options.hpp"

#include <algorithm>
#include <array>
#include <boost/program_options/errors.hpp>
#include <boost/program_options/option.hpp>
#include <boost/program_options/options_description.hpp>
#include <boost/program_options/parsers.hpp>
#include <boost/program_options/value_semantic.hpp>
#include <filesystem>
#include <utility>

#include <fmt/core.h>
#include <detente/design/design.hpp>
#include <detente/error.hpp>
#include <detente/systems/built_in_systems.hpp>
#include <detente/text/text.hpp>

namespace detente::cli {
namespace {

namespace po = boost::program_options;
namespace fs = std::filesystem;

/// Two ways to say one thing; a source may use one of them.
constexpr std::array<std::pair<std::string_view, std::string_view>, 2> kAlternatives{
    {{"rounds", "continuation"}, {"strategies", "field"}}};

bool has(const Command& command, std::string_view key) {
  return std::find(command.options.begin(), command.options.end(), key) != command.options.end();
}

const Setting* find_in(const std::vector<Setting>& settings, std::string_view key) {
  const auto found =
      std::find_if(settings.begin(), settings.end(), [&](const Setting& setting) { return setting.key == key; });
  return found == settings.end() ? nullptr : &*found;
}

std::string needs_value(std::string_view key) {
  return fmt::format("--{} needs a value: --{} {}", key, key, option(key).argument);
}

/// "; did you mean …?", or where to look.
std::string nearest_options(const Command& command, const std::string& word) {
  std::vector<std::string> known;
  for (const std::string_view name : command.options) known.push_back("--" + std::string(name));
  const std::string near = did_you_mean(word, known);
  return near.empty() ? fmt::format("; 'detente {} --help' lists them", command.name) : near;
}

[[noreturn]] void refuse_option(const Command& command, const std::string& word) {
  throw Error(fmt::format("'detente {}' has no option '{}'{}", command.name, word, nearest_options(command, word)));
}

/// A message of Boost in our words.
std::string translated(const po::error& error) {
  const auto* const named = dynamic_cast<const po::error_with_option_name*>(&error);
  std::string name = named == nullptr ? "" : named->get_option_name();
  name.erase(0, name.find_first_not_of('-'));
  if (name.size() == 1 && !name_of(name.front()).empty()) name = name_of(name.front());
  if (const auto* const syntax = dynamic_cast<const po::invalid_syntax*>(&error); syntax != nullptr && !name.empty()) {
    if (syntax->kind() == po::invalid_syntax::extra_parameter) return fmt::format("--{} takes no value", name);
    if (syntax->kind() == po::invalid_syntax::missing_parameter ||
        syntax->kind() == po::invalid_syntax::empty_adjacent_parameter)
      return option(name).argument.empty() ? fmt::format("--{} takes no value", name) : needs_value(name);
  }
  return fmt::format("option '{}' cannot be read; write --name value or --name=value", name);
}

std::vector<po::option> tokens(const Command& command, const std::vector<std::string>& arguments) {
  po::options_description description;
  for (const std::string_view name : command.options) {
    const char letter = name == "help" ? 'h' : option(name).letter;
    const std::string key = std::string(name) + (letter == 0 ? "" : std::string{',', letter});
    if (option(name).argument.empty())
      description.add_options()(key.c_str(), "");
    else
      description.add_options()(key.c_str(), po::value<std::string>(), "");
  }
  try {
    return po::command_line_parser(arguments)
        .options(description)
        .style(po::command_line_style::unix_style & ~po::command_line_style::allow_guessing)
        .allow_unregistered()
        .run()
        .options;
  } catch (const po::error& error) {
    throw Error(translated(error));
  }
}

/// Adds a setting; a second one for the same thing in one source is refused.
void add(std::vector<Setting>& settings, Setting setting) {
  if (const Setting* const before = find_in(settings, setting.key);
      before != nullptr && !option(setting.key).is_repeatable)
    throw Error(fmt::format("{} is given twice; give it once", setting.where));
  if (const Setting* const other = find_in(settings, alternative(setting.key)); other != nullptr)
    throw Error(fmt::format("{} and {} exclude each other; give one of them", other->where, setting.where));
  settings.push_back(std::move(setting));
}

void read_arguments(const Command& command, const std::vector<std::string>& arguments, Arguments& read) {
  for (const po::option& token : tokens(command, arguments)) {
    if (token.position_key >= 0) {
      read.positional.insert(read.positional.end(), token.value.begin(), token.value.end());
      continue;
    }
    const std::string& written = token.original_tokens.empty() ? token.string_key : token.original_tokens.front();
    if (token.unregistered || !has(command, token.string_key))
      refuse_option(command, written.substr(0, written.find('=')));
    if (token.string_key == "help") {
      read.wants_help = true;
      continue;
    }
    const std::string value = token.value.empty() ? "yes" : token.value.front();
    if (token.original_tokens.size() > 1 && value.starts_with("--")) throw Error(needs_value(token.string_key));
    add(read.settings, {token.string_key, value, "--" + token.string_key});
  }
}

/// Paths in a file are relative to its folder.
std::string resolved(std::string_view key, const std::string& value, const fs::path& file) {
  const auto in_folder = [&](const std::string& path) {
    return !path.empty() && fs::path(path).is_relative() ? (file.parent_path() / path).string() : path;
  };
  const auto field = [&](const std::string& name) { return name.ends_with(".ini") ? in_folder(name) : name; };
  if (key == "module" || key == "submission" || key == "output" || key == "store" || key == "from" || key == "mutants")
    return in_folder(value);
  if (key == "structure") return value == "mixed" || value.find(':') != std::string::npos ? value : in_folder(value);
  if (key == "field") return field(value);
  constexpr std::string_view kFields = "field=";
  if (key != "over" || !value.starts_with(kFields)) return value;
  const std::string list = value.substr(kFields.size());
  const char separator = list.find(';') == std::string::npos ? ',' : ';';
  std::vector<std::string> names = split(list, separator);
  for (std::string& name : names) name = field(name);
  return std::string(kFields) + joined(names, std::string(1, separator));
}

/// The lines of a file, or of a system of this build.
std::vector<IniEntry> entries_of(const Command& command, const std::string& path) {
  if (command.name != "system" || path.ends_with(".ini")) return read_ini(path);
  const SystemInfo system = find_system(path);
  return parse_ini(system.text, system.name);
}

std::vector<Setting> read_config(const Command& command, const std::string& path) {
  std::vector<Setting> settings;
  for (const IniEntry& entry : entries_of(command, path)) {
    const std::string where = fmt::format("{}, line {}: ", path, entry.line);
    if (entry.key == "config" || entry.key == "help" || !has(command, entry.key)) {
      std::vector<std::string> known;
      for (const std::string_view name : command.options)
        if (name != "config" && name != "help") known.emplace_back(name);
      const std::string near = did_you_mean(entry.key, known);
      throw Error(fmt::format("{}'detente {}' has no option '{}'{}", where, command.name, entry.key,
                              near.empty() ? "; allowed are " + joined(known) : near));
    }
    add(settings, {entry.key, resolved(entry.key, entry.value, path), where + entry.key});
  }
  return settings;
}

/// What a key of a grid says of a state, a front or an institution, as if it were no grid's.
std::optional<Setting> grid_of_one(const Setting& setting) {
  constexpr std::array<std::string_view, 6> kOfOne{"state",    "institution",  "strength-of",
                                                   "means-of", "deterrent-of", "game-of"};
  const std::size_t equals = setting.value.find('=');
  const std::string key = setting.value.substr(0, equals);
  if (setting.key != "over" || equals == std::string::npos ||
      std::find(kOfOne.begin(), kOfOne.end(), key) == kOfOne.end())
    return std::nullopt;
  return Setting{key, setting.value.substr(equals + 1), setting.where};
}

/// True where both say one thing, each for itself or the alternative, or one as the key of a grid.
bool says_the_same(const Setting& one, const Setting& other) {
  // The grid itself puts its values where such a thing was said.
  const auto a = grid_of_one(one), b = grid_of_one(other);
  if (a || b) return a && b && a->key == b->key && subject_of(*a) == subject_of(*b);
  const auto key_of = [](const Setting& setting) { return setting.key == "over" ? subject_of(setting) : setting.key; };
  const std::string key = key_of(one);
  if (key != key_of(other)) return alternative(key) == key_of(other);
  return one.key != other.key || !option(one.key).is_repeatable || subject_of(one) == subject_of(other);
}

/// True where the command line says it already.
bool is_overruled(const Setting& setting, const std::vector<Setting>& by) {
  if (setting.key == "institution" && std::any_of(by.begin(), by.end(), [](const Setting& given) {
        return given.key == "institution" && given.value == "none";
      }))
    return true;
  return setting.key != "module" && setting.key != "submission" && setting.key != "program" && setting.key != "from" &&
         std::any_of(by.begin(), by.end(), [&](const Setting& given) { return says_the_same(setting, given); });
}

/// A state of a file keeps its place, which names its draws, where the command line says otherwise what it is.
void keep_places(std::vector<Setting>& of_file, std::vector<Setting>& given) {
  for (Setting& setting : of_file) {
    if (setting.key != "state") continue;
    const auto other =
        std::find_if(given.begin(), given.end(), [&](const Setting& one) { return says_the_same(setting, one); });
    if (other == given.end()) continue;
    setting = std::move(*other);
    given.erase(other);
  }
}

void check_operands(const Command& command, const Arguments& read) {
  const std::size_t count = read.positional.size();
  const std::string usage = fmt::format("usage: detente {}{}{} [options]", command.name,
                                        command.operands.empty() ? "" : " ", command.operands);
  if (count > command.most_operands)
    throw Error(fmt::format("'detente {}' does not take '{}'; {}", command.name, read.positional[command.most_operands],
                            usage));
  if (count < command.least_operands)
    throw Error(fmt::format("'detente {}' needs {}; {}", command.name, command.operands, usage));
}

}  // namespace

std::string subject_of(const Setting& setting) {
  if (setting.key == "institution") {  // in whatever order its members are
    std::vector<std::string> members = split(setting.value.substr(0, setting.value.find(':')), '+');
    std::sort(members.begin(), members.end());
    return joined(members, "+");
  }
  // What follows may hold a = itself; of entrants, the name may.
  constexpr std::array<std::string_view, 6> kFirst{"over",     "state",        "strength-of",
                                                   "means-of", "deterrent-of", "game-of"};
  const bool is_first = std::find(kFirst.begin(), kFirst.end(), setting.key) != kFirst.end();
  return setting.value.substr(0, is_first ? setting.value.find('=') : setting.value.rfind('='));
}

std::string_view alternative(std::string_view key) {
  for (const auto& [one, other] : kAlternatives) {
    if (key == one) return other;
    if (key == other) return one;
  }
  return {};
}

const Setting* Arguments::find(std::string_view key) const {
  return find_in(settings, key);
}

std::vector<Setting> Arguments::all(std::string_view key) const {
  std::vector<Setting> found;
  std::copy_if(settings.begin(), settings.end(), std::back_inserter(found),
               [&](const Setting& setting) { return setting.key == key; });
  return found;
}

bool Arguments::has_flag(std::string_view key) const {
  const Setting* const setting = find(key);
  return setting != nullptr && setting->value != "no";
}

bool Arguments::may_have(std::string_view key) const {
  if (command == nullptr) return false;
  return std::find(command->options.begin(), command->options.end(), key) != command->options.end();
}

Arguments parse(const Command& command, const std::vector<std::string>& arguments) {
  Arguments read;
  read.command = &command;
  read_arguments(command, arguments, read);
  if (read.wants_help) return read;
  check_operands(command, read);
  const Setting* const config = read.find("config");
  const bool is_operand = command.name == "system" && !read.positional.empty();
  if (config != nullptr && is_operand)
    throw Error(fmt::format("{} and '{}' exclude each other; give one of them", config->where, read.positional[0]));
  if (config != nullptr || is_operand) {
    std::vector<Setting> merged = read_config(command, is_operand ? read.positional[0] : config->value);
    keep_places(merged, read.settings);
    const bool names_players = command.name == "match" && !read.positional.empty();
    merged.erase(std::remove_if(merged.begin(), merged.end(),
                                [&](const Setting& setting) {
                                  return is_overruled(setting, read.settings) ||
                                         (names_players && (setting.key == "strategies" || setting.key == "field"));
                                }),
                 merged.end());
    merged.insert(merged.end(), read.settings.begin(), read.settings.end());
    read.settings = std::move(merged);
  }
  return read;
}

}  // namespace detente::cli
