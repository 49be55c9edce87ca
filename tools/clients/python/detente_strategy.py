# SPDX-FileCopyrightText: The détente authors
# SPDX-License-Identifier: MIT
"""A détente strategy in Python: a class whose attributes are its memory. `serve` ends the file.

    from detente_strategy import C, D, serve

    class TitForTat:
        name = "my-tit-for-tat"
        about = "Cooperates first, then repeats the other's last move."
        source = "Rapoport"
        against, plays = "CDDC", "CCDD"     # an example: the other's moves, and its own

        def __init__(self):                 # every match begins with a fresh copy
            self.next = C

        def play(self):                     # C, D, or a number: the chance of C
            return self.next

        def see(self, meant, mine, theirs): # what it meant, what it did, what it saw of the other
            self.next = theirs

    serve(TitForTat)

Play it with: detente run --program 'python3 my_file.py'

What a class may have besides:

    chances = True          play() returns chances of C (a number in 0...1); the engine throws the dice
    parameters = [...]      of Parameter(...): attributes that users may set; they are set before __init__
    presets = {"generous-10": "generosity=0.1"}     other names, with parameters set
    alias = "tft,t4t"       other names
    enumerable = False      its memories cannot be compared: it is only sampled, never solved exactly
    graded = True           moves are levels 0, 1, 2, ... in place of C and D; with `chances` a list, one for each level.
    levels = 6              levels of the game in which its example is played
    batched = True          one object plays all matches: __init__(self, lanes); play() returns a text of `lanes`
                            letters (or a list of chances), see() takes such texts. Many times as fast. Attributes
                            are sequences with an item for each match, or the same for all matches.
    def begin(self, briefing)               it is told the game before round 1; may raise Refusal("a sentence")
    def see(self, meant, mine, theirs, verified)    verified: the other was open, so that `theirs` is true
    def say(self)                           None, reassure(level, rounds) or threaten(level, rounds)
    def hear(self, signal)                  what the other said: None or such a signal; before play()
    def open(self)                          True: it lets itself be verified
    def turn(self, briefing)                payoffs or errors have changed during the match

A strategy must not use clocks, `random`, files, or anything else outside of its attributes. print() goes to standard
error. The protocol is explained in the manual: formats/program-protocol.
"""
import copy
import inspect
import json
import os
import sys
from collections import namedtuple

C, D = "C", "D"
Signal = namedtuple("Signal", "kind level rounds")

_DIGITS = "0123456789abcdef"
_PLAIN = (int, float, str, bool, type(None), bytes, Signal)


def reassure(level=C, rounds=1):
    """A promise: at most this level for so many rounds."""
    return Signal("r", level, rounds)


def threaten(level=C, rounds=1):
    """A red line: above this level, it answers."""
    return Signal("t", level, rounds)


class Refusal(Exception):
    """Raised by begin(): it cannot play this game."""


class Parameter:
    """What users may set. The kind is that of the value: a float, a whole number, or moves as a text; None: begin() sets it."""

    def __init__(self, name, value, low, high, meaning):
        self.name, self.value, self.low, self.high, self.meaning = name, value, low, high, meaning
        self.attribute = name.replace("-", "_")
        self.kind = "moves" if isinstance(value, str) else "whole" if isinstance(value, int) else "number"


class Briefing:
    """What a strategy is told: payoffs[own][other], tremble and misperception ("up" and "down", by level), signal_noise,
    signal_cost, open_cost, and rounds (0: unknown)."""

    def __init__(self, fields):
        self.__dict__.update(fields)
        self._text = json.dumps(fields, sort_keys=True)

    reward = property(lambda self: self.payoffs[0][0])
    sucker = property(lambda self: self.payoffs[0][-1])
    temptation = property(lambda self: self.payoffs[-1][0])
    punishment = property(lambda self: self.payoffs[-1][-1])

    def __eq__(self, other):
        return isinstance(other, Briefing) and self._text == other._text

    def __hash__(self):
        return hash(self._text)

    def __repr__(self):
        return self._text


