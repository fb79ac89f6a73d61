// An operator from the service's state to a withdrawal, a base in its place, an order's run, and the queue.
export default async visit => {
  await visit.logIn('operaattori');
  await visit.click('Palvelun tila');
  await visit.everywhere('operators-service', '/service', { whole: false });
  await visit.keyboard();
  await visit.everywhere('operators-permit', '/service/permits/kainuu');
  await visit.click('Perustiedot 001');
  const delivery = new URL(visit.page.url()).pathname;
  await visit.everywhere('operators-delivery', delivery);

  // A withdrawal says what happens, and needs a reason.
  await visit.click('Peru toimitus');
  await visit.everywhere('operators-withdrawal', new URL(visit.page.url()).pathname);
  visit.allow(422);
  await visit.send('Peru');
  visit.expect(await visit.text('.errors'), /Kirjoita syy/);
  await visit.see('operators-withdrawal-errors');
  await visit.fill('Miksi', 'Väärä alue');
  await visit.send('Peru');
  await ended(visit);
  visit.expect(await visit.text('.panel'), /peruttu/i);

  // A base in its place: counted, confirmed, made.
  await visit.click('Toimitusten hallinta');
  await visit.click('Uusi perustieto- tai poimintatoimitus');
  await visit.everywhere('operators-new', '/operate/new');
  await visit.open('/operate/permits/kainuu/base');
  await visit.see('operators-count');
  await visit.send('Laske');
  await visit.page.getByRole('button', { name: 'Tee ja julkaise' }).waitFor();
  await visit.everywhere('operators-base', new URL(visit.page.url()).pathname);
  await visit.keyboard();
  await visit.send('Tee ja julkaise');
  await ended(visit);
  await visit.see('operators-made');
  await visit.everywhere('operators-deliveries', '/operate');

  // An order: the second time there is one already.
  for (const turn of ['first', 'again']) {
    await visit.open('/operate/orders/kunnan-tilasto/run');
    await visit.see(`operators-order-${turn}`);
    await visit.send('Aja tilaus');
    await ended(visit);
    visit.expect(await visit.text('.panel'), /001/);
  }

  await visit.click('Ratkaistavat');
  await visit.everywhere('operators-queue', '/decide');
};

const ended = visit => visit.page.getByRole('link', { name: 'Katso toimitus' }).waitFor();
