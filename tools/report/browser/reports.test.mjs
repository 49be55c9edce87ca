// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
// Reports in a browser, as their readers meet them.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";

import { begin, end, expectMarks, picture, read } from "./reports.mjs";

before(begin);
after(end);

const figure = (name) => `[data-figure="${name}"]`;
const texts = (page, selector) => page.$$eval(selector, (found) => found.map((one) => one.textContent));

const looks = ["light", "dark"].flatMap((theme) => [360, 1280, 3840].map((width) => ({ theme, width })));
const fewLooks = [looks[0], looks[4]];
const shown = { tournament: looks, sweep: looks, graded: looks, hostile: looks, search: looks };
for (const name of ["words", "spirals", "worlds", "silent", "ranked", "match", "bare", "system", "seat", "misread"])
  shown[name] = fewLooks;
for (const name of ["coupled", "endless", "spread", "evolution", "triangle", "crowd", "noises", "neighbours"])
  shown[name] = fewLooks;

for (const [name, wanted] of Object.entries(shown))
  for (const { theme, width } of wanted)
    test(`${name}, ${theme}, ${width} pixels wide`, () =>
      read(name, { width, theme }, async (page) => {
        await expectMarks(page);
        const room = await page.evaluate(() => [
          document.documentElement.scrollWidth,
          document.documentElement.clientWidth,
        ]);
        assert.ok(room[0] <= room[1], `the page is ${room[0]} pixels wide`);
        const small = await page.$$eval(
          "figure svg text",
          (all) =>
            all.filter(
              (text) =>
                text.textContent && text.getBoundingClientRect().height > 0 && text.getBoundingClientRect().height < 7,
            ).length,
        );
        assert.equal(small, 0, "texts too small to read");
        const ground = await page.evaluate(() =>
          getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number),
        );
        assert.equal(ground[0] > 128, theme === "light");
        await picture(page, `${name}-${theme}-${width}`);
      }));

test("a tournament's figures are drawn, all of them", () =>
  read("tournament", {}, async (page, results) => {
    const rows = await expectMarks(page);
    const entrants = results.standings.length;
    assert.equal(rows.get("standings") + rows.get("standings-2"), entrants);
    assert.equal(rows.get("pairs"), entrants * entrants);
    assert.equal(rows.get("security"), results.breakers.filter((row) => row.ends !== null && row.cost !== null).length);
    assert.equal(rows.get("recovery"), results.recovery.series.length);
    assert.equal(rows.get("broke"), results.broke.filter((row) => row.proximate !== null).length);
    assert.equal(await page.locator(".card").count(), entrants);
    for (const [index, entrant] of results.entrants.entries())
      if (entrant.automaton)
        assert.equal(
          rows.get(`automaton-${index}`),
          entrant.automaton.edges.filter(({ slip }) => !slip).length,
          entrant.strategy,
        );
    for (const sentence of results.verdict) assert.ok((await page.textContent("#masthead")).includes(sentence));
    assert.equal(await page.textContent("[data-command] code"), results.command);
  }));

test("standings say what the results say", () =>
  read("tournament", {}, async (page, results) => {
    await page.click(`${figure("standings")} [data-tool="table"]`);
    const explained = await page.getAttribute(`${figure("standings")} th:has-text("Cooperation") *[title]`, "title");
    assert.ok(explained.startsWith("How restrained a state is"), explained);
    const names = await texts(page, `${figure("standings")} tbody td:nth-child(4)`);
    assert.deepEqual(
      names,
      results.standings.filter((row) => row.motive === "game").map((row) => row.strategy),
    );
    const scores = await texts(page, `${figure("standings")} tbody td:nth-child(7)`);
    assert.deepEqual(
      scores,
      results.standings.filter((row) => row.motive === "game").map((row) => row.score.toFixed(3)),
    );
    await page.click(`${figure("standings")} th:nth-child(4) button`);
    assert.deepEqual(await texts(page, `${figure("standings")} tbody td:nth-child(4)`), [...names].sort());
    assert.equal(await page.getAttribute(`${figure("standings")} th:nth-child(4)`, "aria-sort"), "ascending");
    await page.click(`${figure("standings")} th:nth-child(4) button`);
    assert.deepEqual(await texts(page, `${figure("standings")} tbody td:nth-child(4)`), [...names].sort().reverse());
    await page.click(`${figure("standings")} [data-tool="table"]`);
    assert.equal(await page.locator(`${figure("standings")} table`).count(), 0);
  }));

