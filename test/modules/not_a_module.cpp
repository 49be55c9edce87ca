// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
//
// A shared object that is no strategy module.
extern "C" __attribute__((visibility("default"))) int answer();
extern "C" int answer() {
  return 42;
}
