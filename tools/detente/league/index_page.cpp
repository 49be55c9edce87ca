// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "league/index_page.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/core.h>
#include <detente/text/text.hpp>

#include "league/league_json.hpp"
#include "league/sentences.hpp"
#include "terminal/table.hpp"

namespace detente::cli {
namespace {

constexpr std::size_t kCurves = 8;  // strategies in the figure
constexpr std::size_t kRounds = 40;

constexpr std::string_view kHead = R"(<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="detente league">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>
:root { color-scheme: light dark; --ground: #fdfcfa; --ink: #1b1d21; --quiet: #5b6069; --line: #d9d8d3; --accent: #0b5c8f;
  --c0: #0072b2; --c1: #d04a02; --c2: #007a5a; --c3: #a8447e; --c4: #86650a; --c5: #3f4550; --c6: #5b6ee1; --c7: #8a2f10; }
@media (prefers-color-scheme: dark) { :root { --ground: #14161a; --ink: #eceae4; --quiet: #a6aab3; --line: #3a3e47;
  --accent: #7cc4f0; --c0: #56b4e9; --c1: #f28e4c; --c2: #3fcb9f; --c3: #e79cc2; --c4: #ecc85c; --c5: #d5d7dc; --c6: #9aa7ff;
  --c7: #f0a48a; } }
body { background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto;
  padding: 0 1rem; }
h1 { font-size: 1.6rem; margin-bottom: 0; } h2 { font-size: 1.2rem; margin-top: 2.5rem; }
p.design, td.field, tr.field td { color: var(--quiet); }
.wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
th { color: var(--quiet); font-weight: 600; } .n { text-align: right; font-variant-numeric: tabular-nums; }
a { color: var(--accent); } svg { width: 100%; height: auto; } svg text { fill: var(--ink); font-size: 12px; }
svg .quiet { fill: var(--quiet); } svg polyline { fill: none; stroke-width: 2; }
</style>
)";

std::string html(std::string_view text) {
  std::string result;
  for (const char letter : text) {
    if (letter == '&')
      result += "&amp;";
    else if (letter == '<')
      result += "&lt;";
    else if (letter == '>')
      result += "&gt;";
    else if (letter == '"')
      result += "&quot;";
    else
      result += letter;
  }
  return result;
}
std::string html(const std::string& text) {
  return html(std::string_view(text));
}
std::string html(const Json& text) {
  return html(std::string_view(text.get_ref<const std::string&>()));
}

/// A path as the address of a link.
std::string address(const std::string& path) {
  std::string result;
  for (const char letter : path) {
    const auto byte = static_cast<unsigned char>(letter);
    const bool is_plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                          (byte >= '0' && byte <= '9') || letter == '/' || letter == '.' || letter == '-' ||
                          letter == '_';
    result += is_plain ? std::string{letter} : fmt::format("%{:02X}", byte);
  }
  return result;
}

std::string leaderboard(const Json& league) {
  const Json pages = feedback_names(league);
  std::string text =
      "<h2>Standings</h2>\n<p>Score: payoff per round, the mean over all opponents. Ends spirals: share of the spirals "
      "of "
      "hostility, of those that can be ended, after which durable peace comes";
  if (!league.at("baseline").is_null())
    text += "; beside it the share that " + html(league.at("baseline")) + " ends in the same seat";
  text +=
      ". Cost: what it loses against its worst aggressor, as a share of what peace is worth. Strategies of the field "
      "have "
      "no rank.</p>\n<div class=\"wide\"><table>\n<tr><th class=\"n\">rank<th>author<th>strategy<th "
      "class=\"n\">score<th "
      "class=\"n\">peace<th class=\"n\">ends spirals<th class=\"n\">baseline<th class=\"n\">cost</tr>\n";
  for (const Json& row : league.at("standings")) {
    const bool is_field = row.at("rank").is_null();
    const std::string author = row.at("author");
    text += fmt::format(
        "<tr{}><td class=\"n\">{}<td>{}<td>{}<td class=\"n\">{}<td class=\"n\">{}<td class=\"n\">{}<td "
        "class=\"n\">{}<td "
        "class=\"n\">{}</tr>\n",
        is_field ? " class=\"field\"" : "", is_field ? "" : std::to_string(row.at("rank").get<int>()),
        is_field ? "the field" : fmt::format("<a href=\"{}\">{}</a>", address(pages.at(author)), html(author)),
        html(row.at("strategy")), decimal(row.at("score"), 3), share_text(row.at("peace")), share_text(row.at("ends")),
        share_text(row.at("ends_baseline")), share_text(row.at("cost")));
  }
  return text + "</table></div>\n";
}

std::string refused(const Json& league) {
  const Json pages = feedback_names(league);
  std::string rows;
  for (const Json& line : league.at("rounds").back().at("entrants")) {
    if (line.at("state") == "played") continue;
    const std::string author = line.at("author");
    rows +=
        fmt::format("<tr><td><a href=\"{}\">{}</a><td>{}<td>{}<td>{}</tr>\n", address(pages.at(author)), html(author),
                    html(line.at("file")), html(line.at("state")), html(first_line(line.at("why").get<std::string>())));
  }
  if (rows.empty()) return "";
  return "<h2>Not played</h2>\n<div class=\"wide\"><table>\n<tr><th>author<th>file<th>state<th>reason</tr>\n" + rows +
         "</table></div>\n";
}

/// Ranks by file and strategy, and round.
using Ranks = std::map<std::pair<std::string, std::string>, std::map<int, int>>;

Ranks ranks(const Json& league) {
  Ranks ranks;
  for (const Json& round : league.at("rounds"))
    for (const Json& line : round.at("entrants"))
      if (line.at("state") == "played")
        ranks[{line.at("file"), line.at("strategy")}][round.at("round")] = line.at("rank");
  return ranks;
}

/// The ranks of the best of now in all rounds, as curves.
std::string figure(const Json& league, const Ranks& known, int first, int last) {
  constexpr double kWidth = 860, kHeight = 260, kLeft = 40, kRight = 220, kTop = 16, kBottom = 28;
  int lowest = 2;
  std::vector<const Json*> shown;
  for (const Json& row : league.at("standings"))
    if (!row.at("rank").is_null() && shown.size() < kCurves) shown.push_back(&row);
  for (const Json* const row : shown)
    for (const auto& [round, rank] : known.at({row->at("file"), row->at("strategy")}))
      if (round >= first) lowest = std::max(lowest, rank);
  const auto x = [&](int round) { return kLeft + (kWidth - kLeft - kRight) * (round - first) / (last - first); };
  const auto y = [&](double rank) { return kTop + (kHeight - kTop - kBottom) * (rank - 1) / (lowest - 1); };
  std::string svg = fmt::format(
      "<svg viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"Ranks by round\">\n<text class=\"quiet\" x=\"0\" "
      "y=\"{:.0f}\">rank 1</text>\n<text class=\"quiet\" x=\"0\" y=\"{:.0f}\">{}</text>\n<text class=\"quiet\" "
      "x=\"{:.0f}\" y=\"{:.0f}\">round {}</text>\n<text class=\"quiet\" text-anchor=\"end\" x=\"{:.0f}\" "
      "y=\"{:.0f}\">{}"
      "</text>\n",
      kWidth, kHeight, y(1) - 6, y(lowest) + 4, lowest, x(first), kHeight - 6, first, x(last), kHeight - 6, last);
  std::set<int> used;  // places of labels
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const auto& mine = known.at({shown[i]->at("file"), shown[i]->at("strategy")});
    std::string points;
    for (const auto& [round, rank] : mine)
      if (round >= first) points += fmt::format("{:.1f},{:.1f} ", x(round), y(rank));
    const int rank = shown[i]->at("rank");
    int place = static_cast<int>(y(rank));
    while (std::any_of(used.begin(), used.end(), [&](int other) { return std::abs(other - place) < 13; })) ++place;
    used.insert(place);
    svg += fmt::format(
        "<polyline style=\"stroke: var(--c{})\" points=\"{}\"/><circle style=\"fill: var(--c{})\" cx=\"{:.1f}\" "
        "cy=\"{:.1f}\" r=\"3\"/><text x=\"{:.0f}\" y=\"{}\">{} ({})</text>\n",
        i, points, i, x(last), y(rank), x(last) + 10, place + 4,
        html(shortened(shown[i]->at("strategy").get<std::string>(), 18)),
        html(shortened(shown[i]->at("author").get<std::string>(), 14)));
  }
  return svg + "</svg>\n";
}

std::string history(const Json& league) {
  const int last = league.at("round");
  if (last < 2) return "";
  const int first = std::max(1, last - static_cast<int>(kRounds) + 1);
  const Ranks known = ranks(league);
  std::string text =
      "<h2>History</h2>\n<p>Ranks in each round; a round is played when a file or an option has changed. The standings "
      "of "
      "all rounds are in the folder history.</p>\n" +
      figure(league, known, first, last) + "<div class=\"wide\"><table>\n<tr><th>strategy<th>author";
  for (int round = first; round <= last; ++round)
    text += fmt::format(R"(<th class="n"><a href="history/{0}.csv">{0}</a>)", round);
  text += "</tr>\n";
  for (const Json& row : league.at("standings")) {
    if (row.at("rank").is_null()) continue;
    const auto& mine = known.at({row.at("file"), row.at("strategy")});
    text += fmt::format("<tr><td>{}<td>{}", html(row.at("strategy")), html(row.at("author")));
    for (int round = first; round <= last; ++round) {
      const auto rank = mine.find(round);
      text += "<td class=\"n\">" + (rank == mine.end() ? "–" : std::to_string(rank->second));
    }
    text += "</tr>\n";
  }
  return text + "</table></div>\n";
}

}  // namespace

std::string index_page(const Json& league) {
  std::string text(kHead);
  const std::string title = html(league.at("title"));
  text +=
      fmt::format("<title>{0}: round {1}</title>\n<h1>{0}</h1>\n<p class=\"design\">Round {1}. {2}. Field: {3}.</p>\n",
                  title, league.at("round").get<int>(), html(league.at("design")), html(league.at("field")));
  text += "<p>";
  for (const Json& sentence : league.at("verdict")) text += html(sentence) + " ";
  text += "</p>\n" + leaderboard(league) + refused(league) + history(league);
  return text +
         "<p class=\"design\">Files: <a href=\"standings.csv\">standings.csv</a>, <a "
         "href=\"results.json\">results.json</a>, <a "
         "href=\"league.json\">league.json</a>.</p>\n</html>\n";
}

}  // namespace detente::cli