/** Saves both files of a figure, and says what is wrong with them. */
async function expectFiles(page, name, rows) {
  const saved = async (tool) => {
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.click(`${figure(name)} [data-tool="${tool}"]`),
    ]);
    assert.equal(file.suggestedFilename(), `detente-${name}.${tool}`);
    return readFileSync(await file.path(), "utf8");
  };
  const problem = await page.evaluate(
    (text) => {
      const root = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
      if (root.nodeName !== "svg") return root.textContent;
      return text.match(/var\(--|class=|currentcolor/i)?.[0] ?? null;
    },
    await saved("svg"),
  );
  assert.equal(problem, null, name);
  const lines = (await saved("csv")).trimEnd().split("\n");
  assert.equal(lines.length, (name === "recovery" ? 100 * rows : rows) + 1, name);
}

test("every figure can be taken away, as a picture and as numbers", async () => {
  let figures = [];
  await read("tournament", {}, async (page) => {
    figures = await page.$$eval("figure[data-figure]", (found) =>
      found.map((one) => [one.dataset.figure, Number(one.dataset.rows)]),
    );
  });
  // Chromium asks after ten files of one page.
  for (let first = 0; first < figures.length; first += 5)
    await read("tournament", { theme: "dark" }, async (page) => {
      for (const [name, rows] of figures.slice(first, first + 5)) await expectFiles(page, name, rows);
      assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), undefined);
    });
});

test("pairs show another measure and another order", () =>
  read("tournament", {}, async (page) => {
    const fills = () =>
      page.$$eval(`${figure("pairs")} .mark`, (marks) =>
        marks.map((one) => one.getAttribute("fill") ?? one.style.fill),
      );
    const first = await fills();
    for (const measure of ["cooperation", "peace", "conflict", "episode_length"]) {
      const former = await fills();
      await page.click(`${figure("pairs")} [data-choice="${measure}"]`);
      assert.notDeepEqual(await fills(), former, measure);
      await expectMarks(page);
    }
    await page.click(`${figure("pairs")} [data-choice="score"]`);
    assert.deepEqual(await fills(), first);
    const rowNames = () => texts(page, `${figure("pairs")} .row-name`);
    for (const order of ["name", "likeness", "rank"]) {
      const former = await rowNames();
      await page.click(`${figure("pairs")} [data-choice="${order}"]`);
      assert.notDeepEqual(await rowNames(), former, order);
      await expectMarks(page);
    }
  }));

test("a pair leads to its match, by keys alone", () =>
  read("tournament", {}, async (page) => {
    await page.focus(`${figure("pairs")} svg[tabindex]`);
    for (const key of ["Home", "ArrowRight", "ArrowDown", "ArrowRight"]) await page.keyboard.press(key);
    const reading = await page.textContent(`${figure("pairs")} .reading`);
    assert.match(reading, / against .*score/);
    await page.keyboard.press("Enter");
    const focused = await page.evaluate(() => document.activeElement.closest("figure")?.dataset.figure);
    assert.equal(focused, "match");
  }));

test("matches are read round by round", () =>
  read("tournament", {}, async (page, results) => {
    await page.focus(`${figure("match")} svg[tabindex]`);
    await page.keyboard.press("Home");
    assert.match(await page.textContent(`${figure("match")} .reading`), /^Round 1[:.]/);
    await page.keyboard.press("ArrowRight");
    assert.match(await page.textContent(`${figure("match")} .reading`), /^Round 2[:.]/);
    await page.keyboard.press("End");
    assert.match(await page.textContent(`${figure("match")} .reading`), /^Round 80[:.]/);
    assert.ok(results.traces.length > 0);
    const rows = await expectMarks(page);
    assert.equal(rows.get("match"), 160);
    const selects = page.locator(`${figure("match")} select`);
    for (let index = 0; index < (await selects.count()); ++index) {
      const options = await selects.nth(index).locator("option").count();
      if (options > 1) await selects.nth(index).selectOption({ index: options - 1 });
      await expectMarks(page);
    }
  }));

