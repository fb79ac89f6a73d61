// A recipient's user from the login to the acknowledgement: an application, an order with its count, a list, a delivery, contact persons,
// and a notice that an operator publishes.
import fs from 'node:fs';
import path from 'node:path';

export default async visit => {
  await notice(visit);
  await visit.begin();
  await visit.logIn('asiakas');
  await visit.everywhere('customers-home', '/');
  await visit.everywhere('customers-notices', '/notices');
  visit.expect(await visit.text('.panel'), /huoltokatko/);

  await apply(visit);
  await order(visit);
  await send(visit);
  await fetch(visit);
  await contacts(visit);
};

// An operator publishes what all users read.
async function notice(visit) {
  await visit.logIn('operaattori');
  await visit.click('Tiedottaminen');
  await visit.click('Kirjoita tiedote');
  await visit.fill('Suomeksi', 'Palvelussa on huoltokatko lauantaina klo 8–10.\nToimitukset tulevat sen jälkeen.');
  await visit.fill('Ruotsiksi', 'Avbrott i tjänsten på lördag kl. 8–10.\nLeveranserna kommer därefter.');
  await visit.fill('Englanniksi', 'The service is down on Saturday from 8 to 10.\nDeliveries follow after that.');
  await visit.page.locator('[name=from]').fill('1.2.2026');
  await visit.page.locator('[name=fromTime]').fill('8.30');
  await visit.asItIs('customers-publish');
  await visit.send('Julkaise');
  visit.expect(await visit.page.locator('tbody tr').count(), 1);
  await visit.everywhere('customers-published', '/publish');
}

// A draft that lacks nearly everything is kept and says what is missing; then the whole one is submitted.
async function apply(visit) {
  await visit.open('/applications/new');
  await visit.fill('Rekisteri tai tutkimus', 'Ikääntymisen seurantatutkimus');
  await visit.send('Tallenna ja lähetä');
  await visit.page.locator('.errors').waitFor();
  visit.expect(new URL(visit.page.url()).pathname, '/applications/1/edit');
  await visit.everywhere('customers-missing', '/applications/1/edit?check=1');
  await visit.page.locator('.errors a').first().click();
  visit.expect(await visit.page.evaluate(() => document.activeElement?.id ?? ''), 'purposes');

  await visit.page.getByRole('checkbox', { name: 'Tieteellinen tutkimus' }).check();
  await visit.page.locator('[name=legalGround]').fill('Laki väestötietojärjestelmästä ja Digi- ja väestötietoviraston varmennepalveluista 661/2009, 28 §');
  await visit.page.locator('[name=areaMunicipalities]').fill('Kajaani, Sotkamo');
  await visit.page.locator('input[name=targets][value=persons]').check();
  for (const group of ['003', '004', '101']) await visit.page.locator(`input[name=groups][value="${group}"]`).check();
  await visit.page.locator('input[name=formats][value=csv]').check();
  for (const yes of await visit.page.locator('input[name^="statement."][value=yes]').all()) await yes.check();
  await visit.page.locator('[name=statementText]').fill('Tiedot ovat salattuina tutkimuspalvelimella, johon pääsee viisi tutkijaa.');
  await visit.page.locator('[name="contact.name"]').fill('Aino Asiakas');
  await visit.page.locator('[name="contact.email"]').fill('aino.asiakas@kainuu.example');
  await visit.page.locator('[name=validFrom]').fill('1.1.2127');
  await visit.send('Tallenna luonnos');
  visit.expect(new URL(visit.page.url()).pathname, '/applications/1');
  await visit.everywhere('customers-edit', '/applications/1/edit');
  await visit.keyboard();
  await visit.open('/applications/1');
  await visit.send(/^Lähetä$/);
  visit.expect(await visit.text('.badge'), 'Odottaa ratkaisua');
  await visit.everywhere('customers-application', '/applications/1');
  await visit.everywhere('customers-withdraw', '/applications/1/withdraw');
  await visit.everywhere('customers-applications', '/applications');
  await visit.keyboard();
}

async function order(visit) {
  await visit.open('/orders/new');
  await visit.fill('Tilauksen nimi', 'Kajaanin 75 vuotta täyttäneet');
  await visit.page.locator('[name=purpose]').selectOption('scientific-research');
  await visit.page.locator('[name=ageFrom]').fill('75');
  await visit.page.locator('[name=municipalities]').fill('Kajaani');
  await visit.page.locator('[name=package]').selectOption({ index: 0 });
  for (const group of ['004', '101']) await visit.page.locator(`input[name=groups][value="${group}"]`).check();
  await visit.send('Tallenna luonnos');
  visit.expect(new URL(visit.page.url()).pathname, '/orders/2');
  await visit.everywhere('customers-draft', '/orders/2/edit');
  await visit.keyboard();
  for (const lang of ['sv', 'en', 'fi']) {
    visit.lang = lang;
    await visit.open(`/orders/2?lang=${lang}`);
    await visit.page.locator('form[action="/orders/2/count"] button').click();
    await visit.page.locator('.figure').waitFor();
    visit.expect(Number((await visit.text('.figure')).replaceAll(/\D/g, '')) > 20, true);
    await visit.asItIs('customers-counted');
  }

  await visit.send(/^Lähetä$/);
  visit.expect(await visit.text('.badge'), 'Odottaa ratkaisua');
  await visit.everywhere('customers-orders', '/orders');
}

// A list with one identity code, which the service takes in by its next run.
async function send(visit) {
  await visit.open('/uploads');
  const list = path.join(visit.given.downloads, 'list.txt');
  fs.mkdirSync(visit.given.downloads, { recursive: true });
  fs.writeFileSync(list, '010190-900XL\r\n');
  visit.allow(422);
  await visit.send('Lähetä tiedosto');
  await visit.page.locator('.errors').waitFor();
  await visit.page.locator('input[name=place]').check();
  await visit.page.locator('input[type=file]').setInputFiles(list);
  await visit.send('Lähetä tiedosto');
  visit.expect(await visit.page.locator('tbody tr').count(), 1);
  await visit.everywhere('customers-uploads', '/uploads');
  await visit.keyboard();
}

async function fetch(visit) {
  await visit.click('Toimitukset');
  await visit.everywhere('customers-deliveries', '/deliveries');
  await visit.open('/deliveries');
  await visit.page.locator('tbody a').first().click();
  await visit.page.waitForLoadState('load');
  const place = new URL(visit.page.url()).pathname;
  await visit.download('delivery.csv.zip', /\.csv\.zip$/);
  await visit.everywhere('customers-delivery', place);
  await visit.keyboard();
  await visit.send('Kuittaa ladatuksi');
  visit.expect(await visit.page.getByRole('button', { name: 'Kuittaa ladatuksi' }).count(), 0);
}

async function contacts(visit) {
  await visit.open('/contacts/new');
  await visit.pick('Laskutus');
  await visit.fill('Nimi', 'Lassi Laskuttaja');
  await visit.page.locator('[name=email]').fill('laskut@kainuu.example');
  await visit.asItIs('customers-contact');
  await visit.send('Tallenna');
  visit.expect(await visit.page.locator('tbody tr').count(), 1);
  await visit.everywhere('customers-contacts', '/contacts');
  await visit.everywhere('customers-contact-remove', '/contacts/1/remove');
  await visit.send('Poista');
  visit.expect(await visit.page.locator('tbody tr').count(), 0);
}
