// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <fmt/core.h>
#include <detente/automata/notation.hpp>
#include <detente/error.hpp>

#include "json/json_reader.hpp"
#include "json/search_json.hpp"

namespace detente::cli {
namespace {

constexpr std::string_view kFormat = "detente-search-checkpoint-1";

constexpr std::uintmax_t kMostRead = std::uintmax_t{1} << 28;  // bytes

/// Tells whether somebody changed a document (FNV-1a).
std::string checksum(const Json& document) {
  std::uint64_t hash = 0xCBF29CE484222325;
  for (const char letter : document.dump()) hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001B3;
  return fmt::format("{:016x}", hash);
}

[[noreturn]] void refuse(const std::string& path) {
  throw Error(fmt::format("'{}' is not a checkpoint of 'detente search'; name another file, or delete it", path));
}

std::uint64_t count_in(const Json& document, const char* key, const std::string& path) {
  const auto found = document.find(key);
  if (found == document.end() || !found->is_number_unsigned()) refuse(path);
  return found->get<std::uint64_t>();
}

std::vector<std::string> automata_in(const Json& list, const std::string& path) {
  if (!list.is_array()) refuse(path);
  std::vector<std::string> automata;
  for (const Json& text : list) {
    if (!text.is_string()) refuse(path);
    automata.push_back(text.get<std::string>());
    try {
      if (text_of(automaton_of_text(automata.back())) != automata.back()) refuse(path);
    } catch (const Error&) {
      refuse(path);
    }
  }
  return automata;
}

}  // namespace

std::string checkpoint_text(const SearchProgress& progress, const std::string& question) {
  Json document{{"format", kFormat},
                {"question", question},
                {"done", progress.done},
                {"minimal", progress.minimal},
                {"evaluated", progress.evaluated},
                {"front", progress.front},
                {"restarts", Json::object()}};
  for (const auto& [restart, automata] : progress.restarts) document["restarts"][std::to_string(restart)] = automata;
  document["checksum"] = checksum(document);
  return text(document);
}

SearchProgress read_checkpoint(const std::string& path, const std::string& question, const SearchRequest& request) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw Error(fmt::format("'{}' cannot be read", path));
  std::error_code error;
  if (std::filesystem::file_size(path, error) > kMostRead) refuse(path);
  const std::string contents{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  const Document document = read_json(path, contents);
  Json json = document.json;
  if (!json.is_object() || json.value("format", Json()) != kFormat || !json.contains("question") ||
      !json.contains("front") || !json.contains("restarts") || !json["restarts"].is_object() ||
      !json.contains("checksum"))
    refuse(path);
  const Json told = json["checksum"];
  json.erase("checksum");
  if (told != checksum(json))
    throw Error(
        fmt::format("the checkpoint '{}' was changed after it was written; delete it, or name another file", path));
  if (json["question"] != question)
    throw Error(
        fmt::format("'{}' is the checkpoint of another search; give the options that it was begun with, or "
                    "name another file",
                    path));
  SearchProgress progress{.done = count_in(json, "done", path),
                          .minimal = count_in(json, "minimal", path),
                          .evaluated = count_in(json, "evaluated", path),
                          .front = automata_in(json["front"], path),
                          .restarts = {}};
  for (const auto& [restart, automata] : json["restarts"].items()) {
    if (restart.empty() || restart.size() > 6 || restart.find_first_not_of("0123456789") != std::string::npos)
      refuse(path);
    progress.restarts[std::stoi(restart)] = automata_in(automata, path);
  }
  if (static_cast<double>(progress.done) > SearchedSpace(request.space).size()) refuse(path);
  return progress;
}

}  // namespace detente::cli
