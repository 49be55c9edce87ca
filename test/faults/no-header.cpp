// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
using namespace detente;
namespace {
struct S {
  static constexpr Info info{
      .name = "no-header", .about = "Includes nothing.", .source = "These tests", .against = "C", .plays = "C"};
  Move play() const { return C; }
  void see(Seen) {}
};
}  // namespace
DETENTE_STRATEGIES(catalogue) {
  catalogue.add<S>();
}
