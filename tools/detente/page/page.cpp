// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "page/page.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <limits>

#include <fmt/core.h>
#include <detente/play/round_robin.hpp>
#include <detente/text/text.hpp>

#include "glossary/terms.hpp"
#include "page/page_parts.hpp"
#include "terminal/interrupt.hpp"

namespace detente::cli {
namespace {

constexpr std::size_t kRoom = 2'500'000;  // bytes of data that leave a page light enough
constexpr std::string_view kPlaceBegin = "<!-- report:";
constexpr std::string_view kPlaceEnd = " -->";

std::string whole(const std::vector<std::string_view>& pieces) {
  std::string text;
  for (const std::string_view piece : pieces) text += piece;
  return text;
}

/// Text that may stand in HTML.
std::string escaped(std::string_view text) {
  std::string html;
  for (const char letter : text) {
    switch (letter) {
      case '&':
        html += "&amp;";
        break;
      case '<':
        html += "&lt;";
        break;
      case '>':
        html += "&gt;";
        break;
      case '"':
        html += "&quot;";
        break;
      default:
        html += letter;
    }
  }
  return html;
}

/// A text of a document; nothing where there is none.
std::string text_at(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

std::string title(const Json& results) {
  const std::string format = text_at(results, "format");
  const Json design = results.value("design", Json::object());
  const std::string game = text_at(design, "game");
  const std::string where = game.empty() ? "" : ", " + game;
  const std::string states = fmt::format("{} strategies", design.value("strategies", Json::array()).size());
  if (format == "detente-match-1")
    return fmt::format("détente: {} – {}{}", text_at(results, "row"), text_at(results, "column"), where);
  if (format == "detente-spirals-1") return fmt::format("détente: spirals of {}{}", states, where);
  if (format == "detente-sweep-1") {
    std::string keys;
    for (const Json& over : results.value("over", Json::array()))
      keys += (keys.empty() ? "" : " × ") + text_at(over, "key");
    return fmt::format("détente: sweep over {}{}", keys, where);
  }
  if (format == "detente-search-1") {
    const std::size_t worlds = results.value("worlds", Json::array()).size();
    return worlds > 1 ? fmt::format("détente: search over {} worlds", worlds) : "détente: search" + where;
  }
  if (format == "detente-system-1")
    return fmt::format("détente: system of {} states{}", design.value("states", Json::array()).size(), where);
  if (format == "detente-evolution-1")
    return fmt::format("détente: evolution of {} strategies{}", results.value("strategies", Json::array()).size(),
                       where);
  if (format == "detente-evolution-sweep-1") return "détente: evolution over designs" + where;
  if (format == "detente-system-sweep-1") return "détente: sweep of a system";
  return fmt::format("détente: tournament of {}{}", states, where);
}

/// The glossary, by key of the results and column of the figures: what is shown where a column's head is pointed at.
Json terms_json() {
  Json meanings = Json::object();
  for (const TermGroup& group : term_groups())
    for (const Term& term : group.terms) {
      std::string meaning(term.meaning);
      if (!term.unit.empty()) meaning += fmt::format(" Unit: {}.", term.unit);
      if (!term.horizon.empty()) meaning += fmt::format(" Horizon: {}.", term.horizon);
      std::vector<std::string> names = split(term.also, ',');
      names.emplace_back(term.name);
      for (const std::string& name : names)
        if (std::all_of(name.begin(), name.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; }))
          meanings[name] = meaning;
    }
  return meanings;
}

/// What stands in a place of the page.
std::string content(std::string_view place, const PageParts& parts, const Json& results) {
  if (place == "title") return escaped(title(results));
  if (place == "style") return "<style>\n" + whole(parts.style) + "</style>";
  if (place == "d3") return "<script>\n" + whole(parts.d3) + "\n</script>";
  if (place == "script") return "<script>\n\"use strict\";\n" + whole(parts.script) + "</script>";
  if (place == "data") return R"(<script type="application/json" id="results">)" + script_text(results) + "</script>";
  if (place == "terms")
    return R"(<script type="application/json" id="terms">)" + script_text(terms_json()) + "</script>";
  return "";
}

/// A text in quotes, as it may stand in a script element: what `<` would begin there is not begun, and the two line
/// separators that JSON allows and old JavaScript does not are escaped.
void add_text(const std::string& value, std::string& script) {
  const std::string quoted = Json(value).dump(-1, ' ', false, Json::error_handler_t::replace);
  for (std::size_t i = 0; i < quoted.size(); ++i) {
    const std::string_view next = std::string_view(quoted).substr(i, 3);
    if (quoted[i] == '<') {
      script += "\\u003c";
    } else if (next == "\u2028" || next == "\u2029") {
      script += next == "\u2028" ? "\\u2028" : "\\u2029";
      i += 2;
    } else {
      script += quoted[i];
    }
  }
}

/// Adds a value until the script has more than `most` bytes.
void add_value(const Json& value, int digits, std::size_t most, std::string& script) {
  if (interrupted()) throw Stopped();
  if (script.size() > most) return;
  if (value.is_object() || value.is_array()) {
    bool is_first = true;
    script += value.is_object() ? '{' : '[';
    for (const auto& [key, part] : value.items()) {
      if (!is_first) script += ',';
      is_first = false;
      if (value.is_object()) {
        add_text(key, script);
        script += ':';
      }
      add_value(part, digits, most, script);
    }
    script += value.is_object() ? '}' : ']';
  } else if (value.is_string()) {
    add_text(value.get_ref<const std::string&>(), script);
  } else if (value.is_number_float()) {
    const auto number = value.get<double>();
    script += std::isfinite(number) ? fmt::format("{:.{}g}", number, digits) : "null";
  } else {
    script += value.dump();
  }
}

}  // namespace

std::string script_text(const Json& results) {
  std::string script;
  for (const int digits : {9, 6}) {
    script.clear();
    add_value(results, digits, kRoom, script);
    if (script.size() <= kRoom) return script;
  }
  script.clear();
  add_value(results, 4, std::numeric_limits<std::size_t>::max(), script);
  return script;
}

std::string page(const Json& results) {
  const PageParts parts = page_parts();
  const std::string shape = whole(parts.page);
  std::string html;
  std::size_t done = 0;
  for (std::size_t at = shape.find(kPlaceBegin); at != std::string::npos; at = shape.find(kPlaceBegin, done)) {
    const std::size_t name = at + kPlaceBegin.size();
    const std::size_t end = shape.find(kPlaceEnd, name);
    if (end == std::string::npos) break;
    html.append(shape, done, at - done);
    html += content(std::string_view(shape).substr(name, end - name), parts, results);
    done = end + kPlaceEnd.size();
  }
  return html.append(shape, done);
}

bool is_report(const std::filesystem::path& file) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(file, error)) return false;
  std::ifstream stream(file, std::ios::binary);
  std::string begin(kReportMarkedWithin, '\0');
  stream.read(begin.data(), static_cast<std::streamsize>(begin.size()));
  begin.resize(static_cast<std::size_t>(std::max<std::streamsize>(stream.gcount(), 0)));
  return begin.find(kReportMark) != std::string::npos;
}

}  // namespace detente::cli
