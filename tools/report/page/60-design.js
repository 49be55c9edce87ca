// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT

function addDesignSection() {
  return false;
}