def _copied(one):
    """A copy that shares nothing that can change."""
    new = object.__new__(type(one))
    fields = new.__dict__
    for name, value in one.__dict__.items():
        fields[name] = value if isinstance(value, _PLAIN) or isinstance(value, Briefing) else copy.deepcopy(value)
    return new


def _frozen(value):
    if isinstance(value, (list, tuple)):
        return (type(value).__name__,) + tuple(map(_frozen, value))
    if isinstance(value, dict):
        return ("dict", frozenset((_frozen(key), _frozen(item)) for key, item in value.items()))
    if isinstance(value, (set, frozenset)):
        return ("set", frozenset(map(_frozen, value)))
    return _frozen(value.tolist()) if hasattr(value, "tolist") else value


def _key(one):
    """Equal for equal memories."""
    try:
        return frozenset(one.__dict__.items())
    except TypeError:
        return frozenset((name, _frozen(value)) for name, value in one.__dict__.items())


def _kebab(name):
    return "".join(("-" if letter.isupper() and i else "") + letter.lower() for i, letter in enumerate(name))


class _Strategy:
    """One class, and what it can do."""

    def __init__(self, kind):
        self.kind = kind
        self.name = getattr(kind, "name", _kebab(kind.__name__))
        get = lambda key, usual: getattr(kind, key, usual)
        self.batched, self.graded, self.chances = get("batched", False), get("graded", False), get("chances", False)
        self.parameters = get("parameters", ())
        self.begins, self.speaks, self.listens = (hasattr(kind, key) for key in ("begin", "say", "hear"))
        self.opens, self.turns = hasattr(kind, "open"), hasattr(kind, "turn")
        self.verifies = len(inspect.signature(kind.see).parameters) == 5
        if self.batched and (self.speaks or self.listens or self.opens):
            raise TypeError(f"{self.name}: a batched strategy has no say, hear or open")

    def hello(self):
        kind = self.kind
        return {"name": self.name, "about": getattr(kind, "about", (kind.__doc__ or "").strip().split("\n")[0]),
                "source": getattr(kind, "source", ""), "alias": getattr(kind, "alias", ""),
                "against": getattr(kind, "against", ""), "plays": getattr(kind, "plays", ""),
                "levels": getattr(kind, "levels", 2), "graded": self.graded, "chances": self.chances,
                "enumerable": getattr(kind, "enumerable", True), "begins": self.begins, "verified": self.verifies,
                "speaks": self.speaks, "listens": self.listens, "opens": self.opens, "turns": self.turns,
                "parameters": [{"name": p.name, "kind": p.kind, "low": p.low, "high": p.high, "meaning": p.meaning,
                                "value": p.value} for p in self.parameters],
                "presets": [{"name": name, "settings": settings}
                            for name, settings in getattr(kind, "presets", {}).items()]}

    def new(self, ask, lanes=1):
        one = object.__new__(self.kind)
        for parameter in self.parameters:
            setattr(one, parameter.attribute, ask["settings"].get(parameter.name, parameter.value))
        if self.batched:
            one.__init__(lanes)
        else:
            one.__init__()
        if self.begins and ask.get("briefing"):
            one.begin(Briefing(ask["briefing"]))
        return one

    def move(self, letter):
        """A letter of the protocol as the class has it."""
        return _DIGITS.index(letter) if self.graded else letter

    def letter(self, move):
        if self.graded and isinstance(move, int) and 0 <= move < 16:
            return _DIGITS[move]
        if not self.graded and move in (C, D):
            return move
        hint = "" if self.chances or not isinstance(move, (float, list)) else "; a class that gives chances says: chances = True"
        raise ValueError(f"play() returned {move!r}; a move is {'a level' if self.graded else 'C or D'}{hint}")

    def chance(self, move, levels):
        if not self.graded:
            return 1.0 if move == C else 0.0 if move == D else float(move)
        return [float(level == move) for level in range(levels)] if isinstance(move, int) else list(map(float, move))

    def said(self, one):
        signal = one.say()
        return ("-", "0" if self.graded else C, 1) if signal is None else (signal[0], self.letter(signal[1]), signal[2])

    def heard(self, kind, level, rounds):
        return None if kind == "-" else Signal(kind, self.move(level), rounds)


