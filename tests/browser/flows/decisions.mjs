// A recipient's order from the draft to the fetched delivery, with an operator's decision between.
export default async visit => {
  await visit.logIn('asiakas');
  await visit.open('/orders/new');
  await visit.fill('Tilauksen nimi', 'Kajaanin 80 vuotta täyttäneet');
  await visit.page.locator('[name=purpose]').selectOption('statistics');
  await visit.page.locator('[name=ageFrom]').fill('80');
  await visit.page.locator('[name=municipalities]').fill('Kajaani');
  await visit.page.locator('[name=package]').selectOption({ index: 0 });
  await visit.page.locator('input[name=groups][value="004"]').check();
  await visit.send('Tallenna luonnos');
  const order = new URL(visit.page.url()).pathname;
  await visit.send(/^Lähetä$/);
  visit.expect(await visit.text('.badge'), 'Odottaa ratkaisua');

  // The operator sees the file before it is approved, and then runs the order.
  await visit.begin();
  await visit.logIn('operaattori');
  await visit.click('Ratkaistavat');
  await visit.everywhere('decisions-queue', '/decide');
  const place = `/decide/${order.split('/').pop()}`;
  await visit.open(place);
  visit.allow(422);
  await visit.page.locator('[name=id]').fill('Ei Näin');
  await visit.page.locator('button[value=look]').click();
  await visit.asItIs('decisions-refused');
  await visit.page.locator('[name=id]').fill('kahdeksankymppiset');
  await visit.page.locator('button[value=look]').click();
  await visit.page.locator('button[value=approve]').waitFor();
  await visit.asItIs('decisions-file');
  await visit.page.locator('button[value=approve]').click();
  await visit.page.waitForURL(url => url.pathname === '/decide');
  await visit.open('/operate/orders/kahdeksankymppiset/run');
  await visit.send('Aja tilaus');
  await visit.page.getByRole('link', { name: 'Katso toimitus' }).waitFor();

  // The recipient sees the decision, and fetches.
  await visit.begin();
  await visit.logIn('asiakas');
  await visit.everywhere('decisions-decided', order);
  visit.expect(await visit.text('.badge'), 'Hyväksytty');
  await visit.open('/deliveries');
  await visit.page.getByRole('link', { name: /Poiminta/ }).first().click();
  await visit.download('extract.csv.zip', /\.csv\.zip$/);
};
