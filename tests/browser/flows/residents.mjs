// A municipality's user from the login to the files: searches with errors, a count, a list, its files, a saved search, the history.
import fs from 'node:fs';

const task = { fi: 'Merkkipäivien huomioiminen', sv: 'Uppvaktning på bemärkelsedagar', en: 'Congratulations on anniversaries' };

export default async visit => {
  await visit.logIn('kunta');
  await visit.everywhere('residents-home', '/');
  await errors(visit);

  // Who turns 70 this year: saved first, then counted.
  await visit.click('Asukaspoiminta');
  await chooseTurning(visit, 70);
  await visit.fill('Tallenna haku nimellä', 'Seitsemänkymmentä vuotta');
  await visit.send('Tallenna haku');
  visit.expect(await visit.text('h3'), 'Seitsemänkymmentä vuotta');
  const saved = await visit.page.getByRole('link', { name: 'Käytä' }).getAttribute('href');
  await visit.everywhere('residents-search', saved);
  await visit.keyboard();

  // Age alone: the permit has the day of birth, so that this can be listed too.
  await visit.open('/residents');
  await visit.pick(task.fi);
  await visit.pick('Ikäryhmä');
  await visit.fill('Ikä vähintään', '18');
  await visit.fill('Ikä enintään', '29');
  await visit.send('Laske määrä');
  const young = await counted(visit);
  if (young < 10) throw new Error(`${young} of the age group: the register is too small for this test`);

  // The saved search, run.
  await visit.open(saved);
  visit.expect(await visit.page.getByLabel('Täyttää vuosia').inputValue(), '70');
  await visit.fill('Asianumero', 'KAJ 12/2026');
  await visit.send('Laske määrä');
  const count = await counted(visit);
  const pick = new URL(visit.page.url()).pathname;
  await visit.everywhere('residents-counted', pick);

  // The page of the list in the making comes again without a click until the files are there.
  await visit.send('Tee luettelo');
  await visit.page.getByRole('link', { name: 'Näytä rivit' }).waitFor();
  visit.expect(new URL(visit.page.url()).pathname, pick);
  await visit.everywhere('residents-list', pick);
  await visit.keyboard();

  const csv = fs.readFileSync(await visit.download('list.csv', /^CSV taulukkolaskentaan/), 'utf8');
  visit.expect(csv.trimEnd().split('\r\n').length - 1, count);
  await visit.download('list.xlsx', /^Excel/);
  await visit.download('list.pdf', /^Osoitetarrat/);
  await visit.download('list.csv.zip', /^CSV-paketti/);

  await visit.click('Näytä rivit');
  visit.expect(await visit.page.locator('tbody tr').count(), Math.min(count, 50));
  await visit.everywhere('residents-rows', `${pick}/rows`, { whole: false });

  await visit.click('Omat poiminnat');
  visit.expect(await visit.page.locator('tbody tr').count(), 2);
  visit.expect(await visit.page.locator('tbody tr').filter({ hasText: 'KAJ 12/2026' }).locator('td').last().innerText(), /^1[0-9]+$/);
  await visit.everywhere('residents-history', '/picks');
};

// What cannot be searched says why, and by its links leads to the fields.
async function errors(visit) {
  visit.allow(422);
  for (const lang of ['sv', 'en', 'fi']) {
    visit.lang = lang;
    await visit.open(`/residents?lang=${lang}`);
    await visit.pick(task[lang]);
    await visit.page.locator('input[name=kind][value=Ages]').check();
    await visit.page.locator('[name=ageFrom]').fill('90');
    await visit.page.locator('[name=ageTo]').fill('8');
    await visit.page.locator('[name=postalCode]').fill('8910');
    await visit.page.locator('[name=reference]').fill('010190-901D');
    await visit.page.locator('main button[type=submit]:not([name])').first().click();
    await visit.page.locator('.errors').waitFor();
    await visit.asItIs('residents-errors');
  }

  await visit.page.locator('.errors a').first().click();
  visit.expect(await visit.page.evaluate(() => document.activeElement?.getAttribute('name') ?? ''), /./);
}

async function chooseTurning(visit, age) {
  await visit.pick(task.fi);
  await visit.pick('Tänä vuonna tietyn iän täyttävät');
  await visit.fill('Täyttää vuosia', `${age}`);
}

// The number of the page, once it is there.
async function counted(visit) {
  await visit.page.getByRole('button', { name: 'Tee luettelo' }).waitFor();
  return Number((await visit.text('.figure')).replaceAll(/\D/g, ''));
}