class _Seat:
    """Some matches of one strategy, side by side."""

    def __init__(self, strategy, ask):
        self.strategy, self.count, self.levels = strategy, ask["lanes"], ask["levels"]
        if strategy.batched:
            self.lanes = [strategy.new(ask, self.count)]
        else:
            first = strategy.new(ask)
            self.lanes = [first] + [_copied(first) for _ in range(self.count - 1)]

    def copy(self):
        other = object.__new__(_Seat)
        other.strategy, other.count, other.levels = self.strategy, self.count, self.levels
        other.lanes = [_copied(one) for one in self.lanes]
        return other

    def see(self, ask):
        strategy = self.strategy
        meant, mine, theirs = ask["meant"], ask["mine"], ask["theirs"]
        verified = [letter == "o" for letter in ask["verified"]] if strategy.verifies else None
        if strategy.batched:
            self.lanes[0].see(meant, mine, theirs, *([verified] if verified else []))
            return
        if strategy.graded:
            meant, mine, theirs = ([_DIGITS.index(letter) for letter in moves] for moves in (meant, mine, theirs))
        if verified:
            for one, a, b, c, v in zip(self.lanes, meant, mine, theirs, verified):
                one.see(a, b, c, v)
        else:
            for one, a, b, c in zip(self.lanes, meant, mine, theirs):
                one.see(a, b, c)

    def hear(self, ask):
        for one, *signal in zip(self.lanes, ask["kind"], ask["level"], ask["rounds"]):
            one.hear(self.strategy.heard(*signal))

    def choices(self):
        strategy = self.strategy
        if strategy.batched:
            chosen = self.lanes[0].play()
            answer = {"moves" if isinstance(chosen, str) else "chances": chosen}
        elif strategy.chances:
            answer = {"chances": [strategy.chance(one.play(), self.levels) for one in self.lanes]}
        else:
            answer = {"moves": "".join([strategy.letter(one.play()) for one in self.lanes])}
        if strategy.opens:
            answer["open"] = "".join("o" if one.open() else "-" for one in self.lanes)
        return answer

    def said(self):
        if not self.strategy.speaks:
            return {}
        kinds, levels, rounds = zip(*(self.strategy.said(one) for one in self.lanes))
        return {"say": {"kind": "".join(kinds), "level": "".join(levels), "rounds": list(rounds)}}

    def keys(self):
        if not self.strategy.batched:
            return [_key(one) for one in self.lanes]
        is_by_lane = lambda value: hasattr(value, "__len__") and len(value) == self.count
        fields = [(name, value, is_by_lane(value)) for name, value in self.lanes[0].__dict__.items()]
        return [frozenset((name, _frozen(value[lane] if by_lane else value)) for name, value, by_lane in fields)
                for lane in range(self.count)]

    def now(self):
        """Who listens chooses when it has heard."""
        return self.said() if self.strategy.listens else {**self.said(), **self.choices()}


class _Walk:
    """Memories of a strategy, numbered as they are met; 0 is the first."""

    def __init__(self, strategy, ask):
        first = strategy.new(ask)
        self.strategy, self.levels = strategy, ask["levels"]
        self.met, self.number = [first], {_key(first): 0}

    def after(self, memory, change):
        changed = _copied(self.met[memory])
        change(changed)
        key = _key(changed)
        number = self.number.setdefault(key, len(self.met))
        if number == len(self.met):
            self.met.append(changed)
        return number

    def see(self, memory, meant, mine, theirs, verified):
        moves = [meant, mine, theirs] if self.strategy.batched else list(map(self.strategy.move, (meant, mine, theirs)))
        if self.strategy.verifies:
            moves.append([verified] if self.strategy.batched else verified)
        return self.after(memory, lambda one: one.see(*moves))

    def row(self, memory, slips):
        strategy, one = self.strategy, self.met[memory]
        play = one.play()
        play = play[0] if strategy.batched else play
        if strategy.chances:
            play = strategy.chance(play, self.levels)
            likely = [chance > 0 for chance in play] if strategy.graded else [play > 0, play < 1]
        else:
            play = strategy.letter(play)
            likely = [letter == play for letter in (_DIGITS[:self.levels] if strategy.graded else "CD")]
        letters = _DIGITS[:self.levels] if strategy.graded else "CD"
        row = {"play": play,
               "next": [self.see(memory, meant, mine, theirs, verified) if possible and (slips or mine == meant) else -1
                        for meant, possible in zip(letters, likely) for mine in letters for theirs in letters
                        for verified in ((False, True) if strategy.verifies else (False,))]}
        if strategy.speaks:
            row["say"] = strategy.said(one)
        if strategy.opens:
            row["open"] = bool(one.open())
        if strategy.listens:
            row["silent"] = self.after(memory, lambda copied: copied.hear(None))
        return row

    def rows(self, first, most, slips):
        rows = []
        while len(rows) < most and first + len(rows) < len(self.met):
            rows.append(self.row(first + len(rows), slips))
        return {"rows": rows}

    def event(self, ask):
        memory = ask["memory"]
        if "saw" in ask:
            return self.see(memory, *ask["saw"])
        if "heard" in ask:
            signal = self.strategy.heard(*ask["heard"])
            return self.after(memory, lambda one: one.hear(signal))
        return self.after(memory, lambda one: one.turn(Briefing(ask["turned"])))


