// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT

function addMatchSection() {
  return false;
}
