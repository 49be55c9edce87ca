# SPDX-FileCopyrightText: The détente authors
# SPDX-License-Identifier: MIT
"""Examples. Each of the first five does what the strategy of its name does: detente run --program 'python3 examples.py'"""
from detente_strategy import C, D, Parameter, serve


class TitForTat:
    name = "py-tit-for-tat"
    about = "Cooperates first, then repeats the other's last move."
    source = "Rapoport; Axelrod (1980)"
    against, plays = "CDDC", "CCDD"

    def __init__(self):
        self.next = C

    def play(self):
        return self.next

    def see(self, meant, mine, theirs):
        self.next = theirs


class GenerousTitForTat:
    """A chance, and a parameter."""
    name = "py-generous-tit-for-tat"
    about = "Tit-for-tat that forgives a defection with a chance."
    source = "Nowak and Sigmund (1992); Molander (1985)"
    against, plays = "CDDC", "CCdd"  # small letters: dice that fell so
    chances = True
    parameters = [Parameter("generosity", None, 0, 1, "Chance of cooperation after a defection; by default from the payoffs.")]

    def __init__(self):
        self.last = C

    def begin(self, briefing):
        if self.generosity is None:
            T, R, P, S = briefing.temptation, briefing.reward, briefing.punishment, briefing.sucker
            most = 1.0
            if R > S:
                most = min(most, 1 - (T - R) / (R - S))
            if T > P:
                most = min(most, (R - P) / (T - P))
            self.generosity = max(most, 0.0)

    def play(self):
        return C if self.last == C else self.generosity

    def see(self, meant, mine, theirs):
        self.last = theirs


class TwoTitsForTat:
    name = "py-two-tits-for-tat"
    about = "Answers each defection with two."
    source = "Axelrod (1984)"
    against, plays = "CDCCC", "CCDDC"

    def __init__(self):
        self.left = 0

    def play(self):
        return D if self.left > 0 else C

    def see(self, meant, mine, theirs):
        self.left = 2 if theirs == D else max(0, self.left - 1)


class GoByMajority:
    """Its memory has no end: exact in matches of known length, else sampled."""
    name = "py-go-by-majority"
    about = "Does what the other did more often; cooperates when both are equal."
    source = "Axelrod (1980)"
    against, plays = "CDDC", "CCCD"

    def __init__(self):
        self.lead = 0

    def play(self):
        return C if self.lead >= 0 else D

    def see(self, meant, mine, theirs):
        self.lead += 1 if theirs == C else -1


class Contrite:
    """Three attributes of memory."""
    name = "py-contrite"
    about = "Tit-for-tat that accepts the answer to its own slip."
    source = "Boyd (1989); an example"
    against, plays = "CDDC", "CCDD"

    def __init__(self):
        self.next, self.mine_is_good, self.theirs_is_good = C, True, True

    def play(self):
        return self.next

    def see(self, meant, mine, theirs):
        mine_was_good, theirs_was_good = self.mine_is_good, self.theirs_is_good
        self.mine_is_good = mine == C or (mine_was_good and not theirs_was_good)
        self.theirs_is_good = theirs == C or (theirs_was_good and not mine_was_good)
        self.next = D if self.mine_is_good and not self.theirs_is_good else C


class BatchedTitForTat:
    """All matches at once: a text of letters, one for each."""
    name = "py-batched-tit-for-tat"
    about = "Tit-for-tat, for all matches at once."
    source = "Rapoport; Axelrod (1980)"
    against, plays = "CDDC", "CCDD"
    batched = True

    def __init__(self, lanes):
        self.next = C * lanes

    def play(self):
        return self.next

    def see(self, meant, mine, theirs):
        self.next = theirs


serve(TitForTat, GenerousTitForTat, TwoTitsForTat, GoByMajority, Contrite, BatchedTitForTat)