class _Server:
    def __init__(self, classes):
        self.strategies = [_Strategy(kind) for kind in classes]
        self.seats, self.numbers = {}, {}

    def answer(self, ask):
        do, seats, number = ask["do"], self.seats, ask.get("seat")
        if do == "hello":
            return {"detente": 1, "strategies": [strategy.hello() for strategy in self.strategies]}
        if do == "begin":
            strategy = self.strategies[ask["strategy"]]
            try:
                one = strategy.new(ask)
            except Refusal as refusal:
                return {"refuse": str(refusal)}
            return {"parameters": {p.name: getattr(one, p.attribute) for p in strategy.parameters
                                   if getattr(one, p.attribute) is not None},
                    "memory": repr(sorted(one.__dict__.items()))}
        if do == "seat":
            seats[number] = _Seat(self.strategies[ask["strategy"]], ask)
            return seats[number].now()
        if do == "see":
            seats[number].see(ask)
            return seats[number].now()
        if do == "hear":
            seats[number].hear(ask)
            return seats[number].choices()
        if do == "play":
            return {**seats[number].said(), **seats[number].choices()}
        if do == "turn":
            for one in seats[number].lanes:
                one.turn(Briefing(ask["briefing"]))
            return seats[number].now()
        if do == "become":
            seats[number] = seats[ask["other"]].copy()
            return seats[number].now()
        if do == "memories":
            seat = seats[number]
            keys = seat.keys()
            return {"memories": [self.numbers.setdefault(key, len(self.numbers)) for key in keys]}
        if do == "rows":
            if number not in seats:
                seats[number] = _Walk(self.strategies[ask["strategy"]], ask)
            return seats[number].rows(ask["from"], ask["most"], ask["slips"])
        if do == "after":
            return {"memory": seats[number].event(ask)}
        if do == "leave":
            seats.pop(number, None)
            return {}
        return {"error": f"this client does not know the question {do!r}"}


def _told(error):
    """An exception in one line, with the line of the strategy that raised it."""
    where, at = "", error.__traceback__
    while at is not None:
        file = at.tb_frame.f_code.co_filename
        if os.path.basename(file) != os.path.basename(__file__):
            where = f" in {at.tb_frame.f_code.co_name}() ({os.path.basename(file)}, line {at.tb_lineno})"
        at = at.tb_next
    return f"{type(error).__name__}{where}: {error}".replace("\n", " ")


def serve(*classes):
    """Answers for these classes until nobody asks any more."""
    out = os.dup(1)
    os.dup2(2, 1)  # print() must not disturb the answers
    server = _Server(classes)
    for line in sys.stdin.buffer:
        try:
            answer = server.answer(json.loads(line))
        except Exception as error:  # the strategy's; told to the engine, which names it
            answer = {"error": _told(error)}
        data = (json.dumps(answer, separators=(",", ":")) + "\n").encode()
        while data:
            data = data[os.write(out, data):]
