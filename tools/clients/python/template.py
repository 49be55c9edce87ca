from detente_strategy import C, D, serve


class <STRUCT>:
    name = "<NAME>"
    about = "Cooperates first, then repeats the other's last move."
    source = "who described it, and where"
    against = "CDDC"  # an example without noise: the other's moves,
    plays = "CCDD"    # and its own

    # Its memory: the attributes. Every match begins with a fresh copy.
    def __init__(self):
        self.next = C

    # This round's choice: C or D. With `chances = True`, a number is the chance of C; the engine throws the dice.
    def play(self):
        return self.next

    # What it learns of a round: what it meant, what it did, what it saw of the other.
    def see(self, meant, mine, theirs):
        self.next = theirs


serve(<STRUCT>)
