// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
/** pairs.parquet holds what pairs.csv holds, as DuckDB reads both. $DETENTE is the command. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

const folder = mkdtempSync(join(tmpdir(), "detente-columns-"));
after(() => rmSync(folder, { recursive: true }));

const readBack = (parquet, csv) =>
  spawnSync(process.execPath, [fileURLToPath(new URL("read_back.mjs", import.meta.url)), parquet, csv], { encoding: "utf8" });

const designs = {
  sampled: ["--field", "axelrod-1981", "--repetitions", "30"],
  exact: ["--field", "random:memory-one,n=120,seed=3"],
  levels: ["--game", "arms-race", "--field", "graded"],
  check: ["--engine", "check", "--repetitions", "30"],
  schedule: ["--misperception", "1-50:0.2,51-200:0.01", "--repetitions", "30"],
};

for (const [name, words] of Object.entries(designs))
  test(`pairs of a design that is ${name}`, () => {
    const output = join(folder, name);
    const played = spawnSync(
      process.env.DETENTE,
      ["run", ...words, "--show", "standings", "--pairs", "csv,parquet", "--output", output],
      { encoding: "utf8" },
    );
    assert.equal(played.status, 0, played.stderr);
    const [parquet, csv] = [join(output, "pairs.parquet"), join(output, "pairs.csv")];
    const same = readBack(parquet, csv);
    assert.equal(same.status, 0, same.stdout + same.stderr);
    const lines = readFileSync(csv, "utf8");
    writeFileSync(csv, lines.replace(/\.(\d)(\d*)\n$/, (_, digit, rest) => `.${(Number(digit) + 1) % 10}${rest}\n`));
    if (readFileSync(csv, "utf8") !== lines) assert.equal(readBack(parquet, csv).status, 1);
  });
