// An auditor asks who received a person's data, reads the report, and verifies the chain.
export default async visit => {
  await visit.logIn('tarkastaja');
  await visit.everywhere('auditors-ask', '/audit');
  await visit.keyboard();

  // Without a reason nothing is asked, and the code is not shown again.
  visit.allow(422);
  await visit.page.locator('[name=code]').fill(visit.given.person);
  await visit.page.locator('main button[type=submit]').click();
  await visit.page.locator('.errors').waitFor();
  visit.expect(await visit.page.locator('[name=code]').inputValue(), '');
  await visit.asItIs('auditors-errors');
  await visit.page.locator('[name=code]').fill(visit.given.person);
  await visit.page.locator('[name=reason]').fill('Tarkastuspyyntö 12/2026');
  await visit.page.locator('main button[type=submit]').click();
  await visit.page.waitForURL(/\/audit\/answers\//);
  await visit.everywhere('auditors-answer', new URL(visit.page.url()).pathname);

  await visit.open('/audit/verify');
  await visit.everywhere('auditors-verify', '/audit/verify');
  await visit.page.locator('main button[type=submit]').click();
  await visit.page.waitForFunction(() => document.querySelector('.panel, .warning') !== null, null);
  visit.expect(await visit.page.locator('.warning').count(), 0);
  await visit.everywhere('auditors-verified', new URL(visit.page.url()).pathname);
};
