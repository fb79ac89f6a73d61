// Runs a flow of the self-service in Chromium and prints, as JSON, what was seen and what is wrong with it: console errors, requests
// elsewhere, answers of 500 and more, violations that axe finds, sideways scrolling.
//
//   node flow.mjs CHROMIUM ADDRESS FOLDER-FOR-PICTURES FLOW.mjs ['{"args":"of the flow"}']
//
// A flow exports a default function and gets a Visit:
//
//   export default async visit => {
//     await visit.logIn('operaattori');
//     await visit.see('home');                        // axe, and a picture in the flow's language, width and colours
//     await visit.click('Tehtävä'); await visit.fill('Nimi', 'x'); await visit.send('Lähetä');
//     visit.expect(await visit.text('h1'), 'Valmis');
//     await visit.everywhere('done', '/done');        // one address in fi, sv, en at 400 and 1280 px, some of them dark
//   };
import { chromium } from 'playwright-core';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import fs from 'node:fs';
import path from 'node:path';

const [executablePath, address, folder, file, args = '{}'] = process.argv.slice(2);
const axe = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const languages = ['fi', 'sv', 'en'];
const widths = [1280, 400];
const widest = 1600;

// Milliseconds. What a page does may wait for a busy machine: only one that never ends is a fault.
const patience = 240_000;
const schemes = ['light', 'dark'];

// Each language in both widths, each width light and dark; with "all" in the arguments every combination.
const some = ['fi-1280-light', 'fi-400-dark', 'sv-1280-dark', 'sv-400-dark', 'en-1280-light', 'en-400-light'];

class Visit {
  pages = [];
  faults = [];

  constructor(browser, given) { Object.assign(this, { browser, given }); }

  // A browser of its own, as another user has.
  async begin({ lang = 'fi', width = 1280, colorScheme = 'light' } = {}) {
    await this.context?.close();
    // The content policy keeps axe's text from being run in a page, as it must: the test alone passes by it.
    this.context = await this.browser.newContext({ viewport: { width, height: 900 }, locale: lang, colorScheme, bypassCSP: false, acceptDownloads: true });
    this.context.setDefaultTimeout(patience);
    this.page = await this.context.newPage();
    this.lang = lang;
    this.listen(this.page);
    return this;
  }

  listen(page) {
    page.on('console', message => { if (['error', 'warning'].includes(message.type()) && !this.allows(message.text())) this.faults.push(`console ${message.type()}: ${message.text()}`); });
    page.on('pageerror', error => this.faults.push(`script: ${error.message}`));
    page.on('request', request => { if (!request.url().startsWith(address) && !request.url().startsWith(this.given.provider)) this.faults.push(`asks elsewhere: ${request.url()}`); });
    page.on('response', response => { if (response.status() >= 500 && !this.allowed.has(response.status())) this.faults.push(`${response.status()} ${response.url()}`); });
  }

  allowed = new Set();

  // A status that a step is meant to have: a browser writes it to its console too.
  allow(...statuses) { for (const status of statuses) this.allowed.add(status); }

  allows(text) { return [...this.allowed].some(status => text.includes(`status of ${status}`)); }

  async open(at) { await this.page.goto(address + at, { waitUntil: 'load' }); }

  async logIn(user, at = '/login') {
    if (!this.page) await this.begin();
    await this.open(at);
    await this.page.getByLabel('User').fill(user);
    await this.page.getByLabel('Code of the second step').fill(this.given.code);
    await this.page.getByRole('button', { name: 'Log in', exact: true }).click();
    await this.page.waitForURL(url => url.href.startsWith(address));
  }

  async fill(label, value) { await this.page.getByLabel(label).fill(value); }

  async choose(label, value) { await this.page.getByLabel(label).selectOption(value); }

  async pick(label) { await this.page.getByRole('radio', { name: label, exact: true }).check(); }

  async tick(label) { await this.page.getByLabel(label).check(); }

  async click(name) { await this.page.getByRole('link', { name }).first().click(); await this.page.waitForLoadState('load'); }

  async send(name) { await this.page.getByRole('button', { name }).first().click(); await this.page.waitForLoadState('load'); }

  // Clicks a link that gives a file, and keeps it in the folder that the test has for it.
  async download(name, link) {
    const [file] = await Promise.all([this.page.waitForEvent('download'), this.page.getByRole('link', { name: link }).click()]);
    const kept = path.join(this.given.downloads, name);
    await file.saveAs(kept);
    return kept;
  }

  async text(selector) { return (await this.page.locator(selector).first().innerText()).trim(); }

  expect(actual, expected) {
    const fits = expected instanceof RegExp ? expected.test(actual) : actual === expected;
    if (!fits) throw new Error(`${this.page.url()}: expected ${expected}, found ${JSON.stringify(actual)}`);
  }

