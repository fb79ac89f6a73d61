// 50 users, each with cookies of its own, one page a second each. Prints the times of pages and exits with 1 when 5 % of them take 300 ms.
//
//   node self-service.mjs ADDRESS SECONDS
const [address, seconds] = [process.argv[2], Number(process.argv[3])];
const kinds = [
  ...Array(20).fill('kunta'), ...Array(15).fill('asiakas'), ...Array(10).fill('operaattori'), ...Array(5).fill('tarkastaja'),
];
const times = new Map();
const all = [];
let bytes = 0, searches = 0, failures = 0;

class Browser {
  cookies = new Map();

  async ask(place, form) {
    const url = new URL(place, this.at ?? address);
    const began = performance.now();
    const answer = await fetch(url, {
      method: form ? 'POST' : 'GET', redirect: 'manual', body: form ? new URLSearchParams(form) : undefined,
      headers: { cookie: [...this.cookies].filter(([, value]) => value).map(pair => pair.join('=')).join('; '), 'accept-language': 'fi' },
    });
    const body = await answer.text();
    for (const cookie of answer.headers.getSetCookie()) {
      const [name, value] = cookie.split(';')[0].split(/=(.*)/s);
      this.cookies.set(name, value);
    }

    this.at = url.href;
    return { status: answer.status, place: answer.headers.get('location'), body, took: performance.now() - began, path: url.pathname };
  }

  async open(place, form) {
    let seen = await this.ask(place, form);
    for (let hops = 0; seen.place && hops < 10; hops++) seen = await this.ask(seen.place);
    return seen;
  }

  /** Sends the form of a page with its own values and those given. */
  send(seen, action, fields) {
    const text = [...seen.body.matchAll(/<form[^>]*action="([^"]*)".*?<\/form>/gs)].find(form => action.test(form[1]));
    if (!text) throw new Error(`no form to ${action} in ${this.at}`);
    const own = [...text[0].matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(([, name, value]) => [name, decode(value)]);
    return this.open(decode(text[1]), { ...Object.fromEntries(own), ...fields });
  }
}

const decode = text => text.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#x2B;', '+').replaceAll('&#xE4;', 'ä');
const links = seen => [...new Set([...seen.body.matchAll(/href="(\/[^"#?]*)[^"]*"/g)].map(link => decode(link[1])))]
  .filter(link => !/log|\.css|\.svg|\.js|download|file/.test(link));

async function live(kind, number, until) {
  const browser = new Browser();
  const login = await browser.open('/login');
  const home = await browser.send(login, /authorize/, { user: kind, code: '123456' });
  let known = links(home);
  if (known.length === 0) throw new Error(`${kind}: no tasks: ${home.status} ${browser.at}`);
  browser.at = address;
  await new Promise(done => setTimeout(done, Math.random() * 1000));
  for (let turn = 0; performance.now() < until; turn++) {
    try {
      const place = known[Math.floor(Math.random() * known.length)];
      const seen = await browser.ask(place);
      browser.at = address;
      const name = place.replace(/\/[^/]*\d[^/]*/g, '/…');
      (times.get(name) ?? times.set(name, []).get(name)).push(seen.took);
      all.push(seen.took);
      bytes += seen.body.length;
      if (seen.status >= 400) { failures++; console.error(`${place}: ${seen.status}`); known = known.filter(link => link !== place); }
      known = [...new Set([...known, ...links(seen)])].slice(0, 60);
      if (kind === 'kunta' && number % 5 === 0 && turn % 20 === 3) {
        await search(browser);
        searches++;
      }
    } catch (failure) {
      failures++;
      if (failures < 5) console.error(failure);
    }

    await new Promise(done => setTimeout(done, 1000));
  }
}

/** Counts those of one age for a task, waits for the count, and has the list made. */
async function search(browser) {
  const page = await browser.open('/residents');
  browser.at = address;
  const task = (page.body.match(/name="task"[^>]*value="([^"]*merkki|[^"]*onnittelut[^"]*)"/) ?? [])[1];
  let seen = await browser.send(page, /^\/residents$|\/picks/, { task, kind: 'ages', ageFrom: '70', ageTo: '70' });
  const place = new URL(browser.at).pathname.replace('/progress', '');
  for (let look = 0; look < 20 && !/action="[^"]*\/list"/.test(seen.body); look++) {
    await new Promise(done => setTimeout(done, 500));
    seen = await browser.open(place);
  }

  await browser.send(seen, /\/list$/, {});
  browser.at = address;
}

const until = performance.now() + seconds * 1000;
await Promise.all(kinds.map((kind, number) => live(kind, number, until)));
const at = (list, part) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * part))];
for (const [name, list] of [...times].sort((a, b) => b[1].length - a[1].length).slice(0, 25)) {
  console.log(`${name.padEnd(42)} ${String(list.length).padStart(6)} pages, median ${at(list, 0.5).toFixed(0).padStart(5)} ms, 95 % ${at(list, 0.95).toFixed(0).padStart(5)} ms`);
}
console.log(`all: ${all.length} pages of ${(bytes / all.length / 1024).toFixed(1)} kB, ${searches} searches, ${failures} failures; median ${at(all, 0.5).toFixed(0)} ms, `
  + `95 % ${at(all, 0.95).toFixed(0)} ms, 99 % ${at(all, 0.99).toFixed(0)} ms`);
process.exit(all.length > 0 && at(all, 0.95) < 300 ? 0 : 1);