test("curves come and go", () =>
  read("tournament", {}, async (page) => {
    const chosen = () => page.locator(`${figure("recovery")} .curve.chosen`).count();
    const first = await chosen();
    await page.click(`${figure("recovery")} [aria-pressed="true"]`);
    assert.equal(await chosen(), first - 1);
    await page.click(`${figure("recovery")} [data-choice="hawk@greedy"]`).catch(() => {});
    await page.click(`${figure("recovery")} .curves [aria-pressed="false"]`);
    assert.ok((await chosen()) >= first);
    await expectMarks(page);
  }));

test("a sweep turns its axes", () =>
  read("sweep", {}, async (page, results) => {
    const rows = await expectMarks(page);
    assert.equal(rows.get("sweep-score"), 3 * 3 * 2);
    assert.equal(results.points.length, 12);
    await page.selectOption('[data-control="across"]', "rounds");
    assert.equal((await expectMarks(page)).get("sweep-score"), 3 * 2 * 3);
    await page.selectOption('[data-control="panels"]', "start");
    assert.equal((await expectMarks(page)).get("sweep-score"), 3 * 2 * 2);
    await page.setViewportSize({ width: 500, height: 900 });
    await page.waitForTimeout(200);
    await expectMarks(page);
  }));

test("what was found is chosen by points, keys, rows and names", () =>
  read("search", {}, async (page, results) => {
    const found = results.front;
    const last = found.length - 1;
    const rows = await expectMarks(page);
    assert.equal(rows.get("front"), found.length + results.field.length);
    assert.ok((await page.textContent("#masthead")).includes(`Of all ${results.space.minimal} different automata`));
    const chosen = () => page.textContent(".find h3");
    const pressed = () => texts(page, `${figure("front")} td [aria-pressed="true"]`);
    const expectChosen = async (place) => {
      assert.equal(await chosen(), found[place].automaton);
      assert.deepEqual(await pressed(), [found[place].automaton]);
      assert.equal(await page.inputValue('[data-control="find"]'), String(place + 1));
      await expectMarks(page);
    };
    await expectChosen(0);
    await page.selectOption('[data-control="find"]', String(last + 1));
    await expectChosen(last);
    await page.click(`${figure("front")} td button:text-is("${found[1].automaton}")`);
    await expectChosen(1);
    assert.equal(await page.evaluate(() => document.activeElement.textContent), found[1].automaton, "focus stays");
    await page
      .locator(`${figure("front")} .mark`)
      .nth(2)
      .dispatchEvent("click");
    await expectChosen(2);
    await page.focus(`${figure("front")} svg[tabindex]`);
    const met = new Set();
    await page.keyboard.press("Home");
    for (let step = 0; step < rows.get("front"); ++step) {
      met.add((await page.textContent(`${figure("front")} .reading`)).split(":")[0]);
      await page.keyboard.press("ArrowRight");
    }
    const names = [...found.map((one) => one.automaton), ...results.field.map((one) => one.strategy)];
    assert.deepEqual([...met].sort(), names.sort());
    await page.click(`${figure("front")} th:nth-child(2) button`);
    assert.equal(await page.getAttribute(`${figure("front")} th:nth-child(2)`, "aria-sort"), "ascending");
    await expectFiles(page, "front", rows.get("front"));
    await expectFiles(page, "automaton", await page.locator(`${figure("automaton")} .mark`).count());
  }));

test("what was found shows its automaton, as its text says", () =>
  read("search", {}, async (page, results) => {
    for (const [place, { automaton }] of results.front.entries()) {
      await page.selectOption('[data-control="find"]', String(place + 1));
      const plays = automaton.split("_").map((state) => state.split("/")[0]);
      const drawn = await texts(page, `${figure("automaton")} .state > text`);
      assert.deepEqual(drawn.sort(), plays.sort(), automaton);
    }
  }));

test("what was found over several worlds is told of each, and of two columns of three", () =>
  read("worlds", {}, async (page, results) => {
    const lines = await texts(page, ".find-worlds tbody td:first-child");
    assert.deepEqual(lines, results.worlds);
    const title = () => page.textContent(`${figure("front")} .axis-title`);
    const former = await title();
    await page.selectOption('[data-control="across"]', "peace");
    assert.notEqual(await title(), former);
    await expectMarks(page);
  }));

test("a search in a world without spirals draws what has values", () =>
  read("silent", {}, async (page, results) => {
    assert.ok([...results.front, ...results.field].every((row) => row.ends === null));
    assert.ok((await expectMarks(page)).size > 0);
    assert.doesNotMatch(await page.textContent("#best"), /Not drawn/);
  }));

