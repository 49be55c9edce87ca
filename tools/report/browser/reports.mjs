// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
// Reports as the command writes them, and a browser to read them in.
//
//   DETENTE           the command
//   DETENTE_MODULES   the folder of the tests' modules
//   DETENTE_PICTURES  where screenshots are kept
//   CHROMIUM          the browser, /usr/bin/chromium at first
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { chromium } from "playwright-core";

const { DETENTE, DETENTE_MODULES, DETENTE_PICTURES, CHROMIUM = "/usr/bin/chromium" } = process.env;
assert.ok(DETENTE && DETENTE_MODULES && DETENTE_PICTURES, "DETENTE, DETENTE_MODULES and DETENTE_PICTURES must be set");

const designs = {
  tournament: "run --strategies tft,grit,gradual,tf2t,wsls,deterrer,dove,hawk@greedy,opportunist@greedy --rounds 80",
  sweep:
    "sweep --strategies tft,grit,hawk@greedy --over misperception=0,0.02,0.1 --over rounds=40,80 --over start=peace,crisis:5",
  words: "sweep --strategies tft,grit,hawk@greedy --over game=stag-hunt,chicken",
  graded:
    "run --strategies tft,grit-graduated,graded-opportunist,generous-matcher,hawk --game arms-race:levels=6 --rounds 60",
  hostile: `run --strategies tft,grit,hostile,hawk --rounds 30 --module ${join(DETENTE_MODULES ?? "", "hostile.so")}`,
  spirals: "spirals --strategies tft,grit,dove,hawk@greedy --rounds 60",
  search: "search --against tft,grit,dove,hawk@greedy --rounds 60 --states 2",
  worlds:
    "search --against tft,grit,hawk@greedy --rounds 60 --memory 1 --objective ends,cost,peace --over misperception=0.02,0.05",
  silent: "search --against tft,grit,hawk@greedy --rounds 60 --states 1 --objective in-spirals,cost --misperception 0",
  ranked: "search --against tft,grit,dove,hawk@greedy --rounds 60 --states 2 --objective least",
  match: "match tft grit --trace --rounds 90 --misperception 0.1",
  bare: "match tft hawk",
  system: "system cold-war --repetitions 200",
  seat: "system july-1914 --contest Russia --strategies tft,tf2t,grit --repetitions 200",
  misread:
    "system --state A=tft --state B=tft --state C=tft --pledges C>A --misperception 0.01 --impulse A,B,20 --repetitions 200",
  spread: "system --state A=tft --state B=tft --state C=tft --state D=tft --alliances A=B,C=D --contagion",
  coupled:
    "system july-1914 --over ambiguity=0,0.3 --over pledges=none;Germany>Austria:back --credit ambiguity,pledges --repetitions 200",
  evolution:
    "evolve --strategies tft,gtft:generosity=0.33,wsls,grit,hawk,dove,grim --game prisoners-dilemma --population 20,100 --selection 0.1,1",
  neighbours:
    "evolve --strategies tft,grit,hawk --game prisoners-dilemma --dynamics all --structure torus:12x12,8 --update best --block 1,2,3 --walk-length 20000",
  triangle: "evolve --strategies tft,grit,hawk --game prisoners-dilemma",
  crowd: "evolve --misperception 0.05",
  noises: "evolve --strategies tft,gtft,grit,grim,hawk --over misperception=0,0.05,0.1",
  endless: "system --state A=tft --state B=grit --rounds infinite --misperception 0.05",
};

const folder = mkdtempSync(join(tmpdir(), "detente-reports-"));
mkdirSync(DETENTE_PICTURES, { recursive: true });
let browser;

export async function begin() {
  browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
}

export async function end() {
  await browser?.close();
  rmSync(folder, { recursive: true });
}

const made = new Map();

/** The results of a design, and the report on them. */
export function report(name) {
  if (made.has(name)) return made.get(name);
  const words = designs[name].split(" ");
  const options = { maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "ignore"] };
  const text = execFileSync(DETENTE, [...words, "--format", "json"], options).toString();
  const results = join(folder, `${name}.json`);
  const page = join(folder, `${name}.html`);
  writeFileSync(results, text);
  execFileSync(DETENTE, ["report", results, "-o", page], options);
  made.set(name, { results: JSON.parse(text), address: pathToFileURL(page).href });
  return made.get(name);
}

/** Opens a report, reads it with `look(page, results)`, and fails where the page complained or loaded anything. */
export async function read(name, { width = 1280, theme = "light" }, look) {
  const { results, address } = report(name);
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: theme });
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.stack));
  page.on("dialog", (dialog) => complaints.push(`dialog: ${dialog.message()}`) && dialog.dismiss());
  page.on(
    "request",
    (request) =>
      request.url() !== address && !/^(blob|data):/.test(request.url()) && complaints.push(`request: ${request.url()}`),
  );
  await page.goto(address);
  await page.waitForFunction(() => document.documentElement.dataset.ready === "yes");
  await look(page, results);
  assert.deepEqual(complaints, []);
  await context.close();
}

/** Every picture has as many marks as its data have rows. */
export async function expectMarks(page) {
  const figures = await page.$$eval("figure[data-figure]", (found) =>
    found.map((figure) => ({
      name: figure.dataset.figure,
      rows: Number(figure.dataset.rows),
      marks: figure.querySelectorAll(".mark").length,
    })),
  );
  for (const { name, rows, marks } of figures)
    assert.equal(marks, rows, `${name} draws ${marks} marks for ${rows} rows`);
  return new Map(figures.map(({ name, rows }) => [name, rows]));
}

export async function picture(page, name) {
  // A whole page on a screen of that width would be a picture of a hundred megapixels.
  const fullPage = page.viewportSize().width < 2000;
  await page.screenshot({ path: join(DETENTE_PICTURES, `${name}.png`), fullPage });
}
