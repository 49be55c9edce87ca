// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/machine.hpp>
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct TF1 : Machine<TF1> {
  static constexpr Info info{.name = "tf-1",
                             .about =
                                 "Knows its own kind by a D in the third round and cooperates with it, defects with "
                                 "most others, and takes turns with unbroken restraint; sixteen states.",
                             .source = "Harper, in Axelrod-Python, trained to take over populations (Moran fixation)",
                             .against = "CDCDDCDCCC",
                             .plays = "CCDDDDDDDC"};
  static constexpr Move opening = C;
  static constexpr std::array edges{
      Edges{{{7, C}, {1, C}}},  Edges{{{11, D}, {11, D}}}, Edges{{{8, D}, {8, C}}},   Edges{{{3, C}, {12, D}}},
      Edges{{{6, C}, {3, C}}},  Edges{{{11, C}, {8, D}}},  Edges{{{13, D}, {14, C}}}, Edges{{{4, D}, {2, D}}},
      Edges{{{14, D}, {8, D}}}, Edges{{{0, C}, {10, D}}},  Edges{{{8, C}, {15, C}}},  Edges{{{6, D}, {5, D}}},
      Edges{{{6, D}, {9, D}}},  Edges{{{9, D}, {8, D}}},   Edges{{{8, D}, {13, D}}},  Edges{{{4, C}, {5, C}}}};
  auto operator<=>(const TF1&) const = default;
};

struct TF2 : Machine<TF2> {
  static constexpr Info info{.name = "tf-2",
                             .about =
                                 "Knows its own kind by two D after a C and cooperates with it, defects with most "
                                 "others, and takes turns with unbroken restraint; fourteen states.",
                             .source = "Harper, in Axelrod-Python, trained to take over populations (Moran fixation)",
                             .against = "CDCDDCDCCC",
                             .plays = "CDDCDDDDCD"};
  static constexpr Move opening = C;
  static constexpr std::array edges{Edges{{{11, D}, {10, D}}}, Edges{{{3, D}, {4, D}}}, Edges{{{12, D}, {7, D}}},
                                    Edges{{{0, C}, {1, D}}},   Edges{{{1, D}, {2, D}}}, Edges{{{10, D}, {2, D}}},
                                    Edges{{{5, D}, {7, D}}},   Edges{{{6, D}, {0, D}}}, Edges{{{2, C}, {13, C}}},
                                    Edges{{{5, D}, {11, D}}},  Edges{{{3, C}, {6, D}}}, Edges{{{5, C}, {8, D}}},
                                    Edges{{{8, D}, {5, D}}},   Edges{{{13, C}, {9, D}}}};
  auto operator<=>(const TF2&) const = default;
};

struct TF3 : Machine<TF3> {
  static constexpr Info info{.name = "tf-3",
                             .about =
                                 "Cooperates with restraint; a D leads it through states of wary D, and a second one "
                                 "in a row makes it defect for ever.",
                             .source = "Harper, in Axelrod-Python, trained to take over populations (Moran fixation)",
                             .against = "CDCDCCDDC",
                             .plays = "CCCDDDCDD"};
  static constexpr Move opening = C;
  static constexpr std::array edges{Edges{{{0, C}, {3, C}}}, Edges{{{5, D}, {0, C}}}, Edges{{{3, C}, {2, D}}},
                                    Edges{{{4, D}, {6, D}}}, Edges{{{3, C}, {1, D}}}, Edges{{{6, C}, {3, D}}},
                                    Edges{{{6, D}, {6, D}}}, Edges{{{7, D}, {5, C}}}};
  auto operator<=>(const TF3&) const = default;
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<TF1>();
  catalogue.add<TF2>();
  catalogue.add<TF3>();
}
