// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "league/checks.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <fstream>
#include <iterator>

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/laws/laws.hpp>

#include "files/temporary_file.hpp"
#include "json/json_reader.hpp"
#include "terminal/terminal.hpp"

namespace detente::cli {
namespace {

constexpr const char* kFormat = "detente-league-checks-1";
/// Who breaks them still plays what its text says.
constexpr std::array<std::string_view, 2> kTold{"describes_itself", "holds_its_parameters"};

double seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

Json json_of(const Check& check) {
  Json json{{"why", check.why}, {"laws", Json::array()}};
  for (const BrokenLaw& law : check.laws)
    json["laws"].push_back(
        {{"strategy", law.strategy}, {"law", law.law}, {"sentence", law.sentence}, {"breach", law.breach}});
  return json;
}

Check check_of(const Json& json) {
  Check check{.why = json.at("why")};
  for (const Json& law : json.at("laws"))
    check.laws.push_back({law.at("strategy"), law.at("law"), law.at("sentence"), law.at("breach")});
  return check;
}

std::string text_of(const std::map<std::string, Check>& checks) {
  Json json{{"format", kFormat}, {"files", Json::object()}};
  for (const auto& [code, check] : checks) json["files"][code] = json_of(check);
  return text(json);
}

}  // namespace

bool is_grave(const std::string& law) {
  return std::find(kTold.begin(), kTold.end(), law) == kTold.end();
}

Check tried(const std::vector<Strategy>& strategies) {
  Check check;
  for (const Strategy& strategy : strategies) {
    const std::string name(strategy.info().name);
    for (const Law& law : laws()) {
      const std::string breach = detente::breach(strategy, law);
      if (breach.empty()) continue;
      check.laws.push_back({name, law.name, law.sentence, harmless(breach)});
      if (!is_grave(law.name)) continue;
      check.why = fmt::format("{} breaks the law {}: {}", name, law.name, check.laws.back().breach);
      return check;  // one fault breaks many laws
    }
  }
  return check;
}

Checks::Checks(std::filesystem::path file) : file_(std::move(file)) {
  std::ifstream in(file_, std::ios::binary);
  const std::string text(std::istreambuf_iterator<char>(in), {});
  if (text.empty()) return;
  try {
    const Document document = read_json(file_.string(), text);
    if (document.json.at("format") != kFormat) return;
    for (const auto& [code, check] : document.json.at("files").items()) checks_[code] = check_of(check);
  } catch (const Error&) {  // what it held is found out again
    checks_.clear();
  } catch (const Json::exception&) {
    checks_.clear();
  }
}

const Check* Checks::find(const std::string& code) const {
  const std::lock_guard lock(mutex_);
  const auto found = checks_.find(code);
  return found == checks_.end() ? nullptr : &found->second;
}

void Checks::keep(const std::string& code, Check check) {
  {
    const std::lock_guard lock(mutex_);
    checks_[code] = std::move(check);
  }
  write(false);
}

void Checks::write(bool now) {
  const std::lock_guard lock(mutex_);
  if (!now && seconds() - written_ < 1) return;
  written_ = seconds();
  TemporaryFile temporary{file_};
  if (!temporary.is_open() || !temporary.write(text_of(checks_)) || !temporary.finish() ||
      !temporary.place(file_.filename().string()))
    throw RunFailure(fmt::format("'{}' cannot be written: {}", file_.string(), std::strerror(errno)));
}

std::string Checks::text(const std::vector<std::string>& codes) const {
  const std::lock_guard lock(mutex_);
  std::map<std::string, Check> asked;
  for (const std::string& code : codes)
    if (const auto found = checks_.find(code); found != checks_.end()) asked.insert(*found);
  return text_of(asked);
}

}  // namespace detente::cli
