// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/core.h>
#include <detente/contract.hpp>
#include <detente/error.hpp>

#include "arguments/commands.hpp"
#include "arguments/settings.hpp"
#include "files/compiler.hpp"
#include "files/temporary_file.hpp"
#include "programs/script_language.hpp"
#include "terminal/terminal.hpp"

namespace detente::cli {
namespace {

namespace fs = std::filesystem;

/// What every new file begins as.
constexpr std::string_view kTemplate = R"(#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct <STRUCT> {
  static constexpr Info info{.name = "<NAME>",
                             .about = "Cooperates first, then repeats the other's last move.",
                             .source = "who described it, and where",
                             .against = "CDDC",  // an example without noise: the other's moves,
                             .plays = "CCDD"};   // and its own

  // Its memory. The initialisers are the first state: every match begins with a fresh copy.
  Move next = C;
  auto operator<=>(const <STRUCT>&) const = default;

  // This round's choice. To throw dice, return Mix: chance(0.3) cooperates three times in ten.
  Move play() const { return next; }

  // What it learns of a round: what it meant, what it did (round.mine), what it saw of the other.
  void see(Seen round) { next = round.theirs; }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<<STRUCT>>();
}
)";

/// What every new file of an alignment begins as.
constexpr std::string_view kAlignmentTemplate = R"(#include <detente/systems/alignment.hpp>

using namespace detente;

namespace {

struct <STRUCT> {
  static constexpr Info info{.name = "<NAME>",
                             .about = "Defends all who were attacked in the last round.",
                             .source = "who described it, and where"};

  // Its memory. The initialisers are the first state: every repetition begins with a fresh copy.
  std::uint64_t victims = 0;  // a bit for each state
  auto operator<=>(const <STRUCT>&) const = default;

  // How it stands to another state: Stance::none, defend, back or oppose.
  Stance stance(State other) const { return (victims & bit_of(other)) != 0 ? Stance::defend : Stance::none; }

  // What it learns at the end of a round: strengths, standings and stances, and who saw whom attack.
  void see(const News& news) {
    victims = 0;
    for (State state = 0; state < news.size; ++state)
      if (state != news.me) victims |= news.at(state).victims;
  }

  // int arms() const: the strength that it wants. begin(const News&): how things stand before round 1.
};

}  // namespace

DETENTE_ALIGNMENTS(catalogue) {
  catalogue.add<<STRUCT>>();
}
)";

/// The template with its blanks filled in.
std::string filled(std::string text, std::string_view name, std::string_view structure) {
  for (const auto& [blank, word] : {std::pair{std::string_view("<STRUCT>"), structure}, {"<NAME>", name}})
    for (std::size_t at = text.find(blank); at != std::string::npos; at = text.find(blank, at + word.size()))
      text.replace(at, blank.size(), word);
  return text;
}

/// Names that the header gives to other things.
constexpr std::array<std::string_view, 29> kTakenNames = {
    "C",        "Catalogue", "D",           "Draw",        "Error",      "Errors", "Info",  "LaneBytes",
    "Level",    "LevelMix",  "LevelSeen",   "Mix",         "ModuleAbi",  "Move",   "Param", "Parameter",
    "Payoffs",  "Prototype", "Purpose",     "Rng",         "Seats",      "Seen",   "Sight", "Signal",
    "Briefing", "Traits",    "PrototypeOf", "LaneSignals", "LaneFailure"};

/// Names that the header of alignments gives to other things.
constexpr std::array<std::string_view, 12> kTakenAlignmentNames = {"Alignment",
                                                                   "AlignmentCatalogue",
                                                                   "AlignmentLanes",
                                                                   "AlignmentLanesOf",
                                                                   "AlignmentMemories",
                                                                   "AlignmentPrototype",
                                                                   "Arms",
                                                                   "AlignmentMemoriesOf",
                                                                   "AlignmentTraits",
                                                                   "News",
                                                                   "Stance",
                                                                   "State"};

