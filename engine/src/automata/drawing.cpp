// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/automata/drawing.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <vector>

#include <detente/text/text.hpp>

namespace detente {
namespace {

std::string level_name(int level, int levels) {
  return levels == 2 ? (level == 0 ? "C" : "D") : std::to_string(level);
}

/// "C", "D", "C 33%", or "0 25%, 2 75%".
std::string play_name(const Automaton& automaton, std::size_t state) {
  std::vector<std::string> words;
  for (int level = 0; level < automaton.levels; ++level) {
    const double chance = automaton.states[state].play.chance[static_cast<std::size_t>(level)];
    if (chance == 0) continue;
    const std::string name = level_name(level, automaton.levels);
    if (chance == 1) return name;
    const double percent = 100 * chance;
    words.push_back(name + " " + shortest(std::round(percent * 100) / 100) + "%");
    if (automaton.levels == 2) break;
  }
  return joined(words);
}

double hostility(const Automaton& automaton, std::size_t state) {
  double level = 0;
  for (int i = 0; i < automaton.levels; ++i)
    level += i * automaton.states[state].play.chance[static_cast<std::size_t>(i)];
  return level / (automaton.levels - 1);
}

/// A colour between restraint and hostility.
std::string colour(double share) {
  constexpr std::array<int, 3> calm{0xdc, 0xea, 0xf7}, fierce{0xf7, 0xd8, 0xd2};
  std::string code = "#";
  for (std::size_t i = 0; i < 3; ++i) {
    const int value = static_cast<int>(std::lround(calm[i] + share * (fierce[i] - calm[i])));
    code += {"0123456789abcdef"[value / 16], "0123456789abcdef"[value % 16]};
  }
  return code;
}

/// One kind of round from a state, as far as it matters: what it did and what it saw.
using Round = std::pair<Level, Level>;

/// "other D", "own C", "own C, other D", or nothing where every round leads there.
std::string edge_name(const std::set<Round>& rounds, const std::set<Level>& own, int levels) {
  std::set<Level> mine, theirs;
  for (const auto& [a, b] : rounds) {
    mine.insert(a);
    theirs.insert(b);
  }
  const auto names = [&](const std::set<Level>& list) {
    std::vector<std::string> words;
    for (const Level level : list) words.push_back(level_name(level, levels));
    return joined(words, "/");
  };
  if (rounds.size() != mine.size() * theirs.size()) {  // no product: one by one
    std::vector<std::string> words;
    for (const auto& [a, b] : rounds) words.push_back(level_name(a, levels) + "-" + level_name(b, levels));
    return "own-other " + joined(words);
  }
  std::vector<std::string> words;
  if (mine.size() < own.size()) words.push_back("own " + names(mine));
  if (theirs.size() < static_cast<std::size_t>(levels)) words.push_back("other " + names(theirs));
  return joined(words);
}

std::string node_name(const Automaton& automaton, std::size_t state) {
  const Automaton::State& here = automaton.states[state];
  std::string name = play_name(automaton, state);
  if (here.said.kind != Signal::none) name += here.said.kind == Signal::reassure ? "\nreassures" : "\nthreatens";
  if (here.is_open) name += "\nopen";
  return name;
}

/// What may come of a state, without a slip and by one.
void add_edges(const Automaton& automaton, std::size_t state, std::vector<Drawing::Edge>& edges) {
  const Automaton::State& here = automaton.states[state];
  const auto top = static_cast<Level>(automaton.levels - 1);
  std::map<std::size_t, std::set<Round>> plain, slipped;
  std::set<Level> own, other_than_meant;
  for (Level meant = 0; meant <= top; ++meant) {
    if (here.play.chance[meant] == 0) continue;
    own.insert(meant);
    for (Level theirs = 0; theirs <= top; ++theirs)
      plain[automaton.after(state, {meant, meant, theirs, false})].insert({meant, theirs});
  }
  for (const Level meant : own)
    for (Level mine = 0; mine <= top; ++mine) {
      if (own.contains(mine)) continue;
      for (Level theirs = 0; theirs <= top; ++theirs) {
        const std::size_t target = automaton.after(state, {meant, mine, theirs, false});
        if (target == automaton.after(state, {meant, meant, theirs, false})) continue;
        slipped[target].insert({mine, theirs});
        other_than_meant.insert(mine);
      }
    }
  for (const auto& [target, rounds] : plain)
    edges.push_back({state, target, edge_name(rounds, own, automaton.levels), false});
  other_than_meant.insert(top + 1);  // so that what it did is always named
  for (const auto& [target, rounds] : slipped)
    edges.push_back({state, target, "slip: " + edge_name(rounds, other_than_meant, automaton.levels), true});
}

/// Lines of a label as Graphviz takes them.
std::string in_one_line(std::string label) {
  for (std::size_t at = label.find('\n'); at != std::string::npos; at = label.find('\n', at))
    label.replace(at, 1, "\\n");
  return label;
}

}  // namespace

Drawing drawing(const Automaton& automaton) {
  Drawing drawn;
  for (std::size_t state = 0; state < automaton.size(); ++state) {
    drawn.nodes.push_back({node_name(automaton, state), hostility(automaton, state)});
    add_edges(automaton, state, drawn.edges);
  }
  return drawn;
}

std::string dot(const Automaton& automaton, std::string_view name) {
  const Drawing drawn = drawing(automaton);
  std::string text = "digraph \"" + std::string(name) + "\" {\n";
  text += "  label=\"" + std::string(name) + "\";\n  rankdir=LR;\n";
  text +=
      "  node [shape=box, style=\"rounded,filled\", fontname=\"sans-serif\"];\n  edge [fontname=\"sans-serif\", "
      "fontsize=10];\n";
  text += "  start [shape=point];\n  start -> 0;\n";
  auto edge = drawn.edges.begin();
  for (std::size_t state = 0; state < drawn.nodes.size(); ++state) {
    const Drawing::Node& node = drawn.nodes[state];
    text += "  " + std::to_string(state) + " [label=\"" + in_one_line(node.label) + "\", fillcolor=\"" +
            colour(node.hostility) + "\"];\n";
    for (; edge != drawn.edges.end() && edge->from == state; ++edge)
      text += "  " + std::to_string(state) + " -> " + std::to_string(edge->to) + " [label=\"" + edge->label + "\"" +
              (edge->is_slip ? ", style=dashed" : "") + "];\n";
  }
  return text + "}\n";
}

}  // namespace detente