  // Looks at the page as it is, and keeps a picture of it.
  async see(name, { checks = true, whole = true } = {}) {
    const { width } = this.page.viewportSize();
    const scheme = await this.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
    const picture = `${name}-${this.lang}-${width}-${scheme}.png`;
    const faults = await this.page.evaluate(inspect, this.lang);
    if (checks) faults.push(...await this.axe());
    await this.page.screenshot({ path: path.join(folder, picture), fullPage: whole });
    if (width === widths[0]) {
      // Wider yet, without a picture.
      await this.page.setViewportSize({ width: widest, height: 900 });
      faults.push(...(await this.page.evaluate(inspect, this.lang)).map(fault => `${widest} px: ${fault}`));
      await this.page.setViewportSize({ width, height: 900 });
    }

    this.pages.push({ picture, at: this.page.url().slice(address.length), title: await this.page.title(), faults });
  }

  // The page as it is in every width and colours, for one that comes only as the answer to a form; it is not loaded again.
  async asItIs(name) {
    for (const colorScheme of schemes) {
      await this.page.emulateMedia({ colorScheme });
      for (const width of widths) {
        await this.page.setViewportSize({ width, height: 900 });
        await this.see(name, { checks: this.lang === languages[0] });
      }
    }

    await this.page.emulateMedia({ colorScheme: schemes[0] });
    await this.page.setViewportSize({ width: widths[0], height: 900 });
  }

  // The same address in every language and width, light and dark; the session is kept. "whole": the picture has more than the first screen.
  async everywhere(name, at, { whole = true } = {}) {
    const before = this.lang;
    for (const colorScheme of schemes) {
      await this.page.emulateMedia({ colorScheme });
      for (const width of widths) {
        await this.page.setViewportSize({ width, height: 900 });
        for (const lang of languages) {
          if (!this.given.all && !some.includes(`${lang}-${width}-${colorScheme}`)) continue;
          this.lang = lang;
          await this.open(`${at}${at.includes('?') ? '&' : '?'}lang=${lang}`);

          // What axe finds does not depend on the language.
          await this.see(name, { checks: lang === languages[0], whole });
        }
      }
    }

    this.lang = before;
    await this.page.emulateMedia({ colorScheme: 'light' });
    await this.page.setViewportSize({ width: widths[0], height: 900 });
    await this.open(`${at}${at.includes('?') ? '&' : '?'}lang=${before}`);
  }

  async axe() {
    // Evaluated by the browser's debugger, which the page's content policy does not concern.
    await this.page.evaluate(axe);
    const found = await this.page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
    return found.violations.map(violation => `axe ${violation.id}: ${violation.nodes.map(node => node.html.slice(0, 200)).join(' | ')}`);
  }

  // Every control is reached by Tab, in the order of the page, and shows that it has the focus.
  async keyboard() {
    const count = await this.page.evaluate(() => {
      const seen = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')].filter(each => each.checkVisibility());

      // Of radio buttons that belong together, Tab reaches the chosen one; the arrows change it.
      const isFirst = each => [...document.getElementsByName(each.name)].find(other => other.form === each.form) === each;
      return seen.filter(each => each.type !== 'radio' || isFirst(each)).length;
    });
    await this.page.evaluate(() => { document.activeElement?.blur(); scrollTo(0, 0); });
    for (let i = 0; i < count; i++) {
      await this.page.keyboard.press('Tab');
      const focus = await this.page.evaluate(() => {
        const style = getComputedStyle(document.activeElement);
        return { text: document.activeElement.textContent || document.activeElement.name, body: document.activeElement === document.body, shown: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 };
      });
      if (focus.body) { this.faults.push(`${this.page.url()}: Tab ${i + 1} reaches nothing`); break; }
      if (!focus.shown) this.faults.push(`${this.page.url()}: the focus on "${focus.text}" cannot be seen`);
    }
  }
}

function inspect(lang) {
  const faults = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) faults.push(`scrolls sideways: ${root.scrollWidth} of ${root.clientWidth}`);
  if (root.lang !== lang) faults.push(`the page is in ${root.lang}`);
  if (document.querySelectorAll('h1').length !== 1) faults.push('not one h1');
  for (const cell of document.querySelectorAll('.stacks td')) if (!cell.dataset.label) faults.push('a cell has no label');
  return faults;
}

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
const visit = new Visit(browser, JSON.parse(args));
let failure = null;
try {
  await visit.begin();
  const flow = await import(pathToFileURL(path.resolve(file)).href);
  await flow.default(visit);
} catch (error) {
  failure = `${error.message}\n${await visit.page?.evaluate(() => document.body.innerText).catch(() => '')}`;
  await visit.page?.screenshot({ path: path.join(folder, 'failure.png'), fullPage: true }).catch(() => {});
} finally {
  await browser.close();
}
console.log(JSON.stringify({ failure, faults: visit.faults, pages: visit.pages }));
