// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
//
// The guest's side of `guests/asks.hpp`: linked with one file of strategies, whose `detente_unit` it calls. Everything
// in here is compiled to WebAssembly; what the strategies answer is theirs, and the engine checks it.
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include <detente/guests/asks.hpp>
#include <detente/strategy.hpp>

extern "C" void detente_unit(detente::Catalogue&);

namespace {

using namespace detente;
using guests::Ask;

// As the host has them (engine/src/guests/guest_seats.cpp).
static_assert(sizeof(Briefing) == 2600 && sizeof(LaneSignals) == 192 && sizeof(LevelMix) == 128);
static_assert(sizeof(guests::Round) <= guests::kBuffer && kLanes == guests::kSeatLanes);

alignas(64) unsigned char buffer[guests::kBuffer];

class Entrance final : public Catalogue {
 public:
  std::vector<std::shared_ptr<const Prototype>> all;

 private:
  void enter(std::shared_ptr<const Prototype> prototype) override { all.push_back(std::move(prototype)); }
};

/// The strategy that this guest is, and what was made of it.
struct Self {
  Entrance entrance;
  std::shared_ptr<const Prototype> prototype;
  std::unique_ptr<Seats> seats;
  std::unique_ptr<Memories> memories;
  bool gives_chances = false;
};

Self& self() {
  static Self* const one = [] {
    auto* const fresh = new Self;
    detente_unit(fresh->entrance);
    return fresh;
  }();
  return *one;
}

template <class Value>
void put(const Value& value) {
  std::memcpy(buffer, static_cast<const void*>(&value), sizeof value);
}
template <class Value>
Value got() {
  Value value;
  std::memcpy(static_cast<void*>(&value), buffer, sizeof value);
  return value;
}

class Description {
 public:
  void field(std::string_view text) {
    const auto length = static_cast<std::uint32_t>(text.size());
    bytes_.append(reinterpret_cast<const char*>(&length), sizeof length);
    bytes_.append(text);
  }
  void number(double value) { field({reinterpret_cast<const char*>(&value), sizeof value}); }
  void count(std::size_t value) { field(std::to_string(value)); }
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

std::string letters(const Traits& traits) {
  std::string text;
  const auto add = [&](bool has, char letter) { text += has ? std::string(1, letter) : ""; };
  add(traits.graded, 'g');
  add(traits.throws_dice, 'd');
  add(traits.memory_throws_dice, 'm');
  add(traits.ordered, 'o');
  add(traits.speaks, 's');
  add(traits.listens, 'l');
  add(traits.opens, 'p');
  add(traits.turns, 't');
  return text;
}

std::int32_t describe(std::size_t number) {
  if (number >= self().entrance.all.size()) return -1;
  const Prototype& prototype = *self().entrance.all[number];
  const Info& info = prototype.info();
  Description text;
  for (const std::string_view word : {info.name, info.alias, info.about, info.source, info.against, info.plays})
    text.field(word);
  text.count(static_cast<std::size_t>(info.levels));
  text.field(letters(prototype.traits()));
  const std::vector<Parameter> parameters = prototype.parameters();
  text.count(parameters.size());
  for (const Parameter& parameter : parameters) {
    text.field(parameter.name);
    text.field(parameter.meaning);
    text.count(static_cast<std::size_t>(parameter.kind));
    text.number(parameter.low);
    text.number(parameter.high);
  }
  const std::vector<Preset> presets = prototype.presets();
  text.count(presets.size());
  for (const Preset& preset : presets) {
    text.field(preset.name);
    text.field(preset.settings);
  }
  if (text.bytes().size() > sizeof buffer) return -2;
  std::memcpy(buffer, text.bytes().data(), text.bytes().size());
  return static_cast<std::int32_t>(text.bytes().size());
}

void set(std::size_t parameter) {
  const auto setting = got<guests::Setting>();
  const ParameterValue value = setting.kind == 1
                                   ? ParameterValue(setting.number)
                                   : ParameterValue(LongMoves(std::string_view(setting.moves, setting.length)));
  self().prototype = self().prototype->with(parameter, value);
}

std::int32_t parameters() {
  std::size_t count = 0;
  for (const Parameter& parameter : self().prototype->parameters()) {
    guests::Setting setting;
    if (parameter.value) {
      if (const double* const number = std::get_if<double>(&*parameter.value)) {
        setting.kind = 1;
        setting.number = *number;
      } else {
        const std::string moves = std::get<LongMoves>(*parameter.value).text();
        setting.kind = 2;
        setting.length = static_cast<std::uint32_t>(moves.size());
        std::memcpy(setting.moves, moves.data(), moves.size());
      }
    }
    if ((count + 1) * sizeof setting > sizeof buffer) return -1;
    std::memcpy(buffer + count++ * sizeof setting, &setting, sizeof setting);
  }
  return static_cast<std::int32_t>(count);
}

std::int32_t answer_of(std::partial_ordering order) {
  return static_cast<std::int32_t>(order < 0    ? guests::Order::less
                                   : order > 0  ? guests::Order::greater
                                   : order == 0 ? guests::Order::equal
                                                : guests::Order::unordered);
}

// Both work where the buffer is: to copy a round took longer than to play it.

void play(std::size_t lanes) {
  static Choices choices;
  choices.dice = reinterpret_cast<const std::uint32_t*>(buffer);
  self().seats->play(choices, lanes);
  if (self().gives_chances)
    put(choices.cooperation);
  else
    put(choices.meant);
}

void see(std::size_t lanes) {
  const auto& round = *reinterpret_cast<const guests::Round*>(buffer);
  const auto bytes = [](const std::uint8_t* at) { return reinterpret_cast<const LaneBytes*>(at); };
  self().seats->see({.meant = bytes(round.meant),
                     .mine = bytes(round.mine),
                     .theirs = bytes(round.theirs),
                     .verified = bytes(round.verified),
                     .repetitions = round.repetitions,
                     .seed = round.seed,
                     .seat = round.seat,
                     .round = round.round,
                     .dice = round.has_dice != 0 ? round.dice : nullptr},
                    lanes);
}

std::int32_t answer(Ask what, std::int32_t a, std::int32_t b) {
  Self& one = self();
  const auto place = static_cast<std::size_t>(a);
  switch (what) {
    case Ask::contract:
      return guests::kContract;
    case Ask::describe:
      return describe(place);
    case Ask::choose: {
      one.prototype = one.entrance.all[place];
      const Traits traits = one.prototype->traits();
      one.gives_chances = traits.throws_dice && !traits.graded;
      return 0;
    }
    case Ask::set:
      set(place);
      return 0;
    case Ask::begin:
      one.prototype = one.prototype->briefed(got<Briefing>());
      return 0;
    case Ask::parameters:
      return parameters();
    case Ask::compare: {
      const std::shared_ptr<const Prototype> other = one.prototype->briefed(got<Briefing>());
      return answer_of(one.prototype->order(*other));
    }
    case Ask::seat:
      one.seats = one.prototype->seat(a);
      return 0;
    case Ask::fresh:
      one.seats->fresh();
      return 0;
    case Ask::say: {
      LaneSignals said;
      one.seats->say(said, place);
      put(said);
      return 0;
    }
    case Ask::hear:
      one.seats->hear(got<LaneSignals>(), place);
      return 0;
    case Ask::open: {
      LaneBytes is_open;
      one.seats->open(is_open, place);
      put(is_open);
      return 0;
    }
    case Ask::play:
      play(place);
      return 0;
    case Ask::see:
      see(place);
      return 0;
    case Ask::turn:
      one.seats->turn(got<Briefing>());
      return 0;
    case Ask::order:
      return answer_of(one.seats->order(place, static_cast<std::size_t>(b)));
    case Ask::chances:
      put(one.seats->chances(place));
      return 0;
    case Ask::memories:
      one.memories = one.prototype->memories(a);
      return one.memories != nullptr ? 1 : 0;
    case Ask::memory_play:
      put(one.memories->play(place));
      return 0;
    case Ask::memory_say: {
      const Signal said = one.memories->say(place);
      return guests::pack_signal(said.kind, said.level, said.rounds);
    }
    case Ask::memory_open:
      return one.memories->open(place) ? 1 : 0;
    case Ask::memory_hear:
      return static_cast<std::int32_t>(
          one.memories->hear(place, {static_cast<Signal::Kind>(b & 0xFF), static_cast<Level>(b >> 8 & 0xFF),
                                     static_cast<std::uint8_t>(b >> 16 & 0xFF)}));
    case Ask::memory_see:
      return static_cast<std::int32_t>(
          one.memories->see(place, {static_cast<Level>(b & 0xF), static_cast<Level>(b >> 4 & 0xF),
                                    static_cast<Level>(b >> 8 & 0xF), (b >> 12 & 1) != 0}));
    case Ask::memory_turn:
      return static_cast<std::int32_t>(one.memories->turn(place, got<Briefing>()));
  }
  return -1;
}

}  // namespace

#define DETENTE_EXPORT(name) __attribute__((export_name(#name)))

extern "C" DETENTE_EXPORT(detente_ask) std::int32_t detente_ask(std::int32_t what, std::int32_t a, std::int32_t b) {
  return answer(static_cast<Ask>(what), a, b);
}
extern "C" DETENTE_EXPORT(detente_buffer) unsigned char* detente_buffer() {
  return buffer;
}