test("one column alone is ranked", () =>
  read("ranked", {}, async (page, results) => {
    const all = [...results.front, ...results.field].filter((row) => row.least !== null);
    assert.equal((await expectMarks(page)).get("ranking"), all.length);
    const told = await texts(page, `${figure("ranking")} .mark text.quiet`);
    assert.deepEqual(
      told.map(parseFloat),
      [...told.map(parseFloat)].sort((a, b) => b - a),
    );
    assert.match(await page.textContent("#masthead"), /no other has a better value in least/);
  }));

test("the other theme is a click away, and so is every section", () =>
  read("tournament", {}, async (page) => {
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await ground();
    await page.click('[data-tool="theme"]');
    assert.notEqual(await ground(), light);
    await page.click('[data-tool="theme"]');
    assert.equal(await ground(), light);
    for (const address of await page.$$eval("#sections a", (links) => links.map((link) => link.getAttribute("href")))) {
      await page.click(`#sections a[href="${address}"]`);
      assert.equal(await page.locator(`section${address} h2`).count(), 1, address);
    }
  }));

test("paper shows everything, and in light", () =>
  read("tournament", { theme: "dark" }, async (page) => {
    await page.emulateMedia({ media: "print" });
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    assert.equal(await page.locator("#sections").isVisible(), false);
    assert.equal(await page.locator(figure("pairs")).isVisible(), true);
    assert.match(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), /25\d/);
  }));

test("names and sentences are text, never markup", () =>
  read("hostile", {}, async (page, results) => {
    const entrant = results.entrants.find((one) => one.strategy === "hostile");
    const body = await page.textContent("main");
    assert.ok(body.includes(entrant.about), "the sentence is told as it is");
    assert.ok(!/taken/.test(await page.title()));
    assert.equal(await page.locator("script").count(), 4);
    assert.equal(await page.locator("main img, main b").count(), 0);
  }));

test("what is no results is told, in words", () =>
  read("bare", {}, async (page) => {
    assert.match(await page.textContent("#match"), /--trace/);
  }));

test("a system is a graph over time", () =>
  read("system", {}, async (page, results) => {
    const rows = await expectMarks(page);
    const { states, fronts, pledges } = results.design;
    assert.equal(rows.get("system"), states.length + fronts.length);
    assert.equal(rows.get("fronts"), fronts.length);
    assert.equal(rows.get("strength-over-time"), states.length);
    assert.equal(await page.locator("path.pledge").count(), pledges.length);
    for (const sentence of results.verdict) assert.ok((await page.textContent("#masthead")).includes(sentence));
    await page.click(`${figure("system")} [data-tool="table"]`);
    const strengths = () => texts(page, `${figure("system")} tbody tr:has(td:text-is("state")) td:nth-child(5)`);
    const told = (index) => results.course.states.map(({ strength }) => strength[index].toFixed(2));
    assert.deepEqual(
      await strengths(),
      states.map(({ strength }) => strength.toFixed(2)),
    );
    const last = results.course.rounds.length - 1;
    const slider = page.locator(`${figure("system")} [data-tool="round"]`);
    await slider.focus();
    await page.keyboard.press("End");
    assert.deepEqual(await strengths(), told(last));
    assert.equal(await slider.getAttribute("aria-valuetext"), `round ${results.course.rounds[last]}`);
    await page.keyboard.press("ArrowLeft");
    assert.deepEqual(await strengths(), told(last - 1));
    await page.click(`${figure("system")} [data-tool="whole"]`);
    assert.deepEqual(
      await strengths(),
      states.map(({ strength }) => strength.toFixed(2)),
    );
  }));

test("figures of systems can be taken away", async () => {
  for (const name of ["seat", "misread", "coupled", "spread"])
    await read(name, {}, async (page) => {
      for (const [key, rows] of await expectMarks(page))
        if (!key.endsWith("-over-time")) await expectFiles(page, key, rows);
    });
});

