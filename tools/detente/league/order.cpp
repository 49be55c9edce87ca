// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "league/order.hpp"

#include "json/json_reader.hpp"

namespace detente::cli {
namespace {

Json json_of(const Candidate& candidate) {
  const Entry& entry = candidate.entry;
  return {{"author", entry.author}, {"name", entry.name}, {"kind", static_cast<int>(entry.kind)},
          {"why", entry.why},       {"hash", entry.hash}, {"file", candidate.file.string()},
          {"code", candidate.code}};
}

Candidate candidate_of(const Json& json) {
  return {.entry = {.author = json.at("author"),
                    .name = json.at("name"),
                    .kind = static_cast<EntryKind>(json.at("kind").get<int>()),
                    .why = json.at("why"),
                    .hash = json.at("hash")},
          .file = json.at("file").get<std::string>(),
          .code = json.at("code")};
}

}  // namespace

std::string RoundOrder::text() const {
  Json json{{"settings", Json::array()},
            {"output", output.string()},
            {"title", title},
            {"field", field},
            {"key", key},
            {"steps", limits.steps},
            {"memory", limits.memory},
            {"mean", limits.mean},
            {"alone", checks_alone},
            {"candidates", Json::array()}};
  for (const Setting& setting : arguments.settings)
    json["settings"].push_back({setting.key, setting.value, setting.where});
  for (const Candidate& candidate : candidates) json["candidates"].push_back(json_of(candidate));
  return cli::text(json);
}

RoundOrder RoundOrder::read(const std::string& text) {
  const Document document = read_json("order of a round", text);
  const Json& json = document.json;
  RoundOrder order{.arguments = {},
                   .output = json.at("output").get<std::string>(),
                   .title = json.at("title"),
                   .field = json.at("field"),
                   .key = json.at("key"),
                   .limits = {.steps = json.at("steps"), .memory = json.at("memory"), .mean = json.at("mean")},
                   .checks_alone = json.at("alone"),
                   .candidates = {}};
  for (const Json& setting : json.at("settings"))
    order.arguments.settings.push_back({setting.at(0), setting.at(1), setting.at(2)});
  for (const Json& candidate : json.at("candidates")) order.candidates.push_back(candidate_of(candidate));
  return order;
}

}  // namespace detente::cli
