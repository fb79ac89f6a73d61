// Front page, login, the front page of each role, logout, and what goes wrong.
export default async visit => {
  await visit.everywhere('welcome', '/');
  await visit.keyboard();
  await visit.logIn('operaattori');
  visit.expect(await visit.text('h1'), 'Tehtäväsi');
  await visit.everywhere('home-operator', '/');
  await visit.keyboard();

  // Another language stays when another page is opened.
  await visit.click('På svenska');
  visit.lang = 'sv';
  visit.allow(404);
  await visit.open('/nothing');
  visit.expect(await visit.text('h1'), 'Här finns ingenting');
  await visit.see('not-found');
  await visit.send('Logga ut');
  await visit.page.waitForURL(url => url.pathname === '/');
  visit.expect(await visit.text('h1'), 'Välkommen');

  for (const user of ['kunta', 'asiakas', 'tarkastaja', 'vieras']) {
    await visit.begin();
    await visit.logIn(user);
    await visit.see(`home-${user}`);
  }

  // A form in a page from before the logout.
  await visit.context.clearCookies();
  visit.allow(401);
  await visit.send('Kirjaudu ulos');
  visit.expect(await visit.text('h1'), 'Istuntosi on päättynyt');
  visit.allow(403);
  await visit.everywhere('login-refused', '/login/failed?why=LoginRefused');
};
