// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "league/sentences.hpp"

#include <fmt/core.h>

#include "terminal/table.hpp"

namespace detente::cli {
namespace {

std::string kind_sentence(const std::string& kind, const std::string& baseline) {
  if (kind == "ends") return "It ends spirals: more than " + baseline + ", and against nobody fewer.";
  if (kind == "mixed")
    return "The picture is mixed: it ends more spirals than " + baseline +
           ", but fewer against some, or it spends more rounds in them.";
  if (kind == "like") return "It is like " + baseline + ": it ends about as many.";
  if (kind == "worse") return "It does worse than " + baseline + ".";
  if (kind == "restrained") return "It is always restrained, whatever it sees.";
  return "It is always hostile, whatever it sees.";
}

}  // namespace

std::vector<std::string> spiral_sentences(const Json& row, const Json& baseline) {
  if (baseline.is_null()) return {"Nothing can be said about spirals here; the verdict of the league says why."};
  const std::string name = baseline;
  std::vector<std::string> said;
  if (row.at("ends").is_null()) {
    said.emplace_back("Its matches have no spirals that could be compared.");
  } else {
    std::string sentence =
        fmt::format("It ends {} of the spirals that can be ended", percent(row.at("ends").get<double>()));
    if (!row.at("ends_baseline").is_null())
      sentence +=
          fmt::format(", where {} in the same seat ends {}", name, percent(row.at("ends_baseline").get<double>()));
    said.push_back(sentence + ".");
    said.push_back(fmt::format("It does better than {} with {} opponents and worse with {}.", name,
                               row.at("better").get<int>(), row.at("worse").get<int>()));
    if (!row.at("least").is_null())
      said.push_back(fmt::format("Least, with {}: {}.", row.at("least_with").get<std::string>(),
                                 percent(row.at("least").get<double>())));
  }
  if (!row.at("cost").is_null()) {
    const double cost = row.at("cost");
    said.push_back(cost <= 0 ? "It costs nothing: against its worst aggressor it keeps more than who always arms."
                             : fmt::format("It costs {} of what peace is worth.", percent(cost)));
  }
  if (!row.at("class").is_null()) said.push_back(kind_sentence(row.at("class"), name));
  return said;
}

std::string share_text(const Json& share) {
  return share.is_null() ? "–" : percent(share.get<double>());
}

std::string first_line(const std::string& why) {
  const std::size_t end = why.find('\n');
  const std::string line = why.substr(0, end);
  if (end == std::string::npos || !line.ends_with(':')) return line;
  return line + " " + why.substr(end + 1, why.find('\n', end + 1) - end - 1);
}

}  // namespace detente::cli
