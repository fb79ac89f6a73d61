// Opens pages of the status site in Chromium and prints, as JSON, what is wrong with each: one entry a page, language, width and colour scheme.
//
//   node page.mjs CHROMIUM ADDRESS FOLDER-FOR-PICTURES PATH...
import { chromium } from 'playwright-core';
import path from 'node:path';

const [executablePath, address, folder, ...paths] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
const found = [];
try {
  for (const colorScheme of ['light', 'dark']) {
    for (const lang of ['fi', 'sv', 'en']) {
      for (const width of [1280, 400]) {
        const context = await browser.newContext({ viewport: { width, height: 900 }, locale: lang, colorScheme, javaScriptEnabled: true });
        for (const at of paths) {
          found.push(await look(context, at, lang, width, colorScheme));
        }
        await context.close();
      }
    }
  }
} finally {
  await browser.close();
}
console.log(JSON.stringify(found));

async function look(context, at, lang, width, colorScheme) {
  const page = await context.newPage();
  const faults = [];
  page.on('console', message => faults.push(`console ${message.type()}: ${message.text()}`));
  page.on('pageerror', error => faults.push(`script: ${error.message}`));
  page.on('request', request => { if (!request.url().startsWith(address)) faults.push(`asks elsewhere: ${request.url()}`); });
  page.on('response', response => { if (response.status() !== 200) faults.push(`${response.status()} ${response.url()}`); });
  await page.goto(address + at, { waitUntil: 'load' });
  const name = `${(at.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '') || 'overview')}-${lang}-${width}-${colorScheme}.png`;
  await page.screenshot({ path: path.join(folder, name), fullPage: true });
  const seen = await page.evaluate(inspect);
  faults.push(...seen.faults);
  if (seen.lang !== lang) faults.push(`the page is in ${seen.lang}`);

  // The order of links is that of the page, in every language.
  if (lang === 'fi') faults.push(...await keyboard(page, seen.links));
  await page.close();
  return { at, lang, width, colorScheme, picture: name, title: seen.title, messages: seen.messages, links: seen.links, charts: seen.charts, faults };
}

// Each link is reached by Tab, in the order of the page, and shows that it is.
async function keyboard(page, links) {
  const faults = [];
  for (let i = 0; i < links; i++) {
    await page.keyboard.press('Tab');
    const focus = await page.evaluate(() => {
      const element = document.activeElement;
      const style = getComputedStyle(element);
      return { index: [...document.links].indexOf(element), text: element.textContent, shown: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 };
    });
    if (focus.index !== i) { faults.push(`Tab ${i + 1} is at link ${focus.index + 1} (${focus.text})`); break; }
    if (!focus.shown) faults.push(`the focus on "${focus.text}" cannot be seen`);
  }
  return faults;
}

function inspect() {
  const faults = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) faults.push(`scrolls sideways: ${root.scrollWidth} of ${root.clientWidth}`);
  const parse = color => { const [r, g, b, a = 1] = color.match(/[\d.]+/g).map(Number); return { r, g, b, a }; };
  const light = ({ r, g, b }) => [r, g, b].map(v => v / 255).map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4).reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = element => {
    for (let at = element; at; at = at.parentElement) {
      const color = parse(getComputedStyle(at).backgroundColor);
      if (color.a === 1) return color;
    }
    return { r: 255, g: 255, b: 255 };
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const element = node.parentElement;
    if (!node.textContent.trim() || element.closest('title') || !element.getClientRects().length) continue;
    const style = getComputedStyle(element);
    const [a, b] = [light(parse(element.closest('svg') ? style.fill : style.color)), light(behind(element))];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (contrast < 4.5) faults.push(`contrast ${contrast.toFixed(2)}: ${node.textContent.trim()}`);
  }
  for (const svg of document.querySelectorAll('svg:not([aria-hidden])')) if (!svg.querySelector('title')?.textContent.trim()) faults.push('a chart has no text');
  for (const cell of document.querySelectorAll('td')) if (!cell.dataset.label) faults.push('a cell has no label');
  if (document.querySelectorAll('h1').length !== 1) faults.push('not one h1');
  if (document.scripts.length) faults.push('there is a script');
  const messages = [...document.querySelectorAll('.alerts .message')].map(message => ({ lang: message.closest('[lang]').lang, text: message.textContent }));
  return { faults, messages, lang: root.lang, title: document.title, links: document.links.length, charts: document.querySelectorAll('svg').length };
}
