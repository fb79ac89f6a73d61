// Without this script everything works; with it a form is not sent twice by a double click, and the error summary has the focus.
'use strict';

document.addEventListener('submit', event => {
  const form = event.target;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }

  form.dataset.sent = 'yes';
  for (const button of form.querySelectorAll('button[type=submit]')) {
    // After the form's fields were gathered: a disabled button would not be sent.
    setTimeout(() => { button.disabled = true; }, 0);
  }
});

// A page from the browser's memory, by its back button, has its buttons again.
window.addEventListener('pageshow', event => {
  if (!event.persisted) return;
  for (const form of document.forms) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll('button[type=submit]')) button.disabled = false;
  }
});

document.querySelector('.errors')?.focus();
