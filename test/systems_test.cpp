// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
//
// Systems of states against numbers of another implementation, and their laws: two states are a match, and fronts
// without coupling are matches of their own.
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <numeric>

#include <detente/error.hpp>
#include <detente/play/round_robin.hpp>
#include <detente/systems/exact.hpp>
#include <detente/systems/play.hpp>
#include <detente/systems/system_design.hpp>
#include <detente/text/text.hpp>
#include <nlohmann/json.hpp>

using namespace detente;

namespace {

using Json = nlohmann::json;

const Json& check_values() {
  static const Json values = Json::parse(std::ifstream(DETENTE_TEST_DIR "/systems/check_values.json"));
  return values;
}

SystemDesign made(const SystemRequest& request) {
  static const Registry registry = Registry::built_in();
  static const Alignments alignments = Alignments::built_in();
  return make_system(request, registry, alignments);
}

SystemRequest same_states(int count, const std::string& strategy) {
  SystemRequest request;
  for (int i = 0; i < count; ++i) request.states.push_back(std::string(1, static_cast<char>('A' + i)) + "=" + strategy);
  request.base.misperception = {};
  return request;
}

std::string after(const std::string& text, const std::string& word) {
  const std::size_t at = text.find(word);
  return at == std::string::npos
             ? ""
             : text.substr(at + word.size(), text.find_first_of(", ", at + word.size()) - at - word.size());
}

/// "guarantee C>A:back, ambiguity 0.1" and the like.
void couple(SystemRequest& request, const std::string& text) {
  std::string all;
  for (std::size_t i = 0; i < request.states.size(); ++i)
    for (std::size_t j = 0; j < request.states.size(); ++j)
      if (i != j)
        all += (all.empty() ? "" : ",") + request.states[i].substr(0, 1) + ">" + request.states[j].substr(0, 1);
  if (text.find("all defend all") != std::string::npos) request.pledges = all;
  if (text.find("all back all") != std::string::npos) {
    request.pledges.clear();
    for (const std::string& pledge : split(all, ','))
      request.pledges += (request.pledges.empty() ? "" : ",") + pledge + ":back";
  }
  if (const std::string pledge = after(text, "guarantee "); !pledge.empty()) request.pledges = pledge;
  if (text.find("alliances A=C, B=D") != std::string::npos) request.alliances = "A=C,B=D";
  if (const std::string pair = after(text, "alliance "); !pair.empty()) request.alliances = pair;
  if (const std::string chance = after(text, "ambiguity "); !chance.empty()) request.ambiguity = *read_number(chance);
  if (const std::string chance = after(text, "verified "); !chance.empty()) {
    std::string members;
    for (const std::string& state : request.states) members += (members.empty() ? "" : "+") + state.substr(0, 1);
    request.institutions = {members + ":verify=" + chance};
  }
}

/// "misperception 0.05/0.02, tremble 0.02/0.01, 50 rounds".
void add_noise(SystemRequest& request, const std::string& text) {
  if (const std::string rates = after(text, "misperception "); !rates.empty())
    request.base.misperception = *read_rates(rates);
  if (const std::string rates = after(text, "tremble "); !rates.empty()) request.base.tremble = *read_rates(rates);
  if (const std::size_t at = text.find(" rounds"); at != std::string::npos) {
    const std::size_t from = text.rfind(' ', at - 1);
    request.base.rounds = *read_whole(text.substr(from + 1, at - from - 1));
  }
}

SystemExpectation solved(const System& system) {
  const auto chain = SystemChain::walk(system, 20'000);
  EXPECT_TRUE(chain);
  return *chain->expectation();
}

void expect_fronts(const SystemDesign& design, const SystemExpectation& got, const Json& fronts) {
  for (std::size_t f = 0; f < got.joint.size(); ++f) {
    const SystemFront& front = design.system.fronts[f];
    const std::string name = design.system.states[front.row].name + "-" + design.system.states[front.column].name;
    const double live = std::accumulate(got.joint[f].begin(), got.joint[f].end(), 0.0);
    for (std::size_t cell = 0; cell < 4; ++cell)
      EXPECT_NEAR(got.joint[f][cell] / live, fronts[name][cell].get<double>(), 1e-11) << name << " " << cell;
  }
}

TEST(SystemsExact, have_the_numbers_of_another_implementation) {
  for (const auto& [name, wanted] : check_values()["exact"].items()) {
    SCOPED_TRACE(name);
    const std::vector<std::string> parts = split(name, '|');
    const bool is_pair = name.starts_with("two states");
    SystemRequest request = same_states(is_pair ? 2 : 3, is_pair ? "tit-for-tat" : parts[0]);
    if (!is_pair) couple(request, parts[1]);
    add_noise(request, parts.back());
    const SystemDesign design = made(request);
    const SystemExpectation got = solved(design.system);
    const auto rounds = static_cast<double>(design.system.rules.rounds);
    EXPECT_NEAR(got.quiet / rounds, wanted["quiet"].get<double>(), 1e-11);
    expect_fronts(design, got, wanted["fronts"]);
  }
}

TEST(SystemsExact, without_end_are_stationary) {
  for (const auto& [name, wanted] : check_values()["infinite"]["values"].items()) {
    SCOPED_TRACE(name);
    SystemRequest request = same_states(3, "tit-for-tat");
    couple(request, name);
    request.base.misperception = {0.05, 0.05};
    request.base.endless = true;
    const SystemDesign design = made(request);
    const SystemExpectation got = solved(design.system);
    EXPECT_NEAR(got.quiet, wanted["quiet"].get<double>(), 1e-11);
    expect_fronts(design, got, wanted);
  }
}

// d = 2e(1−e); an ally is restrained with chance d^k / (1 − (1−d)^k + d^k).
TEST(SystemsExact, of_blank_cheques_have_a_closed_form) {
  const double e = 0.05;
  const double d = 2 * e * (1 - e);
  for (int k = 1; k <= 3; ++k) {
    SystemRequest request = same_states(k + 1, "tit-for-tat");
    request.alliances.clear();
    for (int i = 0; i < k; ++i)
      for (int j = i + 1; j < k; ++j)
        request.alliances += (request.alliances.empty() ? "" : ",") + std::string(1, static_cast<char>('A' + i)) + "=" +
                             std::string(1, static_cast<char>('A' + j)) + ":back";
    if (request.alliances.empty()) request.alliances = "none";
    request.base.misperception = {e, e};
    request.base.endless = true;
    const SystemDesign design = made(request);
    const SystemExpectation got = solved(design.system);
    const double s = std::pow(d, k) / (1 - std::pow(1 - d, k) + std::pow(d, k));
    const double b = s * (1 - e) + (1 - s) * e;
    const std::size_t last = got.joint.size() - 1;  // an ally against the outsider
    EXPECT_NEAR(got.joint[last][0] + got.joint[last][1], s, 1e-12) << k;
    EXPECT_NEAR(got.joint[last][0], s * b, 1e-12) << k;
  }
}

TEST(SystemsExact, tell_how_one_misreading_spreads) {
  for (const auto& [name, wanted] : check_values()["silent"]["values"].items()) {
    SCOPED_TRACE(name);
    const std::vector<std::string> parts = split(name, '|');
    SystemRequest request = same_states(parts[0] == "n=4" ? 4 : 3, parts[1]);
    couple(request, name);
    const SystemDesign design = made(request);
    const auto got = silent_contagion(design.system, 0, 60, 400'000);
    ASSERT_TRUE(got);
    for (std::size_t f = 0; f < got->left.size(); ++f) {
      const SystemFront& front = design.system.fronts[f];
      const std::string pair = design.system.states[front.row].name + "-" + design.system.states[front.column].name;
      EXPECT_NEAR(got->left[f], wanted["ruptured"][pair].get<double>(), 1e-11) << pair;
    }
    EXPECT_NEAR(got->recovered, wanted["all at peace after 60 rounds"].get<double>(), 1e-11);
    EXPECT_NEAR(got->rounds_lost, wanted["rounds_lost in 60"].get<double>(), 1e-9);
  }
}

struct WarCase {
  std::string name;
  std::vector<std::string> states;
  std::vector<int> strength;
  double spoils;
  std::int64_t rounds;
  std::string noise = "";
};

TEST(SystemsExact, of_wars_have_the_numbers_of_another_implementation) {
  const std::string hegemon = "tit-for-tat+hegemon-seeker";
  for (const WarCase& war :
       {WarCase{"hawks 2 and 1, spoils 0.5, 200 rounds", {"hawk", "hawk"}, {2, 1}, 0.5, 200},
        WarCase{"hawks 3 and 3, spoils 1, 200 rounds", {"hawk", "hawk"}, {3, 3}, 1, 200},
        WarCase{"hawks 2, 2, 2, spoils 0.5, 200 rounds", {"hawk", "hawk", "hawk"}, {2, 2, 2}, 0.5, 200},
        WarCase{"hegemon-seeker 2, balancer:calm=2 1, 1; all tit-for-tat; 100 rounds",
                {hegemon, "tit-for-tat+balancer:calm=2", "tit-for-tat+balancer:calm=2"},
                {2, 1, 1},
                0.5,
                100},
        WarCase{"hegemon-seeker 2, collective-security 1, 1; all tit-for-tat; 100 rounds",
                {hegemon, "tit-for-tat+collective-security", "tit-for-tat+collective-security"},
                {2, 1, 1},
                0.5,
                100},
        WarCase{"hegemon-seeker 2, collective-security 1, 1; all tit-for-tat, misperception 0.02/0.01, ambiguity 0.1; "
                "100 rounds",
                {hegemon, "tit-for-tat+collective-security", "tit-for-tat+collective-security"},
                {2, 1, 1},
                0.5,
                100,
                "misperception 0.02/0.01, ambiguity 0.1"}}) {
    SCOPED_TRACE(war.name);
    const Json& wanted = check_values()["war"]["values"][war.name];
    SystemRequest request;
    request.base.misperception = {};
    for (std::size_t i = 0; i < war.states.size(); ++i) {
      const std::string name(1, static_cast<char>('A' + i));
      request.states.push_back(name + "=" + war.states[i]);
      request.strength_of.emplace_back(name, std::to_string(war.strength[i]));
    }
    add_noise(request, war.noise);
    couple(request, war.noise);
    request.base.rounds = war.rounds;
    request.war = "0.1:offence=0.25,spoils=" + shortest(war.spoils);
    const SystemDesign design = made(request);
    const SystemExpectation got = solved(design.system);
    EXPECT_NEAR(got.quiet / static_cast<double>(war.rounds), wanted["quiet"].get<double>(), 1e-11);
    for (std::size_t i = 0; i < war.states.size(); ++i) {
      EXPECT_NEAR(got.ruin[i], wanted["ruin"][i].get<double>(), 1e-11) << i;
      EXPECT_NEAR(got.strength[i], wanted["strength"][i].get<double>(), 1e-11) << i;
    }
    for (std::size_t f = 0; f < got.joint.size(); ++f) {
      const SystemFront& front = design.system.fronts[f];
      const std::string pair = design.system.states[front.row].name + "-" + design.system.states[front.column].name;
      EXPECT_NEAR(std::accumulate(got.joint[f].begin(), got.joint[f].end(), 0.0), wanted["live"][pair].get<double>(),
                  1e-9);
    }
  }
}

TEST(Systems, name_their_draws) {
  for (const Json& one : check_values()["draws"]["values"]) {
    const Draw draw{.seed = one["seed"],
                    .repetition = one["repetition"],
                    .seat = one["seat"],
                    .round = one["round"],
                    .purpose = one["purpose"]};
    EXPECT_EQ(word(draw), one["word"].get<std::uint32_t>()) << one["what"];
  }
  EXPECT_EQ(front_seat(1, 2), 512U);
  EXPECT_EQ(front_seat(2, 1), 513U);
  EXPECT_EQ(front_seat(2, 0), 257U);
  EXPECT_EQ(state_seat(3), 768U);
}

/// The prototype's command line.
SystemRequest golden(const std::string& command) {
  const std::vector<std::string> words = split(command, ' ');
  SystemRequest request;
  request.base.misperception = {};
  for (std::size_t i = 0; i + 1 < words.size(); i += 2) {
    const std::string& option = words[i];
    const std::string& value = words[i + 1];
    if (option == "--states") {
      for (std::string state : split(value, ',')) {
        if (const std::size_t star = state.find('*'); star != std::string::npos) {
          request.strength_of.emplace_back(state.substr(0, 1), state.substr(star + 1));
          request.means_of.emplace_back(state.substr(0, 1), state.substr(star + 1));
          state.resize(star);
        }
        request.states.push_back(state);
      }
    }
    if (option == "--rounds") request.base.rounds = *read_whole(value);
    if (option == "--misperception") request.base.misperception = *read_rates(value);
    if (option == "--tremble") request.base.tremble = *read_rates(value);
    if (option == "--alliances") request.alliances = value;
    if (option == "--ambiguity") request.ambiguity = *read_number(value);
    if (option == "--near") request.fronts = value;
    if (option == "--pace") request.pace = *read_number(value);
    if (option == "--means") request.means_of.emplace_back(value.substr(0, 1), value.substr(2));
    if (option == "--deterrent") request.deterrent_of.emplace_back(value.substr(0, 1), value.substr(2));
    if (option == "--pledges")
      for (const std::string& pledge : split(value, ';'))
        request.pledges = request.pledges == "none" ? pledge : request.pledges + "," + pledge;
    if (option == "--war") {
      const std::vector<std::string> parts = split(value, ',');
      request.war = parts[0] + ":offence=" + parts[1] + ",spoils=" + parts[2] + ",decisive=" + parts[3];
    }
  }
  return request;
}

TEST(Systems, have_the_counts_of_another_implementation) {
  for (const Json& wanted : check_values()["golden"]["values"]) {
    SCOPED_TRACE(wanted["command"].get<std::string>());
    const SystemDesign design = made(golden(wanted["command"]));
    SystemMatch match(design.system);
    SystemTally tally;
    ASSERT_TRUE(match.play(0, kLanes, tally));
    const auto sum = [](const SystemTally::Counts& counts) {
      return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
    };
    for (std::size_t f = 0; f < design.system.fronts.size(); ++f) {
      const SystemFront& front = design.system.fronts[f];
      const std::string pair = design.system.states[front.row].name + "-" + design.system.states[front.column].name;
      for (std::size_t cell = 0; cell < 4; ++cell)
        EXPECT_EQ(sum(tally.joint[4 * f + cell]), wanted["joint_counts"][pair][cell].get<std::uint64_t>())
            << pair << cell;
    }
    for (std::size_t i = 0; i < design.system.states.size(); ++i) {
      EXPECT_EQ(sum(tally.strength[i]), wanted["strength_total"][i].get<std::uint64_t>());
      EXPECT_EQ(std::count(tally.strength[i].begin(), tally.strength[i].end(), 0U),
                wanted["ruined"][i].get<std::int64_t>());
    }
    EXPECT_EQ(sum(tally.quiet), wanted["quiet_rounds"].get<std::uint64_t>());
  }
}

/// All pairs of some strategies in one world, as a system of two and as a match.
TEST(Systems, of_two_states_are_matches_bit_for_bit) {
  const Registry registry = Registry::built_in();
  const std::string strategies =
      "tit-for-tat,grit,deterrer,empathic,reassurance-seeker,random,generous-tit-for-tat,hawk@greedy,gradual";
  for (const std::string game : {"security-dilemma", "arms-race:levels=5"}) {
    Request request;
    request.strategies = strategies;
    request.game = game;
    request.engine = "objects";
    request.tremble = {0.02, 0.01};
    request.signal_noise = 0.1;
    request.start = "crisis:2";
    request.rounds = 60;
    const Design design = make_design(request, registry);
    Climate climate(design.rules);
    for (const Entrant& entrant : design.entrants)
      for (const std::uint32_t seat : {0U, 1U}) {
        climate.admit(Purpose::tremble, seat, entrant.side.tremble);
        climate.admit(Purpose::misperception, seat, entrant.side.misperception);
        climate.admit_dice(seat, entrant.side.strategy.traits());
      }
    const Block block = make_block(design.rules, 0, kLanes);
    Weather weather(climate, block);
    weather.draw(1, design.rules.rounds);
    for (const Entrant& row : design.entrants)
      for (const Entrant& column : design.entrants) {
        SCOPED_TRACE(game + ": " + row.name + ", " + column.name);
        Encounter encounter(design.rules, climate, row.side, column.side);
        Tally wanted;
        ASSERT_TRUE(encounter.play(weather, wanted));
        SystemRequest of_two;
        of_two.base = request;
        of_two.states = {"A=" + row.name.substr(0, row.name.find('#')),
                         "B=" + column.name.substr(0, column.name.find('#'))};
        const SystemDesign system = made(of_two);
        SystemMatch match(system.system);
        SystemTally got;
        ASSERT_TRUE(match.play(0, kLanes, got));
        ASSERT_EQ(got.joint.size(), wanted.joint.size());
        for (std::size_t cell = 0; cell < wanted.joint.size(); ++cell) EXPECT_EQ(got.joint[cell], wanted.joint[cell]);
      }
  }
}

TEST(Systems, without_coupling_are_matches_of_their_own_and_states_move_no_draw) {
  SystemRequest request;
  request.states = {"A=grit", "B=tit-for-tat", "C=random"};
  request.base.tremble = {0.01, 0.02};
  const SystemDesign three = made(request);
  SystemTally of_three, of_four;
  ASSERT_TRUE(SystemMatch(three.system).play(0, kLanes, of_three));
  request.states.emplace_back("D=hawk+balancer");
  request.fronts = "A-B,A-C,B-C,A-D,C-D";
  const SystemDesign four = made(request);
  ASSERT_TRUE(SystemMatch(four.system).play(0, kLanes, of_four));
  for (std::size_t f = 0; f < three.system.fronts.size(); ++f)
    for (std::size_t g = 0; g < four.system.fronts.size(); ++g)
      if (three.system.fronts[f].row == four.system.fronts[g].row &&
          three.system.fronts[f].column == four.system.fronts[g].column) {
        for (std::size_t cell = 0; cell < 4; ++cell)
          EXPECT_EQ(of_three.joint[4 * f + cell], of_four.joint[4 * g + cell]);
      }
}

}  // namespace
