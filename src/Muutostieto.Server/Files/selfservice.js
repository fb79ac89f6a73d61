// Without this script everything works; with it a form is not sent twice by a double click, a file that is too large is not sent at all,
// and the error summary has the focus.
'use strict';

// A file that is too large is said to be so before it is sent. The message comes with the field, in the page's language.
document.addEventListener('change', event => {
  const field = event.target;
  if (!field.dataset.largest) return;
  const isTooLarge = [...field.files].some(file => file.size > Number(field.dataset.largest));
  document.getElementById(`${field.id}-size`).textContent = isTooLarge ? field.dataset.message : '';
  if (isTooLarge) field.value = '';
});

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