/// `tit-for-tat` as `TitForTat`.
std::string struct_name(std::string_view name, std::string_view kind = "Strategy") {
  std::string words;
  bool begins_word = true;
  for (const char letter : name) {
    if (letter != '-')
      words += begins_word ? static_cast<char>(std::toupper(static_cast<unsigned char>(letter))) : letter;
    begins_word = letter == '-';
  }
  const bool needs_letter = words.empty() || std::isdigit(static_cast<unsigned char>(words.front())) != 0;
  const bool is_taken = std::find(kTakenNames.begin(), kTakenNames.end(), words) != kTakenNames.end() ||
                        (kind == "Alignment" && std::find(kTakenAlignmentNames.begin(), kTakenAlignmentNames.end(),
                                                          words) != kTakenAlignmentNames.end());
  return std::string(needs_letter ? kind : "") + words + std::string(is_taken ? kind : "");
}

/// Writes a file that is not there yet.
void write_new(const fs::path& path, std::string_view text) {
  const auto refuse_if_there = [&](bool is_there) {
    if (is_there)
      throw Error(fmt::format("'{}' already exists and is never overwritten; choose another name", path.string()));
  };
  std::error_code error;
  refuse_if_there(fs::symlink_status(path, error).type() != fs::file_type::not_found);
  TemporaryFile temporary(path);
  if (!temporary.is_open()) throw Error(fmt::format("'{}' cannot be written: {}", path.string(), std::strerror(errno)));
  if (temporary.write(text) && temporary.finish() && temporary.place_as_new(path.filename().string())) return;
  refuse_if_there(errno == EEXIST);
  throw RunFailure(fmt::format("'{}' cannot be written: {}", path.string(), std::strerror(errno)));
}

/// Writes a script, and its client beside it, unless that is there.
int new_script(const std::string& name, const ScriptLanguage& language) {
  const std::string file = fmt::format("./{}{}", name, language.ending);
  const std::string client = "./" + language.client_file();
  std::error_code error;
  write_new(file, filled(language.script_template(), name, struct_name(name)));
  if (!fs::exists(client, error)) write_new(client, language.client());
  write_out(
      fmt::format("{0} is a template of a strategy; {1} connects it. Edit it, then test the laws that it must obey:\n"
                  "  detente check {0}\n"
                  "To play it:\n"
                  "  detente run --program '{2} {0}' --strategies tit-for-tat,hawk,dove\n",
                  file, client, language.interpreter));
  return 0;
}

/// Writes a file with an alignment.
int new_alignment(const std::string& name) {
  const std::string file = "./" + name + ".cpp";
  write_new(file, filled(std::string(kAlignmentTemplate), name, struct_name(name, "Alignment")));
  write_out(
      fmt::format("{0} is a template of an alignment. Edit it, then test the laws that it must obey:\n"
                  "  detente check {0}\n",
                  file));
  return 0;
}

}  // namespace

int make_new(const Arguments& arguments) {
  const std::string& name = arguments.positional.front();
  const bool is_alignment = arguments.has_flag("alignment");
  if (!is_strategy_name(name) || name.size() > 100)
    throw Error(
        fmt::format("'{}' is not a valid strategy name; names have up to 100 characters of a-z, 0-9 and -", name));
  if (is_alignment) {
    if (arguments.find("language") != nullptr) throw Error("alignments are written in C++; leave --language out");
    if (Alignments::built_in().knows(name))
      throw Error(fmt::format("an alignment named '{}' already exists; choose another name", name));
    return new_alignment(name);
  }
  if (registry(arguments).knows(name))
    throw Error(fmt::format("a strategy named '{}' already exists; choose another name", name));
  if (const Setting* const given = arguments.find("language"))
    if (const std::string word = choice(*given, {"cpp", "python", "r", "javascript"}); word != "cpp")
      return new_script(name, *script_language(word));
  const std::string file = "./" + name + ".cpp";
  const std::string module = "./" + name + ".so";
  write_new(file, filled(std::string(kTemplate), name, struct_name(name)));
  write_out(
      fmt::format("{0} is a template of a strategy. Edit it, then test the laws that it must obey:\n"
                  "  detente check {0}\n"
                  "To play it, build it and load it:\n"
                  "  {1}\n"
                  "  detente run --module {2} --strategies {3},tit-for-tat,hawk,dove\n",
                  file, typed(module_command(file, module)), module, name));
  return 0;
}

}  // namespace detente::cli