test("an evolution answers first, and shows the world that is chosen", () =>
  read("evolution", {}, async (page, results) => {
    const rows = await expectMarks(page);
    const count = results.strategies.length;
    for (const sentence of results.verdict) assert.ok((await page.textContent("#masthead")).includes(sentence));
    assert.equal(rows.get("long-run"), count);
    assert.equal(rows.get("ladder"), count - 1);
    assert.equal(rows.get("chances"), count * (count - 1));
    assert.equal(rows.get("ecological"), count);
    assert.equal(rows.get("world-by-selection"), 2);
    assert.equal(rows.get("world-by-population"), 2);
    const expectWorld = async ({ peace, strategies, invasions, way_out }) => {
      const told = await page.textContent('[data-text="world"]');
      assert.ok(told.includes(`at peace in ${(100 * peace).toFixed(1)}% of rounds`), told);
      const names = await texts(page, `${figure("long-run")} tbody td:first-child`);
      assert.equal(names[0], [...strategies].sort((a, b) => b.share - a.share)[0].strategy);
      const wayOut = await page.locator(`${figure("invasions")} .mark.way-out`).count();
      assert.equal(wayOut, way_out.length - 1);
      const favoured = invasions.filter((one) => one.favoured === "yes").length;
      assert.ok((await page.locator(`${figure("invasions")} path.mark`).count()) >= favoured);
    };
    await page.click(`${figure("long-run")} [data-tool="table"]`);
    await expectWorld(results.worlds[0]);
    const last = results.worlds.length - 1;
    await page.locator('#invasions [data-control="world"]').selectOption(String(last));
    assert.equal(await page.inputValue('#long-run [data-control="world"]'), String(last), "one choice for all");
    await expectWorld(results.worlds[last]);
    await expectMarks(page);
  }));

test("an evolution is read by keys, sorted, and taken away", () =>
  read("evolution", {}, async (page) => {
    const rows = await expectMarks(page);
    await page.focus(`${figure("ladder")} svg[tabindex]`);
    await page.keyboard.press("Home");
    const first = await page.textContent(`${figure("ladder")} .reading`);
    await page.keyboard.press("ArrowDown");
    assert.notEqual(await page.textContent(`${figure("ladder")} .reading`), first);
    assert.equal(await page.locator(`${figure("ladder")} .mark.pointed`).count(), 1);
    await page.click(`${figure("ladder")} [data-tool="table"]`);
    assert.ok((await texts(page, `${figure("ladder")} tbody td:nth-child(2)`)).includes("never"));
    await page.click(`${figure("ladder")} th:nth-child(4) button`);
    assert.equal(await page.getAttribute(`${figure("ladder")} th:nth-child(4)`, "aria-sort"), "ascending");
    await page.click(`${figure("ecological")} [data-choice="log"]`);
    await expectMarks(page);
    for (const name of ["long-run", "ladder", "invasions", "chances", "world-by-selection"])
      await expectFiles(page, name, rows.get(name));
  }));

test("three strategies are a triangle, with the rest points in it", () =>
  read("triangle", {}, async (page) => {
    assert.equal((await expectMarks(page)).get("triangle"), 6);
    assert.ok((await page.locator(`${figure("triangle")} path.flow-line`).count()) > 40);
    assert.equal(await page.locator(`${figure("triangle")} .mark.stable`).count(), 2);
    await expectFiles(page, "triangle", 6);
  }));

test("a crowded graph of invasions shows all its arrows on demand", () =>
  read("crowd", {}, async (page, results) => {
    const few = (await expectMarks(page)).get("invasions");
    await page.click(`${figure("invasions")} [data-choice="all"]`);
    const favoured = results.worlds[0].invasions.filter((one) => one.favoured === "yes").length;
    const all = (await expectMarks(page)).get("invasions");
    assert.ok(all > few);
    assert.ok(all >= favoured + results.strategies.length);
  }));

test("neighbours, mutation rates and walks have figures of their own", () =>
  read("neighbours", {}, async (page, results) => {
    const marks = await expectMarks(page);
    for (const name of ["mutation", "blocks", "walk"])
      assert.ok(
        [...marks.keys()].some((key) => key.includes(name)),
        `${name} among ${[...marks.keys()].join(", ")}`,
      );
    assert.equal(results.structure.blocks.length, 6);
  }));

test("a sweep of an evolution has one world per point", () =>
  read("noises", {}, async (page, results) => {
    assert.equal((await expectMarks(page)).get("world-over"), results.points.length);
    assert.match(await page.textContent("#masthead"), /at peace in/);
    await expectFiles(page, "world-over", results.points.length);
  }));
